"""A person, or a place that nobody holds yet, on a small card.

How somebody stands to us is said by a shape and a word, and by a colour besides.
"""

from typing import NamedTuple

from crmcli.charts.svg import BOLD, SMALL, Svg, box, element, fitted, group, path, stroke, words

STANCES = ("friendly", "neutral", "negative")
NAME, LINE, PAD = 22, 16, 10  # pixels: where the name stands, a line, the card's margin


class Card(NamedTuple):
    """`lines` say what stands below the name, the stance's word and `rep` go last."""

    name: str
    lines: tuple[str, ...] = ()
    stance: str = ""
    said: str = ""
    rep: str = ""
    is_empty: bool = False
    full: str = ""


def height(cards: tuple[Card, ...] | list[Card]) -> float:
    """So high that each of them has room for its lines."""
    lines = max([len(card.lines) + bool(card.said or card.rep) for card in cards], default=0)
    return float(NAME + LINE * lines + PAD)


def draw(card: Card, x: float, y: float, width: float, tall: float) -> Svg:
    """The card from (x, y) on."""
    empty = " chart-empty" if card.is_empty else ""
    tone = f"chart-{card.stance}" if card.stance in STANCES else "chart-side"
    parts = [box(x, y, width, tall, f"chart-card{empty}", round_=6)]
    if not card.is_empty:
        parts.append(box(x, y + 6, 4, tall - 12, f"chart-fill {tone}", round_=2))
    parts.append(mark("" if card.is_empty else card.stance, x + 17, y + NAME - 5))
    ink = "chart-soft" if card.is_empty else "chart-strong"
    parts.append(words(fitted(card.name, width - 30 - PAD, BOLD), x + 30, y + NAME, ink))
    at = y + NAME
    for line in card.lines:
        at += LINE
        parts.append(words(fitted(line, width - 12 - PAD, SMALL), x + 12, at, "chart-small"))
    parts.append(_last(card, x, y + tall - PAD, width))
    says = card.full or " · ".join(filter(None, (card.name, *card.lines, card.said, card.rep)))
    return group(*parts, says=says)


def _last(card: Card, x: float, y: float, width: float) -> Svg:
    """How they stand to us at the left, who of ours at the right."""
    room = (width - 12 - PAD - 8) * (0.5 if card.said and card.rep else 1)
    tone = f"chart-ink-{card.stance}" if card.stance in STANCES else ""
    parts = []
    if card.said:
        parts.append(
            words(fitted(card.said, room, SMALL), x + 12, y, f"chart-small chart-strong {tone}")
        )
    if card.rep:
        parts.append(words(fitted(card.rep, room, SMALL), x + width - PAD, y, "chart-small", "end"))
    return group(*parts)


def mark(stance: str, x: float, y: float) -> Svg:
    """A circle with a plus, a diamond, a triangle that points down, or a ring: unknown."""
    if stance == "friendly":
        return group(
            element("circle", cx=x, cy=y, r=7, class_="chart-friendly"),
            stroke(x - 3.5, y, x + 3.5, y, "chart-sign"),
            stroke(x, y - 3.5, x, y + 3.5, "chart-sign"),
        )
    if stance == "neutral":
        around = [(x, y - 7.5), (x + 7.5, y), (x, y + 7.5), (x - 7.5, y)]
        return path(around, "chart-neutral", closed=True)
    if stance == "negative":
        return group(
            path([(x - 7.5, y - 6), (x + 7.5, y - 6), (x, y + 7.5)], "chart-negative", closed=True),
            stroke(x - 2.8, y - 2.5, x + 2.8, y - 2.5, "chart-sign"),
        )
    return element("circle", cx=x, cy=y, r=6, class_="chart-unassessed")
