"""A grid of who and what: in each cell a mark and a word for how it stands, with a colour behind
them.

Where columns are too narrow for words, the mark stands alone and the heads are turned.
"""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.charts.legend import Entry, legend
from crmcli.charts.svg import (
    DESK,
    SMALL,
    Head,
    Svg,
    box,
    element,
    fitted,
    folded,
    group,
    path,
    picture,
    size,
    words,
)

TALL, TIGHT, PADDING = 34, 24, 6  # pixels: a row with words, one without
HIGH = 14  # of a line of a name that has two
STEPS = 4  # levels above nothing, drawn as so many of four small squares


class Spot(NamedTuple):
    """A cell: its level from 0 to 4, or none where that is not asked (`blank`), and its word."""

    level: int | None
    word: str
    full: str = ""
    alarm: bool = False


class Row(NamedTuple):
    """A line of cells; None where there is nothing to say."""

    name: str
    spots: tuple[Spot | None, ...]


class Level(NamedTuple):
    """What a level is called, for those who look at the marks only."""

    level: int | None
    name: str
    alarm: bool = False


class Heat(NamedTuple):
    """`marks` are the four squares of a level; without them the word itself is the mark."""

    head: Head
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    levels: tuple[Level, ...] = ()
    marks: bool = True
    rest: str = ""


class _Grid(NamedTuple):
    left: float
    top: float
    wide: float
    tall: float
    says_words: bool


def draw(chart: Heat, *, prefix: str, width: int = DESK) -> Svg:
    """The picture: heads, a line a row, and below it what the marks mean."""
    grid = _grid(chart, width)
    parts = [_head(name, place, grid) for place, name in enumerate(chart.columns)]
    y = grid.top
    for row in chart.rows:
        lines = folded(row.name, grid.left - 8)
        first = y + grid.tall / 2 + 4 - HIGH * (len(lines) - 1) / 2
        names = [
            words(line, grid.left - 8, first + HIGH * at, "", "end")
            for at, line in enumerate(lines)
        ]
        parts.append(group(*names, says=row.name))
        parts += [
            _spot(spot, chart, grid, grid.left + place * grid.wide, y, row.name)
            for place, spot in enumerate(row.spots)
            if spot is not None
        ]
        y += grid.tall
    y += 10
    if chart.rest:
        parts.append(words(chart.rest, 0, y + 10, "chart-soft"))
        y += 22
    if chart.levels:
        drawn, y = legend([_entry(each) for each in chart.levels], 0, y, width)
        parts.append(drawn)
    return picture(chart.head, "heat", prefix, width, max(y, 24), parts)


def _grid(chart: Heat, width: float) -> _Grid:
    count = max(len(chart.columns), 1)
    needed = max([size(row.name) for row in chart.rows], default=0) + 12
    least = 22 * count
    left = max(min(needed, width * (0.34 if width >= DESK else 0.42), width - least), 60.0)
    wide = min((width - left) / count, 120.0)
    texts = [spot.word for row in chart.rows for spot in row.spots if spot]
    said = bool(texts) and max(size(text, SMALL) for text in texts) + PADDING <= wide
    turned = wide < 64 and any(size(name, SMALL) > wide for name in chart.columns)
    top = min(max(map(size, chart.columns), default=0) * SMALL + 14, 132.0) if turned else 40.0
    tall = TALL if said and chart.marks else TIGHT + 2
    if any(len(folded(row.name, left - 8)) > 1 for row in chart.rows):
        tall = max(tall, 2 * HIGH + 4)
    return _Grid(left, top, wide, tall, said)


def _head(name: str, place: int, grid: _Grid) -> Svg:
    middle = grid.left + (place + 0.5) * grid.wide
    if grid.top != 40.0:
        said = fitted(name, grid.top - 12, SMALL)
        return group(
            element(
                "g",
                words(said, 0, 0, "chart-small"),
                transform=f"translate({middle + 4:.1f} {grid.top - 6:.1f}) rotate(-90)",
            ),
            says=name,
        )
    lines = folded(name, grid.wide - 4, 2, SMALL)
    first = grid.top - 10 - 14 * (len(lines) - 1)
    return group(
        *(
            words(line, middle, first + 14 * at, "chart-small", "middle")
            for at, line in enumerate(lines)
        ),
        says=name,
    )


def _spot(spot: Spot, chart: Heat, grid: _Grid, x: float, y: float, row: str) -> Svg:
    class_ = _class(spot.level, alarm=spot.alarm)
    parts = [box(x + 1, y + 1, grid.wide - 2, grid.tall - 2, f"chart-cell {class_}", round_=3)]
    if spot.alarm:
        parts.append(_corner(x + 1, y + 1))
    middle = x + grid.wide / 2
    if not chart.marks:
        parts.append(
            words(spot.word, middle, y + grid.tall / 2 + 4, f"chart-on {class_}", "middle")
        )
    else:
        at = y + (9 if grid.says_words else grid.tall / 2 - 2.5)
        parts.append(_pips(spot.level, middle, at, class_, square=grid.wide < 34))
        if grid.says_words:
            parts.append(
                words(
                    spot.word, middle, y + grid.tall - 7, f"chart-small chart-on {class_}", "middle"
                )
            )
    return group(*parts, says=" · ".join(filter(None, (row, spot.full or spot.word))))


def _corner(x: float, y: float) -> Svg:
    """What stands out has a corner of its own, and not a colour alone."""
    return path([(x, y), (x + 9, y), (x, y + 9)], "chart-corner", closed=True)


def _pips(level: int | None, middle: float, y: float, class_: str, *, square: bool = False) -> Svg:
    """Four small squares, as many of them filled as the level says, in one row or two; a dash
    where none is asked.
    """
    if level is None:
        return box(middle - 5, y + 1.5, 10, 2, f"chart-pip {class_}")
    return group(
        *(
            box(
                middle - 5.6 + 6 * (step % 2) if square else middle - 11.2 + 6 * step,
                y - 3.5 + 6 * (step // 2) if square else y,
                4.4,
                5,
                f"{'chart-pip' if step < level else 'chart-hole'} {class_}",
            )
            for step in range(STEPS)
        )
    )


def _class(level: int | None, *, alarm: bool = False) -> str:
    return "chart-alarm" if alarm else "chart-blank" if level is None else f"chart-h{level}"


def _entry(each: Level) -> Entry:
    class_ = _class(each.level, alarm=each.alarm)
    inner = _corner(1.5, -1.5) if each.alarm else _pips(each.level, 15, 3.5, class_)
    mark = group(box(1, -2, 28, 16, f"chart-cell {class_}", round_=3), inner)
    return Entry(class_, each.name, mark, wide=30)


def levels_of(names: Sequence[str]) -> tuple[Level, ...]:
    """Levels from 0 on by their names."""
    return tuple(Level(place, name) for place, name in enumerate(names))
