"""How does a figure move, month by month?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.records.account import Account, Money
from crmcli.domain.records.money import tidy
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import bounds, sample, share
from crmcli.domain.table import Column, Kind, Message, Table
from crmcli.domain.time.calendar import ONE_DAY, plus_days
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.forecast.trend_metrics import METRICS, TRAILING, Part, together
from crmcli.reports.grouping import last
from crmcli.reports.report import FactSource

# the others are shares
_KINDS: dict[str, Kind] = {
    "stance": "index",
    "open": "money",
    "winrate": "rate",
    "overdue": "count",
}
# the others change by percentage points
_CHANGES: dict[str, Kind] = {
    "stance": "index",
    "open": "money",
    "overdue": "count",
}
# headings
_VALUE = {
    "coverage": "composite",
    "stance": "index",
    "open": "open_amount",
    "winrate": "narrow",
    "cadence": "kept",
    "plans": "planned",
}
_BASIS = {
    "coverage": "roles",
    "named": "roles",
    "stance": "assessed",
    "open": "deals",
    "winrate": "closed",
    "cadence": "periods",
    "plans": "gaps",
    "overdue": "tasks",
}
# where a figure's rows are, if not under its own name
_REPORTS = {
    "named": "coverage",
    "plans": "coverage",
    "open": "pipeline",
    "overdue": "due",
}


class FactOptions(NamedTuple):
    """What the facts depend on."""

    metric: str | None = None


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    metric: str | None = None
    explain: bool = False


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


class TrendLine(NamedTuple):
    """One group's whole line, from its first value to its last."""

    group: str | None
    values: tuple[float | Money | None, ...]
    first: float | Money | None
    last: float | Money | None
    change: float | Money | None


def gather(account: Account, policy: Policy, as_of: date, options: FactOptions) -> list[Part]:
    """What the account adds to the figure."""
    found = list(METRICS[options.metric or "coverage"](account, policy, as_of))
    return together(found) if len(found) > 1 else found


def month_ends(as_of: date, months: int) -> list[date]:
    """The last days of the months before that day's, oldest first; a month's last day still belongs
    to its month.
    """
    ends: list[date] = []
    day = as_of
    while len(ends) < months and (day.year, day.month) > (1, 1):
        day = day.replace(day=1) - ONE_DAY
        ends.insert(0, day)
    return ends


