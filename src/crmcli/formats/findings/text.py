"""Findings for a reader at a terminal: one line each, then the line of the file with a caret under
the place, what to write there, and the lines that belong to it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.located_finding import LocatedFinding, RelatedPlace
from crmcli.domain.text.visible import visible
from crmcli.domain.text.width import cells as cell_len
from crmcli.formats.linking import LINK, as_link
from crmcli.formats.wrapping import Line, wrapped

# by a file as it is told, a line and a column: an address without spaces
Linked = Callable[[str, int, int], str]
# as compilers have them: readable on white and on black, which yellow and cyan are not
COLOURS = {"error": "91", "warning": "35", "info": "1"}
BOLD, DIM = "1", "2"
WIDEST = 100  # cells of an excerpt line, its gutter included
NARROWEST = 20  # cells left to the excerpt itself, however narrow the terminal


def render(
    spots: Sequence[LocatedFinding],
    *,
    color: bool,
    write: str,
    called: Mapping[str, str],
    width: int | None = None,
    text: Sequence[str] = (),
    linked: Linked | None = None,
) -> str:
    """What is wrong, where does it stand, and what to write instead?

    `write` is the word before that, `called` what each severity is called. Excerpt lines fit in
    `width` cells, 100 at most; the message is broken before words where a width is given, and the
    line to write never is. With the lines of the file (`text`), the one above and the one below are
    shown too.
    """
    limit = min(width or WIDEST, WIDEST)
    return "".join(
        f"{line}\n"
        for spot in spots
        for line in _lines(
            spot,
            write,
            called[spot.severity],
            color=color,
            limit=limit,
            text=text,
            linked=linked,
            width=width,
        )
    )


def _lines(
    spot: LocatedFinding,
    write: str,
    severity: str,
    *,
    color: bool,
    limit: int,
    text: Sequence[str],
    linked: Linked | None,
    width: int | None,
) -> list[str]:
    tone = COLOURS[spot.severity] if color else ""
    address = linked(spot.file, spot.line, spot.column) if linked is not None else ""
    head: Line = [
        (visible(spot.file), f"{BOLD if color else ''}{LINK}{address}"),
        (f":{spot.line}:{spot.column}", LINK + address),
        (": ", ""),
        (severity, tone),
        (f": {visible(spot.message)} [{visible(spot.rule)}]", ""),
    ]
    last = min(spot.line + 1, len(text))
    margin = len(f" {max(spot.line, last, *(each.place.line for each in spot.related), 1)} |")
    dim = DIM if color else ""
    # a terminal would break it anywhere
    told = ["".join(map(_shown, line)) for line in (wrapped(head, width) if width else [head])]
    if spot.excerpt and not spot.excerpt.isspace():
        stretch = Stretch(spot.excerpt, spot.line, spot.column, spot.end_column)
        marked = _marked(stretch, "^", "~", margin=margin, limit=limit, tone=tone, dim=dim)
        above, below = (
            _plain(text, line, margin=margin, limit=limit, dim=dim)
            for line in (spot.line - 1, spot.line + 1)
        )
        told += [*above, *marked, *below]
    for each in spot.related:
        if each.place.line == spot.line:
            told += _related(each, told, margin=margin, limit=limit, dim=dim)
    if spot.write:
        told.append(f"{_paint(dim, '='.rjust(margin))} {write}: {visible(spot.write)}")
    for each in spot.related:
        if each.place.line != spot.line:
            told += _related(each, told, margin=margin, limit=limit, dim=dim)
    return told


def _related(
    each: RelatedPlace, told: Sequence[str], *, margin: int, limit: int, dim: str
) -> list[str]:
    """Another line and what stands there; the line itself only where it is not shown already."""
    line, column, end_line, end_column = each.place
    if not each.excerpt or each.excerpt.isspace():
        return []
    end = end_column if end_line == line else column + 1
    stretch = Stretch(each.excerpt, line, column, end)
    above, marks = _marked(stretch, "-", "-", margin=margin, limit=limit, tone=dim, dim=dim)
    return [*([] if above in told else [above]), f"{marks} {visible(each.message)}"]


class Stretch(NamedTuple):
    """Part of a line: its text, its number, and from which column to which."""

    text: str
    line: int
    column: int
    end_column: int


def _shown(span: tuple[str, str]) -> str:
    text, style = span
    code, _, address = style.partition(LINK)
    shown = _paint(code, text)
    return as_link(shown, address) if address else shown


def _paint(code: str, text: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if code else text


def _plain(text: Sequence[str], line: int, *, margin: int, limit: int, dim: str) -> list[str]:
    """A line of the file without marks, if there is one that says anything."""
    if not 0 < line <= len(text) or not text[line - 1].strip():
        return []
    stretch = Stretch(text[line - 1], line, 1, 1)
    return _marked(stretch, " ", " ", margin=margin, limit=limit, tone="", dim=dim)[:1]


def _marked(
    stretch: Stretch, first: str, more: str, *, margin: int, limit: int, tone: str, dim: str
) -> list[str]:
    """A line of the file, and the marks under a part of it."""
    gutter = f"{stretch.line} |".rjust(margin)
    shown, indent, length = _excerpt(stretch, room=max(limit - margin - 1, NARROWEST))
    marks = " " * indent + _paint(tone, first + more * (length - 1))
    return [f"{_paint(dim, gutter)} {shown}", f"{_paint(dim, '|'.rjust(margin))} {marks}"]


def _excerpt(stretch: Stretch, *, room: int) -> tuple[str, int, int]:
    """Which part of the line is shown, how many cells stand before the caret, and how many cells
    are marked (1 at least)?
    """
    text, at = stretch.text, min(stretch.column - 1, len(stretch.text))
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
    marked = "".join(pieces[at : min(at + max(stretch.end_column - stretch.column, 0), stop)])
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
