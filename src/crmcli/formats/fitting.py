"""Which columns of a table a line has room for, and how wide each is: columns that tell rows apart,
and those of the report's own figures, never go.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.domain.table import Column
from crmcli.domain.text.width import cells as cell_len
from crmcli.formats.grid import LEAST as MARK
from crmcli.formats.grid import least_width
from crmcli.formats.wrapping import piece_width

GAP = 2
ALWAYS = 9  # what `keep` says of a column that never goes
# of one that is folded as far as it can be read before it goes: whose it is, where it stands
IMPORTANT = 8
# How many cells a column that may fold keeps, its longest word or this; other kinds fold only where
# nothing else is left to go.
LEAST = {
    "text": 16,
    "tree": 16,
    "message": 28,
    "list": 10,
    "status": 9,
    "severity": 9,
    "label": 12,
    "mark": MARK,
}
_TIGHT = {"message": 20, "text": 10}
_SHORT = 8  # cells of a message that is shorter than that: `0/4 (4 unknown)` in two lines
_LONGEST = 24  # cells; a longer word is broken if need be
_LONGEST_PIECE = 14  # the same where there is no room
_WHOLE = frozenset(
    ("money", "bar", "spark", "heat", "date", "share", "count", "days", "number", "index", "points")
)


class Measure(NamedTuple):
    """A column's cells: when nothing is folded, folded well, and folded as far as it can be
    read.
    """

    column: Column
    size: int
    least: int
    tight: int
    is_blank: bool = False  # no row has anything in it

    @property
    def stays(self) -> bool:
        """Is it one that never goes?"""
        return self.column.keep >= ALWAYS and not self.is_blank


def measure(column: Column, head: str, texts: Sequence[str]) -> Measure:
    """How much room the column needs; its heading folds between words whatever its kind."""
    lines = {line for text in {*texts} for line in text.split("\n")}
    words = {word for line in lines for word in line.split()}
    body = max(map(cell_len, lines), default=0)
    size = max(body, text_width(head))
    word = max(map(cell_len, words), default=0)
    above = max(map(cell_len, head.split()), default=0)
    if column.item is not None:
        word = max(word, least_width(head))
    longest = max(min(word, _LONGEST), above)
    least = min(
        size, max(LEAST[column.kind], longest) if column.kind in LEAST else max(body, above)
    )
    tight = least
    if column.kind not in _WHOLE and column.item is None:
        piece = min(max(map(piece_width, words), default=0), _LONGEST_PIECE)
        tight = min(least, max(_folded(column.kind, size), piece, above))
    return Measure(column, size, least, tight, not words)


def _folded(kind: str, size: int) -> int:
    """How many cells such a column keeps at least where there is no room."""
    keeps = _TIGHT.get(kind, 4)
    return _SHORT if kind == "message" and size <= keeps else keeps


def text_width(text: str) -> int:
    """How many cells the longest of its lines takes."""
    return max((cell_len(line) for line in text.split("\n")), default=0)


def fit(measures: Sequence[Measure], width: int) -> dict[int, int] | None:
    """Which columns are shown, and how wide: the least important go first; None where those that
    never go have no room side by side.
    """
    kept = {place: each for place, each in enumerate(measures) if each.size}
    gone = []
    while not _have_room([each.least for each in kept.values()], width):
        going = [place for place in kept if not kept[place].stays]
        if not going or (
            _all_important(measures[place] for place in going)
            and _have_room([each.tight for each in kept.values()], width)
        ):
            break
        gone.append(
            min(
                going,
                key=lambda place: (
                    not measures[place].is_blank,
                    measures[place].column.keep,
                    -place,
                ),
            )
        )
        del kept[gone[-1]]
    for place in reversed(gone):  # where a wide one went, smaller ones may have room
        if not measures[place].is_blank and _have_room(
            [*(each.size for each in kept.values()), measures[place].size], width
        ):
            kept[place] = measures[place]
    kept = dict(sorted(kept.items()))
    least = {place: each.least for place, each in kept.items()}
    if not _have_room(list(least.values()), width):
        least = _tight(kept, width)
        if not _have_room(list(least.values()), width):
            return None
    return _shrunk({place: each.size for place, each in kept.items()}, least, width)


def _tight(kept: dict[int, Measure], width: int) -> dict[int, int]:
    """How far each column may fold where there is no room; how late something is stays in a line
    as long as that costs no other column its place.
    """
    least = {place: each.tight for place, each in kept.items()}
    for place, each in kept.items():
        whole = {**least, place: each.least}
        if each.column.kind == "late" and _have_room(list(whole.values()), width):
            least = whole
    return least


def _all_important(going: Iterable[Measure]) -> bool:
    """Does a reader need each of them, rather folded than left out?"""
    return all(each.column.keep >= IMPORTANT and not each.is_blank for each in going)


def _have_room(sizes: list[int], width: int) -> bool:
    return sum(sizes) + GAP * (len(sizes) - 1) <= width


def _shrunk(sizes: dict[int, int], least: dict[int, int], width: int) -> dict[int, int]:
    """Take the cells that are too many from the widest columns that can give some, one at a
    time.
    """
    sizes = dict(sizes)
    for _ in range(sum(sizes.values()) + GAP * (len(sizes) - 1) - width):
        giving = [place for place in sizes if sizes[place] > least[place]]
        if not giving:
            break
        sizes[max(giving, key=lambda place: sizes[place])] -= 1
    return sizes
