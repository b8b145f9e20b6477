"""How did a figure move from one day to the next?"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.records.money import Money, tidy
from crmcli.domain.records.ratio import bounds, share
from crmcli.reports.forecast.trend_metrics import Part, together


class Month(NamedTuple):
    """A day on which the figure is taken: from the files of a commit, or from those on disk when
    `commit` is None. `parts` is None where nothing was recorded.
    """

    day: date
    commit: str | None
    parts: Sequence[Part] | None
    currency: str = ""


class TrendRow(NamedTuple):
    """The figure on one day.

    `n` is what it rests on: roles, assessed roles, deals, periods, gaps or tasks. `change` is
    against the row before that has a value, but not between win rates of fewer than min_sample
    deals. `low` and `high` bound a win rate (95 %) and a stance index (every unassessed role
    negative, or friendly).
    """

    group: str | None
    day: date
    value: float | Money | None
    n: int | None
    change: float | Money | None
    low: float | None
    high: float | None
    commit: str | None


def line_of(
    months: Sequence[Month], group: str | None, metric: str, *, by: str | None, min_sample: int
) -> list[TrendRow]:
    """A row for each day: of everybody, or of one owner."""
    rows: list[TrendRow] = []
    before: float | Money | None = None
    for month in months:
        row = TrendRow(group, month.day, None, None, None, None, None, month.commit)
        if month.parts is not None:
            row = _taken(
                row,
                summed(part for part in month.parts if by is None or part.owner == group),
                metric,
            )
            if row.value is not None and (metric != "winrate" or (row.n or 0) >= min_sample):
                row = row._replace(change=None if before is None else step(row.value, before))
                before = row.value
        rows.append(row)
    return rows


def summed(parts: Iterable[Part]) -> Part:
    """All parts as one, whoever they belong to."""
    return next(iter(together(part._replace(owner=None) for part in parts)), Part(None, 0, 0, 0))


def _taken(row: TrendRow, found: Part, metric: str) -> TrendRow:
    if metric in ("open", "overdue"):
        return row._replace(value=found.part, n=found.n)
    part, whole = int(found.part), int(found.whole)
    row = row._replace(value=share(part, whole), n=found.n)
    if metric == "winrate":
        low, high = bounds(part, whole)
        return row._replace(low=low, high=high)
    everything = whole + int(found.beside)
    if metric == "stance" and everything:
        return row._replace(
            low=(part - int(found.beside)) / everything,
            high=(part + int(found.beside)) / everything,
        )
    return row


def step(now: float | Money, before: float | Money) -> float | Money:
    """The difference: of amounts exactly, of shares as they are."""
    return (
        float(now) - float(before)
        if isinstance(now, float)
        else tidy(Decimal(now) - Decimal(before))
    )
