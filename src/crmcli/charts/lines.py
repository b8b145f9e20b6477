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
FOOT = 16  # pixels more between the lowest point and the names of places, for what it says
APART = 17  # pixels between two names at the ends of lines
ASCENT, DESCENT = 11, 3  # pixels of words above and below where their letters stand
_Spot = tuple[float, float]


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
    names: float  # where the names of places stand

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
    is_low = len(chart.lines) == 1 and any(
        point.value is not None and float(point.value) == least for point in chart.lines[0].points
    )
    bottom = tall - BOTTOM - (FOOT if is_low else 0)
    return _Frame(max(left, 16), right, TOP, bottom, least, most, len(chart.places), tall - 8)


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
            yield words(name, x, frame.names, "chart-small", "middle")


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
            middle, low = _clear(line, at, frame, size(point.said, BOLD) / 2)
            parts.append(words(point.said, middle, low, "chart-value chart-halo", "middle"))
    return group(*parts)


def _clear(line: Line, at: int, frame: _Frame, half: float) -> tuple[float, float]:
    """Where a value's words stand: above or below its point, or to one side of that, wherever the
    line does not run through them; above where it does everywhere.
    """
    here = line.points[at]
    x, y = frame.x(at), frame.y(here.value or 0)
    ways = [
        (frame.x(place), frame.y(point.value))
        for place in (at - 1, at + 1)
        if 0 <= place < len(line.points) and (point := line.points[place]).value is not None
    ]
    if not ways:  # it stands alone, with its range as a stroke
        ways = [(x + 0.01, frame.y(end)) for end in (here.low, here.high) if end is not None]
    above, below, aside = y - 9, y + 19, half + 2
    places = [
        (min(max(x + off, frame.left + half), frame.right + 24 - half), low)
        for off in (0, -aside, aside)
        for low in (above, below)
        if ASCENT <= low < frame.names - ASCENT
    ]
    return next((each for each in places if not _is_crossed(each, half, (x, y), ways)), places[0])


def _is_crossed(
    place: tuple[float, float], half: float, point: tuple[float, float], ways: Sequence[_Spot]
) -> bool:
    """Does a stretch of the line from the point run through words that stand there?"""
    (middle, low), (x, y) = place, point
    for to_x, to_y in ways:
        start, end = sorted((x, to_x))
        left, right = max(middle - half, start), min(middle + half, end)
        if left <= right:
            slope = (to_y - y) / (to_x - x)
            heights = sorted(y + slope * (each - x) for each in (left, right))
            if heights[0] < low + DESCENT and heights[1] > low - ASCENT:
                return True
    return False


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
