"""Lines over months or days, each with the range that its value may lie in.

Where nothing is known the line is broken. Several of them are told apart by dashes, marks and a
name at the end, and not by colour alone.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from crmcli.charts.svg import (
    BOLD,
    DESK,
    SMALL,
    Head,
    Svg,
    element,
    fitted,
    group,
    path,
    picture,
    size,
    stroke,
    words,
)

Value = float | Decimal
TOP, BOTTOM, KINDS = 24, 26, 6
APART = 17  # pixels between two names at the ends of lines


class Point(NamedTuple):
    """The value at one place of the axis, None where nothing is known, between `low` and `high`."""

    value: Value | None
    said: str
    low: Value | None = None
    high: Value | None = None
    full: str = ""


class Line(NamedTuple):
    """A series: as many points as there are places."""

    name: str
    points: tuple[Point, ...]


class Tick(NamedTuple):
    """A height that is ruled across, and what stands at it."""

    value: Value
    said: str


class Lines(NamedTuple):
    """`places` are the names along the axis, `ticks` the heights that are ruled."""

    head: Head
    places: tuple[str, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...] = ()
    goal: Tick | None = None
    rest: str = ""  # what is not drawn, in words


class _Frame(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float
    least: float
    most: float
    places: int

    def x(self, place: int) -> float:
        if self.places < 2:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * place / (self.places - 1)

    def y(self, value: Value) -> float:
        part = (float(value) - self.least) / ((self.most - self.least) or 1.0)
        return self.bottom - (self.bottom - self.top) * part


def draw(chart: Lines, *, prefix: str, width: int = DESK, height: int = 0) -> Svg:
    """The picture: rules, ranges, lines, marks, names."""
    several = len(chart.lines) > 1
    needed = TOP + BOTTOM + APART * (len(chart.lines) if several else 0)
    tall = max(height or (230 if width < DESK else 270), needed)
    frame = _frame(chart, width, tall)
    parts = [_rule(tick, frame, "chart-rule") for tick in chart.ticks]
    if chart.goal:
        parts.append(_rule(chart.goal, frame, "chart-goal"))
    parts += _places(chart.places, frame)
    if not several:
        parts += [_range(line, frame) for line in chart.lines]
    ends = _ends(chart.lines, frame) if several else {}
    for place, line in enumerate(chart.lines):
        parts.append(_line(line, place, chart, frame, several=several))
        if place in ends:
            parts.append(_name(line, place, frame, ends[place], width))
    if chart.rest:
        parts.append(words(chart.rest, 0, tall + 14, "chart-soft"))
        tall += 24
    return picture(chart.head, "lines", prefix, width, tall, parts)


def _frame(chart: Lines, width: float, tall: float) -> _Frame:
    heights = [
        float(value)
        for line in chart.lines
        for point in line.points
        for value in (point.value, point.low, point.high)
        if value is not None
    ]
    heights += [float(tick.value) for tick in (*chart.ticks, *([chart.goal] if chart.goal else []))]
    least, most = min(heights, default=0.0), max(heights, default=1.0)
    if least == most:
        least, most = least - 1, most + 1
    told = [tick.said for tick in (*chart.ticks, *([chart.goal] if chart.goal else []))]
    left = min(max([size(said, SMALL) for said in told], default=0) + 10, width * 0.3)
    names = max(
        [
            size(fitted(line.name, width * (0.24 if width >= DESK else 0.34)))
            for line in chart.lines
        ],
        default=0,
    )
    right = width - (names + 16 if len(chart.lines) > 1 else 26)
    return _Frame(max(left, 16), right, TOP, tall - BOTTOM, least, most, len(chart.places))


def _rule(tick: Tick, frame: _Frame, class_: str) -> Svg:
    y = frame.y(tick.value)
    return group(
        stroke(frame.left, y, frame.right, y, class_),
        words(
            fitted(tick.said, frame.left - 6, SMALL), frame.left - 6, y + 4, "chart-small", "end"
        ),
    )


def _places(places: Sequence[str], frame: _Frame) -> Iterator[Svg]:
    """As many names along the axis as have room, the last one always."""
    if not places:
        return
    widest = max(size(place, SMALL) for place in places) + 14
    step = max(1, -(-int(widest * (len(places) - 1)) // max(int(frame.right - frame.left), 1)))
    last = len(places) - 1
    for place, name in enumerate(places):
        if (last - place) % step == 0:
            half = size(name, SMALL) / 2
            x = min(max(frame.x(place), half), frame.right + 24 - half)
            yield words(name, x, frame.bottom + 18, "chart-small", "middle")


def _runs(line: Line) -> Iterator[list[tuple[int, Point]]]:
    """Stretches of known values."""
    run: list[tuple[int, Point]] = []
    for place, point in enumerate(line.points):
        if point.value is not None:
            run.append((place, point))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _range(line: Line, frame: _Frame) -> Svg:
    """From the lowest to the highest it may be: a band, and a whisker where a point stands
    alone.
    """
    parts = []
    for run in _runs(line):
        known = [
            (frame.x(place), frame.y(point.low), frame.y(point.high))
            for place, point in run
            if point.low is not None and point.high is not None
        ]
        if len(known) > 1:
            upper = [(x, high) for x, _, high in known]
            lower = [(x, low) for x, low, _ in reversed(known)]
            parts.append(path([*upper, *lower], "chart-band", closed=True))
        parts += [
            stroke(x, low, x, high, "chart-whisker") for x, low, high in known if len(known) == 1
        ]
    return group(*parts)


def _line(line: Line, place: int, chart: Lines, frame: _Frame, *, several: bool) -> Svg:
    kind = place % KINDS
    parts: list[Svg] = []
    for run in _runs(line):
        points = [
            (frame.x(at), frame.y(point.value)) for at, point in run if point.value is not None
        ]
        if len(points) > 1:
            parts.append(path(points, f"chart-line chart-l{kind}"))
    known = [(at, point) for run in _runs(line) for at, point in run]
    told = _told(known, frame) if not several else set()
    for at, point in known:
        x, y = frame.x(at), frame.y(point.value or 0)
        says = " · ".join(filter(None, (line.name, chart.places[at], point.full or point.said)))
        parts.append(group(_mark(kind, x, y), says=says))
        if at in told:
            half = size(point.said, BOLD) / 2
            middle = min(max(x, frame.left + half), frame.right + 24 - half)
            upwards = y - 9 > TOP - 4 and (not _is_low(line, at) or y + 19 > frame.bottom)
            parts.append(
                words(
                    point.said,
                    middle,
                    y - 9 if upwards else y + 19,
                    "chart-value chart-halo",
                    "middle",
                )
            )
    return group(*parts)


def _is_low(line: Line, place: int) -> bool:
    """Does the line come down to this point, or go up from it?"""
    here = line.points[place].value
    beside = [
        point.value
        for point in line.points[max(place - 1, 0) : place + 2]
        if point.value is not None
    ]
    return here is not None and float(here) * len(beside) < sum(map(float, beside)) - 1e-9


def _told(known: Sequence[tuple[int, Point]], frame: _Frame) -> set[int]:
    """The places whose values have room to be written: from the last one back."""
    found: set[int] = set()
    free = frame.right + 100
    for at, point in reversed(known):
        half = size(point.said, BOLD) / 2 + 5
        x = min(max(frame.x(at), frame.left + half), frame.right + 24 - half)
        if x + half <= free:
            found.add(at)
            free = x - half
    return found


def _mark(kind: int, x: float, y: float) -> Svg:
    """A circle, a square, a diamond and so on: each series has its own."""
    class_ = f"chart-mark chart-m{kind}"
    if kind == 0:
        return element("circle", cx=x, cy=y, r=4, class_=class_)
    around: dict[int, list[tuple[float, float]]] = {
        1: [(-3.6, -3.6), (3.6, -3.6), (3.6, 3.6), (-3.6, 3.6)],
        2: [(0, -5), (5, 0), (0, 5), (-5, 0)],
        3: [(0, -5), (4.6, 3.6), (-4.6, 3.6)],
        4: [(0, 5), (4.6, -3.6), (-4.6, -3.6)],
        5: [(-5, -2), (5, -2), (5, 2), (-5, 2)],
    }
    return path([(x + dx, y + dy) for dx, dy in around[kind]], class_, closed=True)


def _ends(lines: Sequence[Line], frame: _Frame) -> dict[int, float]:
    """Where each line's name stands: beside its last value, moved apart where two would touch."""
    wanted = []
    for place, line in enumerate(lines):
        known = [point for point in line.points if point.value is not None]
        if known:
            wanted.append((frame.y(known[-1].value or 0), place))
    wanted.sort()
    found: dict[int, float] = {}
    lowest = TOP - APART + 4.0
    for y, place in wanted:
        lowest = max(y + 4, lowest + APART)
        found[place] = lowest
    over = lowest - (frame.bottom + 4)
    if over > 0:  # pushed out at the bottom: all that touch move up again
        limit = frame.bottom + 4
        for _, place in reversed(wanted):
            found[place] = min(found[place], limit)
            limit = found[place] - APART
    return found


def _name(line: Line, place: int, frame: _Frame, y: float, width: float) -> Svg:
    room = width - frame.right - 14
    return words(fitted(line.name, room), frame.right + 12, y, f"chart-t{place % KINDS}")
