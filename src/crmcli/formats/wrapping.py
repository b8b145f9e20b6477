"""Lines that are too long, folded between words: where lines end is decided here alone, whatever
draws them.
"""

import re
from collections.abc import Iterator

from crmcli.domain.text.width import cells

# a piece of a line and its style, such as `bold red`; "" is the terminal's own
Span = tuple[str, str]
Line = list[Span]

_WORD = re.compile(r"\s*\S+\s*")
# of a long word, such as an id or an address: it is broken behind these first
_PIECE = re.compile(r"[^-_/@.]*[-_/@.]*")
# what a person copies whole, such as a command in backquotes
_WHOLE = re.compile(r"\s*(?:`[^`\n]*`|\S)+")
_BRANCH = re.compile("[│ ]*[└├]─ ")
_NAME = 8  # cells that a name keeps beside its branch


def width_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cells(text) for text, _ in line)


def piece_width(word: str) -> int:
    """How many cells the longest piece of a word takes that is not broken while there is another
    place to break.
    """
    return cells(word) if word.isalnum() else max(map(cells, _PIECE.findall(word)))


def hung(spans: Line, width: int) -> list[Line]:
    """A name of a tree in lines of so many cells: what goes on below stands under the name, and the
    branches go on beside it.
    """
    text = "".join(piece for piece, _ in spans)
    found = _BRANCH.match(text)
    if found is None or width - cells(found.group()) < _NAME:
        return wrapped(spans, width)
    branch = found.group()
    below = branch.replace("├─", "│ ").replace("└─", "  ")
    lines = wrapped(_cut(spans, len(branch), len(text)), width - cells(branch))
    return [[(branch if place == 0 else below, ""), *line] for place, line in enumerate(lines)]


def wrapped(spans: Line, width: int) -> list[Line]:
    """The text in lines of so many cells at most; blanks at the end of a line are gone."""
    text = "".join(piece for piece, _ in spans)
    lines, start = [], 0
    for paragraph in text.split("\n"):
        ends = [*_breaks(paragraph, width), len(paragraph)]
        for begin, end in zip([0, *ends], ends, strict=False):
            lines.append(
                _cut(spans, start + begin, start + begin + len(paragraph[begin:end].rstrip()))
            )
        start += len(paragraph) + 1
    return lines


def broken(line: str, width: int) -> str:
    """A line in lines of so many cells: a command in backquotes and a word that no line has room
    for stay whole, and may be copied so.
    """
    lines = [""]
    for piece in _WHOLE.findall(line):
        if lines[-1] and cells(lines[-1] + piece) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return "\n".join(lines)


def _breaks(text: str, width: int) -> Iterator[int]:
    """Before which characters a new line begins: before words, and within those that no line has
    room for.
    """
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
            for place, char in _pieces(word.rstrip(), found.start(), width):
                if used and used + cells(char) > width:
                    yield place
                    used = 0
                used += cells(char)
            used += cells(word[len(word.rstrip()) :])


def _pieces(word: str, start: int, width: int) -> Iterator[tuple[int, str]]:
    """The pieces of a word that no line has room for, and where each begins: characters where a
    piece itself is too long.
    """
    for found in _PIECE.finditer(word):
        piece, place = found.group(), start + found.start()
        if cells(piece) <= width:
            if piece:
                yield place, piece
        else:
            yield from enumerate(piece, place)


def _cut(spans: Line, start: int, end: int) -> Line:
    """The pieces between two places of the text."""
    found, at = [], 0
    for text, style in spans:
        piece = text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            found.append((piece, style))
        at += len(text)
    return found
