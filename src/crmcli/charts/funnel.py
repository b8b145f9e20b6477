"""Stages as a funnel: how many came to each, and between two which share passed."""

from decimal import Decimal
from typing import NamedTuple

from crmcli.charts.svg import (
    DESK,
    Head,
    Svg,
    box,
    fitted,
    group,
    path,
    picture,
    size,
    words,
)

TALL, BETWEEN = 30, 24  # pixels: a stage, the way to the next one


class Stage(NamedTuple):
    """`passing` is said between this stage and the next; `leaks` marks where most is lost."""

    name: str
    value: float | Decimal
    said: str
    passing: str = ""
    full: str = ""
    leaks: bool = False


class Funnel(NamedTuple):
    """The stages from the first on."""

    head: Head
    stages: tuple[Stage, ...]
    leak: str = ""  # what is said of the stage that leaks most


class _Frame(NamedTuple):
    names: float  # pixels of the names at the left; none where they stand above the stage
    middle: float
    room: float
    most: float


def draw(chart: Funnel, *, prefix: str, width: int = DESK) -> Svg:
    """The picture, from the top down."""
    narrow = width < DESK
    widest = max([size(stage.name) for stage in chart.stages], default=0) + 14
    names = 0.0 if narrow else min(widest, width * 0.3)
    room = min(width - names, 620.0)
    most = max([float(stage.value) for stage in chart.stages], default=0) or 1.0
    frame = _Frame(names, names + room / 2, room, most)
    parts: list[Svg] = []
    y = 4.0
    for place, stage in enumerate(chart.stages):
        last = place == len(chart.stages) - 1
        following = None if last else chart.stages[place + 1]
        drawn, y = _stage(stage, following, chart, frame, y)
        parts.append(drawn)
    return picture(chart.head, "funnel", prefix, width, max(y, 24), parts)


def _stage(
    stage: Stage, following: Stage | None, chart: Funnel, frame: _Frame, y: float
) -> tuple[Svg, float]:
    half = _half(stage, frame)
    parts: list[Svg] = []
    if frame.names:
        parts.append(
            words(fitted(stage.name, frame.names - 14), frame.names - 14, y + 20, "", "end")
        )
    else:
        parts.append(words(fitted(stage.name, frame.room), frame.middle, y + 12, "", "middle"))
        y += 18
    parts.append(box(frame.middle - half, y, half * 2, TALL, "chart-fill chart-s0", round_=3))
    inside = half * 2 > size(stage.said) + 10
    parts.append(
        words(stage.said, frame.middle, y + 20, "chart-inside", "middle")
        if inside
        else words(stage.said, frame.middle + half + 8, y + 20, "chart-value")
    )
    y += TALL
    if following is not None:
        below = _half(following, frame)
        middle = frame.middle
        top = BETWEEN if frame.names else BETWEEN - 2
        parts.append(
            path(
                [
                    (middle - half, y),
                    (middle + half, y),
                    (middle + below, y + top),
                    (middle - below, y + top),
                ],
                "chart-flow",
                closed=True,
            )
        )
    told = " ".join(
        filter(
            None, (f"▼ {stage.passing}" if stage.passing else "", chart.leak if stage.leaks else "")
        )
    )
    if told:
        tone = "chart-ink-bad" if stage.leaks else "chart-soft"
        parts.append(words(fitted(told, frame.room), frame.middle, y + 16, tone, "middle"))
    y += BETWEEN if following is not None or told else 4
    return group(*parts, says=stage.full or f"{stage.name} · {stage.said}"), y


def _half(stage: Stage, frame: _Frame) -> float:
    return max(float(stage.value) / frame.most * frame.room / 2, 0.75)
