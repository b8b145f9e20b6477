"""Rows of a table in lines as they are shown, quick where there are thousands of them: what stands
in a cell is folded once, however many rows say the same.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from crmcli.domain.table import Column
from crmcli.domain.text.width import cells
from crmcli.formats.wrapping import Line, hung, width_of, wrapped
from crmcli.messages.cells import RIGHT

Shown = Callable[[Line], str]
K = TypeVar("K", bound=Hashable)


class _Piece(NamedTuple):
    """One line of a cell: filled to the column's width, and as it ends a line; `""` where nothing
    is to be seen.
    """

    filled: str
    last: str


def rows_at_once(
    rows: Iterable[Sequence[K]],
    spans_of: Callable[[K], Line],
    sizes: Sequence[tuple[Column, int]],
    gap: int,
    shown: Shown,
) -> Iterator[Line]:
    """Each row's cells in their columns, folded there, in as many lines as the longest needs; each
    line is one piece of text. What a cell says are the spans of what stands in the row.
    """
    known: list[dict[K, list[_Piece]]] = [{} for _ in sizes]
    blank = [_Piece(" " * size, "") for _, size in sizes]
    between = " " * gap
    for row in rows:
        parts = []
        for (column, size), folded, key in zip(sizes, known, row, strict=True):
            found = folded.get(key)
            if found is None:
                found = folded[key] = _folded(spans_of(key), column.kind, size, shown)
            parts.append(found)
        for number in range(max(map(len, parts))):
            pieces = [
                part[number] if number < len(part) else nothing
                for part, nothing in zip(parts, blank, strict=True)
            ]
            while pieces and not pieces[-1].last:
                pieces.pop()
            texts = [piece.filled for piece in pieces[:-1]]
            yield [(between.join([*texts, pieces[-1].last]), "")] if pieces else []


def _folded(spans: Line, kind: str, size: int, shown: Shown) -> list[_Piece]:
    """A cell in the lines of its column."""
    text = spans[0][0]
    if len(spans) == 1 and kind != "tree" and text and text == text.rstrip() and "\n" not in text:
        width = cells(text)
        if width <= size:  # it stands in one line as it is
            return [_piece(spans, width, kind, size, shown)]
    lines = (hung if kind == "tree" else wrapped)(spans, size)
    return [_piece(line, width_of(line), kind, size, shown) for line in lines]


def _piece(line: Line, width: int, kind: str, size: int, shown: Shown) -> _Piece:
    text, pad = shown(line), " " * max(size - width, 0)
    if kind in RIGHT:
        return _Piece(pad + text, pad + text if text else "")
    return _Piece(text + pad, text)
