"""Which text do a foreign file's bytes hold?

What its mark says, else UTF-8, else Korean Windows' CP949; never by replacing what fits none.
"""

import codecs
import re
from collections import Counter
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

MAX_BYTES = 16 << 20  # some hundred thousand people; a card with a picture has 200 KB
# a folded line that begins inside of a character, as simple writers of cards make them
_FOLD_WITHIN = re.compile(rb"(\r?\n[ \t])([\x80-\xbf]{1,3})")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HANGUL = re.compile("[가-힣]")
_COMMON = 2  # bytes of a syllable of KS X 1001; the others are spelled out


class Text(NamedTuple):
    """A file's text with line feeds only, and the encoding it was in."""

    text: str
    encoding: str


def decoded(data: bytes, file: str) -> Text:
    """The text.

    Raises CrmError for a file that is too large, that is in no encoding we know, or that is no
    text.
    """
    if len(data) > MAX_BYTES:
        raise CrmError(
            Message("error-import-too-large", (file, MAX_BYTES >> 20)),
            Message("hint-import-too-large"),
            status=4,
        )
    found = _wide(data, file) if data.startswith(_WIDE) else _narrow(data, file)
    return found._replace(text=found.text.replace("\r\n", "\n").replace("\r", "\n"))


def _wide(data: bytes, file: str) -> Text:
    """What a mark says is UTF-16, as `Unicode text` of spreadsheets is."""
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        raise CrmError(
            Message("error-import-wide", (file,)), Message("hint-import-encoding"), status=4
        ) from None
    _no_nul(text.find("\0"), text.count("\n", 0, max(text.find("\0"), 0)) + 1, file)
    return Text(text, "utf-16")


def _narrow(data: bytes, file: str) -> Text:
    _no_nul(data.find(b"\0"), _line(data, max(data.find(b"\0"), 0)), file)
    found = as_text(data)
    if found is None:
        where = (file, _line(data, _undecodable(data)))
        raise CrmError(
            Message("error-import-encoding", where), Message("hint-import-encoding"), status=4
        )
    return found


def _no_nul(place: int, line: int, file: str) -> None:
    if place >= 0:
        raise CrmError(
            Message("error-import-nul", (file, line)), Message("hint-import-encoding"), status=4
        )


def as_text(data: bytes) -> Text | None:
    """The text in the first encoding in which all of it makes sense; None when there is none."""
    for encoding, unfolded in (("utf-8-sig", False), ("utf-8-sig", True), ("cp949", False)):
        try:
            text = (_FOLD_WITHIN.sub(rb"\2\1", data) if unfolded else data).decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp949" or _is_korean(text):
            return Text(text, encoding.removesuffix("-sig"))
    return None


def _is_korean(text: str) -> bool:
    """Are most syllables those that Korean is written with?

    Other encodings of East Asia make rare ones of everything.
    """
    counts = Counter(_HANGUL.findall(text))
    rare = sum(count for each, count in counts.items() if len(each.encode("euc-kr")) > _COMMON)
    return 2 * rare <= counts.total()


def _undecodable(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
