"""One line of text while it is typed. A syllable is deleted as it was typed, whole."""

import unicodedata
from typing import NamedTuple

from crmcli.domain.text.width import cells


class Line(NamedTuple):
    """What was typed, and before which of its characters the next one goes."""

    text: str = ""
    at: int = 0


def begun(text: str) -> Line:
    """With words that stand there already."""
    return Line(text, len(text))


def typed(line: Line, key: str) -> Line:
    """The line after that key; the same for one that means nothing here."""
    text, at = line
    if key == "backspace":
        before = _before(text, at)
        return Line(text[:before] + text[at:], before)
    if key == "delete":
        return Line(text[:at] + text[_after(text, at) :], at)
    if key == "ctrl-u":
        return Line(text[at:], 0)
    if key == "ctrl-w":
        kept = text[:at].rstrip().rpartition(" ")
        head = kept[0] + kept[1]
        return Line(head + text[at:], len(head))
    moved = {
        "left": _before(text, at),
        "right": _after(text, at),
        "home": 0,
        "end": len(text),
    }
    if key in moved:
        return Line(text, moved[key])
    if len(key) != 1:
        return line
    # parts of a syllable that come one by one are one syllable
    head = unicodedata.normalize("NFC", text[:at] + key)
    return Line(head + text[at:], len(head))


def shown(line: Line, width: int) -> tuple[str, int]:
    """As much of it as the width has room for, and the cell of the cursor there."""
    start = 0
    while cells(line.text[start : line.at]) >= width > 0:
        start = _after(line.text, start)
    end = len(line.text)
    while cells(line.text[start:end]) > width and end > line.at:
        end = _before(line.text, end)
    return line.text[start:end], cells(line.text[start : line.at])


def _before(text: str, at: int) -> int:
    """The place before the character there, marks that join it included."""
    at = max(0, at - 1)
    while at > 0 and cells(text[at]) == 0:
        at -= 1
    return at


def _after(text: str, at: int) -> int:
    at = min(len(text), at + 1)
    while at < len(text) and cells(text[at]) == 0:
        at += 1
    return at
