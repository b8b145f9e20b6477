"""From one sum to another by what came and what went: a line each, the bar beginning where the
last one ended.
"""

from decimal import Decimal
from typing import NamedTuple

from crmcli.charts.svg import (
    BOLD,
    DESK,
    Head,
    Svg,
    box,
    fitted,
    group,
    picture,
    size,
    stroke,
    words,
)

TALL, GAP, ROOM = 20, 14, 8


class Fall(NamedTuple):
    """One line: a sum that the bars stand on, or what is added to it (less than nothing for what
    went).
    """

    name: str
    value: int | float | Decimal
    said: str
    is_sum: bool = False
    full: str = ""


class Waterfall(NamedTuple):
    """The lines in the order of the sum."""

    head: Head
    falls: tuple[Fall, ...]


def draw(chart: Waterfall, *, prefix: str, width: int = DESK) -> Svg:
    """The picture, from the top down."""
    narrow = width < DESK
    widest = max([size(fall.name) for fall in chart.falls], default=0)
    names = 0.0 if narrow else min(widest + 12, width * 0.3)
    spans = _spans(chart.falls)
    least = min([0.0, *(min(span) for span in spans)])
    most = max([0.0, *(max(span) for span in spans)])
    said = max([size(fall.said, BOLD) for fall in chart.falls], default=0) + ROOM + 2
    per_unit = max(width - names - said, 10.0) / (most - least or 1.0)
    zero = names - least * per_unit
    step = TALL + GAP + (18 if narrow else 0)
    parts: list[Svg] = []
    y = 4.0
    for place, (fall, (start, end)) in enumerate(zip(chart.falls, spans, strict=True)):
        lower = y + (18 if narrow else 0)
        if place + 1 < len(chart.falls):
            at = zero + end * per_unit
            below = lower + step
            parts.append(stroke(at, lower + TALL, at, below, "chart-link"))
        parts.append(
            stroke(zero, lower - 3, zero, lower + (step if names else TALL) - 3, "chart-axis")
        )
        parts.append(
            _fall(fall, zero + start * per_unit, zero + end * per_unit, lower, names, width)
        )
        y += step
    return picture(chart.head, "waterfall", prefix, width, max(y, 24), parts)


def _spans(falls: tuple[Fall, ...]) -> list[tuple[float, float]]:
    """Between which heights each bar lies: sums begin at nothing, all others where the line before
    ended.
    """
    found, level = [], Decimal(0)
    for fall in falls:
        value = Decimal(str(fall.value))
        start = Decimal(0) if fall.is_sum else level
        level = start + value
        found.append((float(start), float(level)))
    return found


def _fall(fall: Fall, start: float, end: float, y: float, names: float, width: float) -> Svg:
    tone = (
        "chart-sum"
        if fall.is_sum or not fall.value
        else "chart-more"
        if fall.value > 0
        else "chart-less"
    )
    left, right = min(start, end), max(start, end)
    name = (
        words(fitted(fall.name, names - 12), names - 12, y + 15, "", "end")
        if names
        else words(fitted(fall.name, width), 0, y - 5)
    )
    says = fall.full or f"{fall.name} · {fall.said}"
    strong = "chart-value" if fall.is_sum or fall.value else "chart-value chart-soft"
    return group(
        name,
        box(left, y, max(right - left, 1.5), TALL, f"chart-fill {tone}", round_=2),
        words(fall.said, right + ROOM, y + 15, strong),
        says=says,
    )
