"""Roles by levels, the highest on top: who holds each, how well we know them, how they stand to us
and who of ours stands for it.
"""

from typing import NamedTuple

from crmcli.charts import card
from crmcli.charts.card import Card
from crmcli.charts.legend import Entry, legend
from crmcli.charts.svg import BOLD, DESK, Head, Svg, box, fitted, group, picture, size, words

APART, PAD, LEAST = 10, 10, 178


class Step(NamedTuple):
    """One level and the roles on it."""

    name: str
    cards: tuple[Card, ...]


class Ladder(NamedTuple):
    """The levels from the highest down; `stances` name the marks."""

    head: Head
    steps: tuple[Step, ...]
    stances: tuple[tuple[str, str], ...] = ()


def draw(chart: Ladder, *, prefix: str, width: int = DESK) -> Svg:
    """The picture: a band a level, cards in as many columns as there is room for."""
    narrow = width < DESK
    widest = max([size(step.name, BOLD) for step in chart.steps], default=0) + 2 * PAD
    left = 0.0 if narrow else min(widest, width * 0.2)
    room = width - left - 2 * PAD
    columns = max(1, int((room + APART) // (LEAST + APART)))
    wide = (room + APART) / columns - APART
    parts: list[Svg] = []
    y = 0.0
    for step in chart.steps:
        top = y + PAD + (22 if narrow else 0)
        cards: list[Svg] = []
        for start in range(0, len(step.cards), columns):
            row = step.cards[start : start + columns]
            tall = card.height(row)
            for at, each in enumerate(row):
                cards.append(card.draw(each, left + PAD + at * (wide + APART), top, wide, tall))
            top += tall + APART
        bottom = top - APART + PAD
        parts.append(box(0, y, width, bottom - y, "chart-level", round_=8))
        name = fitted(step.name, (width if narrow else left) - PAD - 4, BOLD)
        parts.append(words(name, PAD, y + 22, "chart-strong"))
        parts += cards
        y = bottom + 8
    if chart.stances:
        entries = [
            Entry("", said, group(card.mark(stance, 7, 6)), wide=14)
            for stance, said in chart.stances
        ]
        drawn, y = legend(entries, 0, y + 4, width)
        parts.append(drawn)
    return picture(chart.head, "ladder", prefix, width, max(y, 24), parts)
