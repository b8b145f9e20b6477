"""Which table does a CSV file hold, and in which line does each of its rows begin?"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.frame import Known, first_rows, framed, known_place, likely_place
from crmcli.imports.table import COLUMNS, Row, Table

_SIGNS = (",", ";", "\t", "|")
_SAID = re.compile(r"\ufeff?sep=([,;\t|])[ ,;\t|]*\n?", re.IGNORECASE)  # how a spreadsheet is told
_HEADING = 10_000  # characters of a line that are looked at for what stands between cells
_LOOKED = 12  # lines that are looked at where the first does not tell
_BETWEEN = 10 * COLUMNS  # signs of a row; more than enough for those that texts hold
Lines = Callable[[], Iterator[str]]


def text_lines(text: str) -> Lines:
    """Its lines, each with its line feed, as often as they are asked for."""

    def lines() -> Iterator[str]:
        begin = 0
        while (end := text.find("\n", begin)) >= 0:
            yield text[begin : end + 1]
            begin = end + 1
        if begin < len(text):
            yield text[begin:]

    return lines


def sheet(lines: Lines, name: str, known: Known | None = None) -> Table:
    """The table. `known` counts the columns that headings name, 0 when they name nothing.

    The lines are gone through as often as the rows are, and once here. Raises CrmError when there
    is no heading, or where quotes are not closed: what comes after them could be anything.
    """
    said = _SAID.fullmatch(next(lines(), ""))
    sign, place = _head(lines, said.group(1) if said else "", known)

    def rows() -> Iterator[Row]:
        return _rows(lines, name, sign, skip=bool(said))

    return framed(rows, Table(name, (), rows, 0, separator=sign), place)


def _head(lines: Lines, said: str, known: Known | None) -> tuple[str, int]:
    """What stands between the cells, and which row the headings are, not counting empty ones."""
    first = said or _separator(lines)
    signs = [first] if said else [*dict.fromkeys((first, *_SIGNS))]
    for sign in signs if known else ():
        place = known_place(_first_rows(lines, sign, skip=bool(said)), known) if known else None
        if place is not None:
            return (sign if place else first), place
    return first, likely_place([*_first_rows(lines, first, skip=bool(said))])


def _first_rows(lines: Lines, sign: str, *, skip: bool) -> Iterator[Row]:
    with suppress(CrmError):  # quotes that make no sense with what is between the cells elsewhere
        yield from first_rows(_rows(lines, "", sign, skip=skip))


def _rows(lines: Lines, name: str, sign: str, *, skip: bool) -> Iterator[Row]:
    every = lines()
    if skip:  # a line that is none of the table, and counts
        next(every)
    signs = 0

    def bounded() -> Iterator[str]:
        nonlocal signs
        for text in every:
            signs += text.count(sign)
            if signs > _BETWEEN:  # before room is made for all of its cells
                raise CrmError(Message("error-source-columns", (name, COLUMNS)), status=4)
            yield text

    reader, before = csv.reader(bounded(), delimiter=sign, strict=True), int(skip) + 1
    while True:
        signs = 0
        line = reader.line_num + before
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise CrmError(
                Message("error-import-quotes", (name, line)),
                Message("hint-import-quotes"),
                status=4,
            ) from None
        yield Row(line, cells)


def _separator(lines: Lines) -> str:
    """What stands between the headings: the sign that makes the most of them, where the lines below
    agree; a comma when none does.
    """
    first = [line[:_HEADING] for line in islice(filter(str.strip, lines()), _LOOKED)]
    widths = {sign: _widths(first, sign) for sign in _SIGNS}
    return max(_SIGNS, key=lambda sign: _sense(widths[sign])) if any(widths.values()) else ","


def _widths(lines: Sequence[str], sign: str) -> list[int]:
    found = list[int]()
    with suppress(csv.Error):  # what is cut off may leave a quote open
        found.extend(map(len, csv.reader(lines, delimiter=sign)))
    return found


def _sense(widths: Sequence[int]) -> tuple[bool, int, int]:
    """Whether the first row and most others have one width, then the first's, then the usual."""
    if not widths:
        return (False, 0, 0)
    usual, count = Counter(widths).most_common(1)[0]
    return (usual == widths[0] > 1 and 2 * count > len(widths), widths[0], usual)
