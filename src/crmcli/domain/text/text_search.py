"""Does a text hold what is looked for, and where?"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from crmcli.domain.text import width
from crmcli.domain.text.firm_name import firm_name
from crmcli.domain.text.hangul import asked_initials, initials
from crmcli.domain.text.phones import asked_phone, folded_phone
from crmcli.domain.text.spelling import plain

_DIGITS = 4  # so many of a phone number are enough to look for it


class Query(NamedTuple):
    """What is looked for: as text, as Korean initials and digits of a phone number where it may be
    those, and as a name however it is spelled.
    """

    text: str
    initials: str
    phone: str
    firm: str = ""


class Hit(NamedTuple):
    """A line with what is looked for, and the place where that begins in the composed line."""

    line: str
    place: int


@lru_cache(maxsize=8)
def query(said: str) -> Query:
    """The words of the command line as what to look for."""
    return Query(
        " ".join(plain(said).split()),
        asked_initials(said),
        asked_phone(said.strip(), _DIGITS),
        firm_name(said).bare,
    )


def hit(wanted: Query, text: str, of: str) -> Hit | None:
    """The first line with what is wanted.

    Initials are looked for in names, digits in phone numbers, text everywhere.
    """
    if wanted.text and wanted.text in plain(text):
        for line in map(str.strip, text.splitlines()):
            if wanted.text in plain(line):
                composed = unicodedata.normalize("NFC", line)
                return Hit(line, next(_folded_spans(plain, wanted.text, composed), (0, 0))[0])
    if of == "name" and wanted.initials and wanted.initials in initials(text):
        return Hit(text.strip(), 0)
    if of == "phone" and wanted.phone and wanted.phone in folded_phone(text):
        return Hit(text.strip(), 0)
    return None


def marked(wanted: Query, text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether each is what is wanted: as text, else by Korean initials,
    else the digits of a phone number. Where none is, the text alone.
    """
    at = 0
    for start, end in _spans(wanted, text):
        if end <= at:  # a letter that is folded to several, as ß is, may hold it twice
            continue
        if start > at:
            yield text[at:start], False
        yield text[max(start, at) : end], True
        at = end
    if at < len(text) or not text:
        yield text[at:], False


def _spans(wanted: Query, text: str) -> Iterator[tuple[int, int]]:
    for fold, part in ((plain, wanted.text), (initials, wanted.initials)):
        found = list(_folded_spans(fold, part, text)) if part else []
        if found:
            yield from found
            return
    if wanted.phone:
        yield from (each.span() for each in re.finditer(r"\D{0,3}".join(wanted.phone), text))


def _folded_spans(fold: Callable[[str], str], part: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the text says it when both are folded, which may take more letters or fewer."""
    folded, places = "", list[int]()
    for place, char in enumerate(text):
        piece = fold(char) if not char.isspace() else " "
        folded += piece
        places += [place] * len(piece)
    for each in re.finditer(re.escape(part), folded):
        yield places[each.start()], places[each.end() - 1] + 1


def spelled(wanted: Query, text: str) -> Hit | None:
    """The name, where it is what is wanted in another spelling or with another form of the firm."""
    is_there = len(wanted.firm) > 1 and wanted.firm in firm_name(text).bare
    return Hit(text.strip(), 0) if is_there else None


def excerpt(found: Hit, cells: int) -> str:
    """The part of the line around the hit that takes at most so many cells; … stands for what is
    cut off.
    """
    line = unicodedata.normalize("NFC", found.line)
    widths = list(map(width.cells, line))
    if sum(widths) <= cells:
        return line
    start = end = min(found.place, len(line) - 1)
    used, before = 0, cells // 3  # more of what follows
    while start > 0 and used + widths[start - 1] <= before:
        start, used = start - 1, used + widths[start - 1]
    while end < len(line) and used + widths[end] <= cells - 2:
        end, used = end + 1, used + widths[end]
    while start > 0 and used + widths[start - 1] <= cells - 2:
        start, used = start - 1, used + widths[start - 1]
    return f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"
