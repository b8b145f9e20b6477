"""The lines of a text that is held as bytes: read anew each time, never all of them at once."""

import codecs
import io
from collections.abc import Iterator

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.sheet import Lines

_CHUNK = 1 << 20
# codecs of Python's that turn texts into other texts, or run what a text says
_NO_TEXT = frozenset(
    {"idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined"}
    | {"unicode-escape", "utf-7"}
)


def lines_of(data: bytes, encoding: str) -> Lines:
    """Its lines, ending in line feeds whatever they end with in the file."""

    def lines() -> Iterator[str]:
        yield from io.TextIOWrapper(io.BytesIO(data), encoding, newline=None)

    return lines


def codec(said: str) -> str:
    """The encoding that somebody declared, as Python calls it.

    Raises CrmError for what is no encoding of text.
    """
    try:
        found = codecs.lookup(said)
    except (LookupError, ValueError):
        found = None
    is_text = found and getattr(found, "_is_text_encoding", False)
    if found is None or not is_text or found.name.replace("_", "-") in _NO_TEXT:
        raise CrmError(
            Message("error-source-no-encoding", (said,)), Message("hint-source-no-encoding"), 2
        )
    return found.name


def fits(data: bytes, encoding: str) -> bool:
    """Do all of the bytes make sense in it?"""
    return misfit(data, encoding) is None


def misfit(data: bytes, encoding: str) -> int | None:
    """The line of the first bytes that make no sense in it."""
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    view = memoryview(data)
    for begin in range(0, len(data), _CHUNK):
        part = view[begin : begin + _CHUNK]
        try:
            decoder.decode(part, final=begin + _CHUNK >= len(data))
        except UnicodeError as error:
            place = getattr(error, "start", 0)
            return line + bytes(part[:place]).count(b"\n")
        line += bytes(part).count(b"\n")
    return None
