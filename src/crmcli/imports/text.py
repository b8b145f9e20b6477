"""Which text do a foreign file's bytes hold? UTF-8, else Korean Windows' CP949; never by replacing what fits neither."""

import codecs
import re
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

MAX_BYTES = 16 << 20  # some hundred thousand people; a card with a picture has 200 KB
_FOLD_WITHIN = re.compile(rb"(\r?\n[ \t])([\x80-\xbf]{1,3})")  # a folded line that begins inside of a character, as simple writers of cards make them
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Text(NamedTuple):
    """A file's text with line feeds only, and the encoding it was in."""

    text: str
    encoding: str


def decoded(data: bytes, file: str) -> Text:
    """The text. Raises CrmError for a file that is too large, that is in no encoding we know, or that is no text."""
    if len(data) > MAX_BYTES:
        raise CrmError(Message("import-too-large", (file, MAX_BYTES >> 20)), Message("import-too-large-hint"), status=4)
    if data.startswith(_WIDE):
        raise CrmError(Message("import-wide", (file,)), Message("import-encoding-hint"), status=4)
    nul = data.find(b"\0")
    if nul >= 0:
        raise CrmError(Message("import-nul", (file, _line(data, nul))), Message("import-encoding-hint"), status=4)
    found = as_text(data)
    if found is None:
        raise CrmError(Message("import-encoding", (file, _line(data, _undecodable(data)))), Message("import-encoding-hint"), status=4)
    return found._replace(text=found.text.replace("\r\n", "\n").replace("\r", "\n"))


def as_text(data: bytes) -> Text | None:
    """The text in the first encoding in which all of it makes sense; None when there is none."""
    for encoding, unfolded in (("utf-8-sig", False), ("utf-8-sig", True), ("cp949", False)):
        try:
            return Text((_FOLD_WITHIN.sub(rb"\2\1", data) if unfolded else data).decode(encoding), encoding.removesuffix("-sig"))
        except UnicodeDecodeError:
            continue
    return None


def _undecodable(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
