"""Findings for a reader at a terminal: one line each, then the line of the file with a caret under
the place.
"""

from collections.abc import Sequence

from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.text.visible import visible
from crmcli.domain.text.width import cells as cell_len

COLOURS = {"error": "31", "warning": "33", "info": "36"}
BOLD, DIM = "1", "2"
WIDEST = 100  # cells of an excerpt line, its gutter included
NARROWEST = 20  # cells left to the excerpt itself, however narrow the terminal


def render(spots: Sequence[LocatedFinding], *, color: bool, width: int | None = None) -> str:
    """What is wrong, and where does it stand?

    Excerpt lines fit in `width` cells, 100 at most; the line with the message is never cut.
    """
    return "".join(
        f"{line}\n"
        for spot in spots
        for line in _lines(spot, color=color, limit=min(width or WIDEST, WIDEST))
    )


def _lines(spot: LocatedFinding, *, color: bool, limit: int) -> list[str]:
    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if color else text

    tone = COLOURS[spot.severity]
    place = f"{paint(BOLD, visible(spot.file))}:{spot.line}:{spot.column}"
    head = f"{place}: {paint(tone, spot.severity)}: {visible(spot.message)} [{visible(spot.rule)}]"
    if not spot.excerpt or spot.excerpt.isspace():
        return [head]
    gutter = f" {spot.line} |"
    shown, indent, length = _excerpt(spot, room=max(limit - len(gutter) - 1, NARROWEST))
    caret = " " * indent + paint(tone, "^" + "~" * (length - 1))
    return [head, f"{paint(DIM, gutter)} {shown}", f"{paint(DIM, '|'.rjust(len(gutter)))} {caret}"]


def _excerpt(spot: LocatedFinding, *, room: int) -> tuple[str, int, int]:
    """Which part of the line is shown, how many cells stand before the caret, and how many cells
    are marked (1 at least)?
    """
    text, at = spot.excerpt, min(spot.column - 1, len(spot.excerpt))
    # more characters than that cannot fit, so a very long line costs no more than a long one
    first, last = (
        max(at - room, 0),
        at + room,
    )
    pieces = (
        ["…"] * (first > 0)
        + [visible(char) for char in text[first:last]]
        + ["…"] * (last < len(text))
    )
    at -= first - (first > 0)
    if at == len(pieces):
        pieces.append(" ")  # a caret after the end of the line
    cells = _cells(pieces)
    cells[at] = max(cells[at], 1)
    start, stop = _window(cells, at, room)
    shown = "…" * (start > 0) + "".join(pieces[start:stop]) + "…" * (stop < len(pieces))
    before = "…" * (start > 0) + "".join(pieces[start:at])
    marked = "".join(pieces[at : min(at + max(spot.end_column - spot.column, 0), stop)])
    return shown.rstrip(), cell_len(before), max(cell_len(marked), 1)


def _cells(pieces: Sequence[str]) -> list[int]:
    """How much wider does each piece make the line?

    A sign that joins those before it counts for what it adds to them.
    """
    cells, joined = [], ""
    for piece in pieces:
        cells.append(cell_len(joined + piece) - cell_len(joined))
        joined = piece if cells[-1] else joined + piece
    return cells


def _window(cells: Sequence[int], at: int, room: int) -> tuple[int, int]:
    """Which pieces fit: all, or those around the one at `at`, a third of the room before it and a
    cell kept for the … on either side.
    """
    if sum(cells) <= room:
        return 0, len(cells)
    start = stop = at
    room -= 2
    used = 0
    while start > 0 and used + cells[start - 1] <= room // 3:
        start -= 1
        used += cells[start]
    while stop < len(cells) and used + cells[stop] <= room:
        used += cells[stop]
        stop += 1
    while start > 0 and used + cells[start - 1] <= room:
        start -= 1
        used += cells[start]
    return start, stop