def tabulate(months: Sequence[Month], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per day, the oldest first; with `by` so many for each owner."""
    metric = options.metric or "coverage"
    foreign = [
        month.day
        for month in months
        if metric == "open" and month.parts is not None and month.currency != policy.currency
    ]
    months = [month._replace(parts=None) if month.day in foreign else month for month in months]
    groups = (
        sorted({part.owner for month in months for part in month.parts or ()}, key=last)
        if options.by
        else [None]
    )
    rows = [
        row
        for group in groups
        for row in _line(months, group, metric, by=options.by, min_sample=policy.min_sample)
    ]
    size = len(months)
    spans = [rows[start : start + size] for start in range(0, len(rows), size)]
    kind, change = _KINDS.get(metric, "share"), _CHANGES.get(metric, "points")
    named = (Column("group", "label", 9, heading="owner"),) if options.by else ()
    labels = {"group": team_labels(policy, as_of)} if options.by else {}
    bounds = (Column("low", "index", 4), Column("high", "index", 4)) if metric == "stance" else ()
    return Table(
        report="trend",
        as_of=as_of,
        rows=rows,
        columns=(
            *named,
            Column("day", "date", 9),
            Column("value", kind, 9, heading=_VALUE.get(metric, metric)),
            *bounds,
            Column("n", "count", 8, heading=_BASIS[metric]),
            Column("change", change, 7),
            Column("commit", "id", 3),
        ),
        labels=labels,
        title=Message("title-trend", (Message(f"metric-{metric}"),)),
        currency=policy.currency if kind == "money" else "",
        notes=(
            *((Message("note-trend-foreign", (len(foreign), policy.currency)),) if foreign else ()),
            *_untold(months, metric),
        ),
        samples={"value": [_sample(row) for row in rows]} if metric == "winrate" else {},
        min_sample=policy.min_sample,
        silent=frozenset(place for place, row in enumerate(rows) if row.n is None),
        sections=(_picture(spans, policy, as_of, named, labels, kind, change),),
        evidence=[{"value": (_behind(row, metric),)} if row.n is not None else {} for row in rows]
        if options.explain
        else (),
        named_by=("group", "day") if options.by else ("day",),
        terms={metric: Message(f"means-metric-{metric}")} if options.explain else {},
    )


def _line(
    months: Sequence[Month], group: str | None, metric: str, *, by: str | None, min_sample: int
) -> list[TrendRow]:
    rows: list[TrendRow] = []
    before: float | Money | None = None
    for month in months:
        row = TrendRow(group, month.day, None, None, None, None, None, month.commit)
        if month.parts is not None:
            row = _taken(
                row, _sum(part for part in month.parts if by is None or part.owner == group), metric
            )
            if row.value is not None and (metric != "winrate" or (row.n or 0) >= min_sample):
                row = row._replace(change=None if before is None else _step(row.value, before))
                before = row.value
        rows.append(row)
    return rows


def _untold(months: Sequence[Month], metric: str) -> tuple[Message, ...]:
    """The open deals of the last day that are counted and not summed."""
    count = int(_sum(months[-1].parts or ()).beside) if metric == "open" and months else 0
    return (Message("note-trend-unvalued", (months[-1].day, count)),) if count else ()


def _sum(parts: Iterable[Part]) -> Part:
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


def _sample(row: TrendRow) -> tuple[int, int, float, float]:
    whole = row.n or 0
    won = round((row.value or 0) * whole)
    return sample(won, whole)


def _step(now: float | Money, before: float | Money) -> float | Money:
    """The difference: of amounts exactly, of shares as they are."""
    return (
        float(now) - float(before)
        if isinstance(now, float)
        else tidy(Decimal(now) - Decimal(before))
    )


def _picture(
    spans: list[list[TrendRow]],
    policy: Policy,
    as_of: date,
    named: tuple[Column, ...],
    labels: Mapping[str, Mapping[str, Label]],
    kind: Kind,
    change: Kind,
) -> Table:
    """A line per group: its values as a picture, where it began and where it is."""
    ends = [[row for row in span if row.value is not None] or span[-1:] for span in spans]
    lines = [
        TrendLine(
            span[0].group,
            tuple(row.value for row in span),
            known[0].value,
            known[-1].value,
            _change(known, kind, policy.min_sample),
        )
        for span, known in zip(spans, ends, strict=True)
    ]
    samples = (
        {
            "first": [_sample(known[0]) for known in ends],
            "last": [_sample(known[-1]) for known in ends],
        }
        if kind == "rate"
        else {}
    )
    columns = (
        *named,
        Column("values", "spark", 9, heading="trend"),
        Column("first", kind, 7),
        Column("last", kind, 9),
        Column("change", change, 9),
    )
    return Table(
        "trend", as_of, lines, columns, labels=labels, samples=samples, min_sample=policy.min_sample
    )


def _change(known: Sequence[TrendRow], kind: Kind, min_sample: int) -> float | Money | None:
    """From the first value to the last; not between rates of which one rests on too few."""
    first, latest = known[0], known[-1]
    if (
        first.value is None
        or latest.value is None
        or (kind == "rate" and min(first.n or 0, latest.n or 0) < min_sample)
    ):
        return None
    return _step(latest.value, first.value)


def _behind(row: TrendRow, metric: str) -> str:
    """The command that shows the rows behind a value."""
    at = f" --at {row.commit}" if row.commit else ""
    since = f" --since {plus_days(row.day, 1 - TRAILING)}" if metric == "winrate" else ""
    return f"crm {_REPORTS.get(metric, metric)}{at} --as-of {row.day}{since}"


FACTS = FactSource("trend", gather, FactOptions)
