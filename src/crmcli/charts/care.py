"""Care as a calendar: a line for each kind of contact that a customer may count on, a cell a month
and in it what was done, is to come, or was missed.
"""

from typing import Literal, NamedTuple

from crmcli.charts.legend import Entry, legend
from crmcli.charts.svg import (
    DESK,
    SMALL,
    Head,
    Svg,
    box,
    element,
    fitted,
    group,
    path,
    picture,
    size,
    stroke,
    words,
)

State = Literal["done", "planned", "risk", "missed"]
TALL, TOP = 30, 36
WIDE = 15  # pixels that a mark has to itself where it is drawn in full


class Mark(NamedTuple):
    """What is to be seen in a month; `month` is its place."""

    month: int
    state: State
    said: str


class Row(NamedTuple):
    """One kind of contact of one customer; `note` says in a word how it stands."""

    name: str
    note: str
    marks: tuple[Mark, ...]


class Customer(NamedTuple):
    """A customer and what they may count on."""

    name: str
    rows: tuple[Row, ...]


class Care(NamedTuple):
    """`months` as 2026-08; `now` is the place of the running one; `states` name the marks."""

    head: Head
    months: tuple[str, ...]
    customers: tuple[Customer, ...]
    now: int | None = None
    states: tuple[tuple[State, str], ...] = ()


class _Frame(NamedTuple):
    left: float
    wide: float
    width: float


def draw(chart: Care, *, prefix: str, width: int = DESK) -> Svg:
    """The picture: months across, customers down."""
    rows = [row for customer in chart.customers for row in customer.rows]
    needed = max([size(row.name) + size(row.note, SMALL) for row in rows], default=0) + 26
    left = min(needed, width * 0.36) if width >= DESK else 0.0
    frame = _Frame(left, (width - left - 1) / max(len(chart.months), 1), width)
    parts = [*_months(chart, frame)]
    y = float(TOP)
    for customer in chart.customers:
        parts.append(
            group(
                words(fitted(customer.name, width), 0, y + 15, "chart-strong"), says=customer.name
            )
        )
        y += 22
        for row in customer.rows:
            parts.append(_row(row, chart, frame, y))
            y += TALL + (0 if frame.left else 18)
        y += 8
    if chart.states:
        entries = [Entry("", said, _mark(state, 7, 6), wide=14) for state, said in chart.states]
        drawn, y = legend(entries, 0, y + 6, width)
        parts.append(drawn)
    return picture(chart.head, "care", prefix, width, max(y, 24), parts)


def _months(chart: Care, frame: _Frame) -> list[Svg]:
    """The months' numbers, and the year above the first of each."""
    parts, before = [], ""
    for place, month in enumerate(chart.months):
        year, _, of_year = month.partition("-")
        middle = frame.left + (place + 0.5) * frame.wide
        if year != before:
            end = middle + 24 > frame.width
            x = min(middle + 8, frame.width) if end else middle - 8
            parts.append(words(year, x, 12, "chart-small", "end" if end else ""))
            before = year
        tone = "chart-small chart-strong" if place == chart.now else "chart-small"
        parts.append(words(of_year, middle, 28, tone, "middle"))
    return parts


def _row(row: Row, chart: Care, frame: _Frame, y: float) -> Svg:
    above = 0 if frame.left else 18  # where it is narrow the name has a line of its own
    room = (frame.left or frame.width) - 8
    name = fitted(row.name, room)
    base = y + (13 if above else 19)
    parts = [words(name, 0, base)]
    left = room - size(name) - 10
    if row.note and left > 24:
        parts.append(words(fitted(row.note, left, SMALL), size(name) + 10, base, "chart-small"))
    y += above
    for place in range(len(chart.months)):
        now = " chart-now" if place == chart.now else ""
        x = frame.left + place * frame.wide
        parts.append(box(x + 0.5, y + 1, frame.wide - 1, TALL - 4, f"chart-month{now}", round_=3))
    for place in range(len(chart.months)):
        here = [mark for mark in row.marks if mark.month == place]
        step = min(18.0, (frame.wide - 4) / max(len(here), 1))
        first = frame.left + (place + 0.5) * frame.wide - step * (len(here) - 1) / 2
        parts += [
            group(
                _mark(mark.state, first + step * at, y + TALL / 2 - 1, min(1.0, step / WIDE)),
                says=mark.said,
            )
            for at, mark in enumerate(here)
        ]
    says = " · ".join(filter(None, (row.name, row.note)))
    return group(*parts, says=says)


def _mark(state: State, x: float, y: float, part: float = 1.0) -> Svg:
    """Done is full with a tick, what is to come a ring, at risk a diamond, missed a cross; of so
    large a part of its size, where several stand in a narrow month.
    """
    if state == "done":
        tick = [(-3.4, 0.3), (-0.9, 2.8), (3.5, -2.4)]
        return group(
            element("circle", cx=x, cy=y, r=7 * part, class_="chart-done"),
            path([(x + across * part, y + down * part) for across, down in tick], "chart-tick"),
        )
    if state == "planned":
        return element("circle", cx=x, cy=y, r=6 * part, class_="chart-planned")
    far = (7 if state == "risk" else 5) * part
    if state == "risk":
        around = [(x, y - far), (x + far, y), (x, y + far), (x - far, y)]
        return path(around, "chart-risk", closed=True)
    return group(
        stroke(x - far, y - far, x + far, y + far, "chart-missed"),
        stroke(x - far, y + far, x + far, y - far, "chart-missed"),
    )
