"""People of an account by who reports to whom: from the top down where there is room, else below
each other and indented.
"""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.charts import card
from crmcli.charts.card import Card
from crmcli.charts.legend import Entry, legend
from crmcli.charts.svg import DESK, Head, Svg, element, group, number, picture

WIDE, APART, BELOW, INDENT, DEEPEST = 172, 14, 30, 22, 8


class Person(NamedTuple):
    """`above` is the place of whom they report to, among the people; None at the top."""

    card: Card
    above: int | None = None
    depth: int = 0


class Tree(NamedTuple):
    """Each stands after the one above; `stances` name the marks."""

    head: Head
    people: tuple[Person, ...]
    stances: tuple[tuple[str, str], ...] = ()


class _Placed(NamedTuple):
    x: float
    y: float


def draw(chart: Tree, *, prefix: str, width: int = DESK) -> Svg:
    """The picture, and below it what the marks mean."""
    tall = card.height([person.card for person in chart.people])
    places = _from_the_top(chart.people, width, tall) if width >= DESK else None
    parts, y = (
        _indented(chart.people, width) if places is None else _spread(chart.people, places, tall)
    )
    if chart.stances:
        entries = [
            Entry("", said, group(card.mark(stance, 7, 6)), wide=14)
            for stance, said in chart.stances
        ]
        drawn, y = legend(entries, 0, y + 12, width)
        parts.append(drawn)
    return picture(chart.head, "tree", prefix, width, max(y, 24), parts)


def _parent(people: Sequence[Person], place: int) -> int | None:
    """The place above, where it is one that stands before: circles have no top."""
    above = people[place].above
    return above if above is not None and 0 <= above < place else None


def _from_the_top(people: Sequence[Person], width: float, tall: float) -> list[_Placed] | None:
    """Where each card stands: trees side by side, in as many rows as they need; None where one of
    them is wider than the picture.
    """
    below: list[list[int]] = [[] for _ in people]
    tops: list[int] = []
    for place in range(len(people)):
        above = _parent(people, place)
        (tops if above is None else below[above]).append(place)
    room = [float(WIDE)] * len(people)
    levels = [1] * len(people)
    for place in range(len(people) - 1, -1, -1):
        if below[place]:
            room[place] = max(WIDE, sum(room[each] + APART for each in below[place]) - APART)
            levels[place] = 1 + max(levels[each] for each in below[place])
    if any(room[top] > width for top in tops):
        return None
    placed = [_Placed(0, 0)] * len(people)
    x, y, deepest = 0.0, 2.0, 0
    for top in tops:
        if x and x + room[top] > width:
            x, y, deepest = 0.0, y + deepest * (tall + BELOW), 0
        deepest = max(deepest, levels[top])
        waiting = [(top, x, y)]
        while waiting:
            place, left, upper = waiting.pop()
            placed[place] = _Placed(left + (room[place] - WIDE) / 2, upper)
            inner = sum(room[each] + APART for each in below[place]) - APART
            at = left + max(0.0, (room[place] - inner) / 2)
            for each in below[place]:
                waiting.append((each, at, upper + tall + BELOW))
                at += room[each] + APART
        x += room[top] + APART
    return placed


def _spread(
    people: Sequence[Person], placed: Sequence[_Placed], tall: float
) -> tuple[list[Svg], float]:
    lines, cards = [], []
    for place, (person, at) in enumerate(zip(people, placed, strict=True)):
        above = _parent(people, place)
        if above is not None:
            upper = placed[above]
            middle = upper.y + tall + BELOW / 2
            lines.append(
                _way(
                    (upper.x + WIDE / 2, upper.y + tall),
                    f"V{number(middle)}H{number(at.x + WIDE / 2)}V{number(at.y)}",
                )
            )
        cards.append(card.draw(person.card, at.x, at.y, WIDE, tall))
    return [*lines, *cards], max([at.y for at in placed], default=0.0) + tall + 2


def _indented(people: Sequence[Person], width: float) -> tuple[list[Svg], float]:
    lines, cards = [], []
    step = min(INDENT, width * 0.3 / DEEPEST)
    starts: list[_Placed] = []
    talls: list[float] = []
    y = 2.0
    for place, person in enumerate(people):
        above = _parent(people, place)
        x = 1 + step * min(person.depth if above is not None else 0, DEEPEST)
        own = card.height([person.card])
        starts.append(_Placed(x, y))
        if above is not None and starts[above].x < x:
            upper = starts[above]
            lines.append(
                _way(
                    (upper.x + step / 2, upper.y + talls[above]),
                    f"V{number(y + own / 2)}H{number(x)}",
                )
            )
        cards.append(card.draw(person.card, x, y, min(width - x - 1, 460), own))
        talls.append(own)
        y += own + 8
    return [*lines, *cards], y


def _way(start: tuple[float, float], then: str) -> Svg:
    return element("path", d=f"M{number(start[0])} {number(start[1])}{then}", class_="chart-branch")
