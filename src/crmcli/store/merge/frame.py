"""What goes around a file's text, and how its lines end: put aside for a merge, merged by itself,
and put back.
"""

from codecs import BOM_UTF8
from typing import NamedTuple, TypeVar

from crmcli.store.files.diff3 import THEIRS

T = TypeVar("T")


class Frame(NamedTuple):
    """Three texts with plain line ends, each with its last one; and what the merged file has
    instead.
    """

    texts: tuple[str, str, str]
    mark: bool
    newline: str
    ended: bool

    def closed(self, text: str) -> bytes:
        """The text as a file. A mark of a conflict is a line, whatever else ends the file."""
        body = (
            text
            if self.ended or not text.endswith("\n") or text.endswith(f"{THEIRS}\n")
            else text[:-1]
        )
        if self.newline != "\n":
            body = body.replace("\n", self.newline)
        return (BOM_UTF8 if self.mark else b"") + body.encode()


def framed(base: bytes, ours: bytes, theirs: bytes) -> Frame | None:
    """The three without what goes around them; None if one is not UTF-8, or has half line ends."""
    try:
        texts = [data.removeprefix(BOM_UTF8).decode() for data in (base, ours, theirs)]
    except UnicodeDecodeError:
        return None
    marks = [data.startswith(BOM_UTF8) for data in (base, ours, theirs)]
    ends = [_line_end(text) for text in texts]
    newline = _kept(*ends) or ends[1] or ends[2] or "\n"
    if "mixed" in ends:  # nothing is known of how lines end: everybody's stay as they are
        newline = "\n"
    else:
        texts = [text.replace("\r\n", "\n") for text in texts]
        if any("\r" in text for text in texts):
            return None  # a return without its line feed: no line end of the format
    ended = _kept(*(text.endswith("\n") or not text for text in texts))
    return Frame(
        (_ended(texts[0]), _ended(texts[1]), _ended(texts[2])), _kept(*marks), newline, ended
    )


def _line_end(text: str) -> str:
    """How its lines end; nothing for a single line, `mixed` if they differ."""
    returns, lines = text.count("\r\n"), text.count("\n")
    return "" if not lines else "\n" if not returns else "\r\n" if returns == lines else "mixed"


def _kept(base: T, ours: T, theirs: T) -> T:
    """Whose it is after a merge: theirs if only they changed it."""
    return theirs if base == ours else ours


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
