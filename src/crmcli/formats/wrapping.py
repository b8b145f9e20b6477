"""Lines that are too long, folded between words: where lines end is decided here alone, whatever draws them."""

import re
from collections.abc import Iterator

from crmcli.domain.width import cells

Span = tuple[str, str]  # a piece of a line and its style, such as `bold red`; "" is the terminal's own
Line = list[Span]

_WORD = re.compile(r"\s*\S+\s*")


def width_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cells(text) for text, _ in line)


def wrapped(spans: Line, width: int) -> list[Line]:
    """The text in lines of so many cells at most; blanks at the end of a line are gone."""
    text = "".join(piece for piece, _ in spans)
    lines, start = [], 0
    for paragraph in text.split("\n"):
        ends = [*_breaks(paragraph, width), len(paragraph)]
        for begin, end in zip([0, *ends], ends, strict=False):
            lines.append(_cut(spans, start + begin, start + begin + len(paragraph[begin:end].rstrip())))
        start += len(paragraph) + 1
    return lines


def _breaks(text: str, width: int) -> Iterator[int]:
    """Before which characters a new line begins: before words, and within those that no line has room for."""
    used = 0
    for found in _WORD.finditer(text):
        word = found.group()
        needed = cells(word.rstrip())
        if used + needed <= width:
            used += cells(word)
        elif needed <= width:
            if found.start():
                yield found.start()
            used = cells(word)
        else:
            if found.start():
                yield found.start()
            used = 0
            for place, char in enumerate(word.rstrip(), found.start()):
                if used and used + cells(char) > width:
                    yield place
                    used = 0
                used += cells(char)
            used += cells(word[len(word.rstrip()) :])


def _cut(spans: Line, start: int, end: int) -> Line:
    """The pieces between two places of the text."""
    found, at = [], 0
    for text, style in spans:
        piece = text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            found.append((piece, style))
        at += len(text)
    return found
