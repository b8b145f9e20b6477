"""Which encoding is a file in? What its mark says, else UTF-8, else what somebody declared, else
a guess that is told.
"""

import codecs
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.sources.guessing import guess
from crmcli.sources.lines import codec, fits, lines_of, misfit

# the longer marks first: that of UTF-32 begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Reading(NamedTuple):
    """How a text is read: `codec` is what Python calls it, `encoding` what people are told, and
    `guessed` a sample of what nobody declared.
    """

    codec: str
    encoding: str
    guessed: str = ""


def encoding_of(data: bytes, name: str, declared: str = "") -> Reading:
    """How the bytes are read. Raises CrmError for what is no text, and where nobody can tell."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if marked:
        return _all_of_it(data, name, "utf-8-sig" if marked == "utf-8" else marked, marked)
    asked = codec(declared) if declared else ""
    if not asked.startswith(("utf-16", "utf-32")):
        _no_nul(data, name)
    if fits(data, "utf-8"):
        return Reading("utf-8", "utf-8")
    if asked:
        return _all_of_it(data, name, asked, asked)
    return Reading(*guess(data, name))


def _all_of_it(data: bytes, name: str, encoding: str, told: str) -> Reading:
    line = misfit(data, encoding)
    if line and encoding == "utf-16":
        raise CrmError(
            Message("error-import-wide", (name,)), Message("hint-source-encoding"), status=4
        )
    if line:
        raise CrmError(
            Message("error-source-not-encoded", (name, line, told.upper())),
            Message("hint-source-encoding"),
            status=4,
        )
    if encoding.startswith(("utf-16", "utf-32")):
        for number, each in enumerate(lines_of(data, encoding)(), 1):
            if "\0" in each:
                raise _nul(name, number)
    return Reading(encoding, told)


def _no_nul(data: bytes, name: str) -> None:
    place = data.find(b"\0")
    if place >= 0:
        raise _nul(name, data.count(b"\n", 0, place) + 1)


def _nul(name: str, line: int) -> CrmError:
    return CrmError(
        Message("error-import-nul", (name, line)), Message("hint-import-encoding"), status=4
    )
