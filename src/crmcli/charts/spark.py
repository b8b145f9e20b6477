"""A small line without words, for a row of a list: what it says stands beside it."""

from decimal import Decimal
from typing import NamedTuple

from crmcli.charts.svg import Head, Svg, element, path, picture, stroke

TALL, PAD = 24, 4


class Spark(NamedTuple):
    """Values from the oldest on; None where nothing is known."""

    head: Head
    values: tuple[float | Decimal | None, ...]


def draw(chart: Spark, *, prefix: str, width: int = 96) -> Svg:
    """The picture: broken where nothing is known, with a dot at the last value."""
    known = [float(value) for value in chart.values if value is not None]
    least, most = min(known, default=0.0), max(known, default=0.0)
    span = most - least
    count = max(len(chart.values) - 1, 1)

    def at(place: int, value: float) -> tuple[float, float]:
        part = (value - least) / span if span else 0.5
        return PAD + (width - 2 * PAD) * place / count, TALL - PAD - (TALL - 2 * PAD) * part

    parts: list[Svg] = []
    run: list[tuple[float, float]] = []
    last: tuple[float, float] | None = None
    for place, value in enumerate((*chart.values, None)):
        if value is not None:
            last = at(place, float(value))
            run.append(last)
            continue
        if len(run) > 1:
            parts.append(path(run, "chart-line chart-l0"))
        elif run and run[0] != last:
            parts.append(
                element("circle", cx=run[0][0], cy=run[0][1], r=1.5, class_="chart-mark chart-m0")
            )
        run = []
    if last is not None:
        parts.append(element("circle", cx=last[0], cy=last[1], r=3, class_="chart-mark chart-m0"))
    else:
        parts.append(stroke(PAD, TALL / 2, width - PAD, TALL / 2, "chart-rule"))
    return picture(chart.head, "spark", prefix, width, TALL, parts)
