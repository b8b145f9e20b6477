"""Which mark means what: one after the other, in as many lines as they need."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.charts.svg import LINE, Svg, box, element, fitted, group, size, words

MARK, APART = 12, 18  # pixels: a mark, between two entries


class Entry(NamedTuple):
    """A class of the stylesheet and what it stands for; `mark` is drawn in place of a square."""

    class_: str
    name: str
    mark: Svg | None = None
    wide: float = MARK


def legend(entries: Sequence[Entry], x: float, y: float, width: float) -> tuple[Svg, float]:
    """The entries from (x, y) on, and where the next thing below them may begin."""
    parts: list[Svg] = []
    left = x
    for entry in entries:
        name = fitted(entry.name, width - x - entry.wide - 6)
        needed = entry.wide + 6 + size(name)
        if left > x and left + needed > width:
            left, y = x, y + LINE + 4
        mark = entry.mark or box(0, 0, MARK, MARK, f"chart-fill {entry.class_}", round_=2)
        parts.append(
            group(
                element("g", mark, transform=f"translate({left:.0f} {y:.0f})"),
                words(name, round(left + entry.wide) + 6, y + 11, "chart-soft"),
            )
        )
        left += needed + APART
    return group(*parts, class_="chart-legend"), y + LINE + 8
