"""Bars that lie: names at the left (above them where it is narrow), values at their ends."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from crmcli.charts.legend import Entry, legend
from crmcli.charts.svg import (
    BOLD,
    DESK,
    Head,
    Svg,
    box,
    fitted,
    folded,
    group,
    picture,
    size,
    stroke,
    words,
)

SERIES = 6  # bars of a group that differ in colour
THICK, GAP, ROOM = 16, 12, 8  # pixels: a bar, between two groups, between a bar and its value
LINES, HIGH = 3, 16  # of a long name: so many lines, each so high


class Bar(NamedTuple):
    """One value, in the table's words; None where there is none. `full` is what pointing at it
    tells.
    """

    value: float | Decimal | None
    said: str
    full: str = ""


class Group(NamedTuple):
    """What has a name, with a bar for each series."""

    name: str
    bars: tuple[Bar, ...]
    # good, middle, bad: the first bar has it, and the name's line says it too, by `mark`
    tone: str = ""
    mark: str = ""


class Bars(NamedTuple):
    """`series` are the names of each group's bars, none where there is but one; `whole` is the
    value of a full-length bar (1 for shares), the largest one where none is given.
    """

    head: Head
    groups: tuple[Group, ...]
    series: tuple[str, ...] = ()
    whole: float | None = None
    rest: str = ""  # what is not drawn, in words


class _Scale(NamedTuple):
    zero: float
    per_unit: float

    def x(self, value: float) -> float:
        return self.zero + value * self.per_unit


def draw(chart: Bars, *, prefix: str, width: int = DESK) -> Svg:
    """The picture, a line a bar."""
    narrow = width < DESK
    names = 0.0 if narrow else min(_widest([_label(each) for each in chart.groups]), width * 0.32)
    scale = _scale(chart, names + (10 if names else 0), width)
    parts: list[Svg] = []
    y = 4.0
    if chart.series:
        entries = [
            Entry(f"chart-s{place % SERIES}", name) for place, name in enumerate(chart.series)
        ]
        drawn, y = legend(entries, 0, y, width)
        parts.append(drawn)
    for each in chart.groups:
        drawn, y = _group(each, scale, names, y, width)
        parts.append(drawn)
    if chart.rest:
        parts.append(words(chart.rest, 0, y + 12, "chart-soft"))
        y += 22
    return picture(chart.head, "bars", prefix, width, max(y, 24), parts)


def _widest(texts: Sequence[str]) -> float:
    return max((size(fitted(text, 400)) for text in texts), default=0.0)


def _scale(chart: Bars, left: float, width: float) -> _Scale:
    """Room for the values' words on both sides, and the bars between."""
    bars = [bar for each in chart.groups for bar in each.bars]
    known = [float(bar.value) for bar in bars if bar.value is not None]
    words_room = max([*(size(bar.said, BOLD) for bar in bars), 0.0]) + ROOM + 2
    most = max([0.0, *known])
    most = max(most, chart.whole or 0.0)
    least = min([0.0, *known])
    span = most - least or 1.0
    below = words_room if least < 0 else 0.0
    per_unit = max(width - left - words_room - below, 10.0) / span
    return _Scale(left + below - least * per_unit, per_unit)


def _group(each: Group, scale: _Scale, names: float, y: float, width: float) -> tuple[Svg, float]:
    parts: list[Svg] = []
    full = " · ".join(
        filter(None, (each.name, each.mark, *(bar.full or bar.said for bar in each.bars)))
    )
    lines, high = folded(_label(each), names or width, LINES), (THICK + 2) * len(each.bars)
    above = 0.0
    if names:
        tall = max(high, HIGH * len(lines))
        at, above = y + (tall - HIGH * len(lines)) / 2 + HIGH - 3, (tall - high) / 2
        parts += [
            words(line, names, at + HIGH * place, _tone(each), "end")
            for place, line in enumerate(lines)
        ]
    else:
        parts += [
            words(line, 0, y + 12 + HIGH * place, _tone(each)) for place, line in enumerate(lines)
        ]
        y, tall = y + HIGH * len(lines) + 2, high
    end = y + tall + (GAP - 4 if names else 0)
    parts.append(stroke(scale.zero, y - 2, scale.zero, end, "chart-axis"))
    parts += [
        _bar(bar, place, each, scale, y + above + (THICK + 2) * place)
        for place, bar in enumerate(each.bars)
    ]
    return group(*parts, says=full), y + tall + GAP - 2


def _label(each: Group) -> str:
    return f"{each.mark} {each.name}".strip()


def _tone(each: Group) -> str:
    return f"chart-ink-{each.tone}" if each.tone else ""


def _bar(bar: Bar, place: int, each: Group, scale: _Scale, y: float) -> Svg:
    if bar.value is None:
        return words(bar.said, scale.zero + ROOM, y + 12, "chart-soft")
    value = float(bar.value)
    end = scale.x(value)
    tone = f"chart-{each.tone}" if each.tone and not place else f"chart-s{place % SERIES}"
    said = (
        words(bar.said, end - ROOM, y + 12, "chart-value", "end")
        if value < 0
        else words(bar.said, end + ROOM, y + 12, "chart-value")
    )
    return group(
        box(min(scale.zero, end), y, abs(end - scale.zero), THICK, f"chart-fill {tone}", round_=2),
        said,
    )
