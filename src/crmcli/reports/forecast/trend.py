"""How does a figure move, month by month?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import sample
from crmcli.domain.table import Column, Kind, Message, Table
from crmcli.domain.time.calendar import ONE_DAY, plus_days
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.forecast.trend_metrics import METRICS, TRAILING, Part, together
from crmcli.reports.forecast.trend_rows import Month, TrendRow, line_of, step, summed
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

    metric: str | None


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    metric: str | None = None
    explain: bool = False


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
        for row in line_of(months, group, metric, by=options.by, min_sample=policy.min_sample)
    ]
    size = len(months)
    spans = [rows[start : start + size] for start in range(0, len(rows), size)]
    named = (Column("group", "label", 9, heading="owner"),) if options.by else ()
    labels = {"group": team_labels(policy, as_of)} if options.by else {}
    return Table(
        report="trend",
        as_of=as_of,
        rows=rows,
        columns=(*named, *_columns(metric)),
        labels=labels,
        title=Message("title-trend", (Message(f"metric-{metric}"),)),
        currency=policy.currency if metric == "open" else "",
        notes=(
            *((Message("note-trend-foreign", (len(foreign), policy.currency)),) if foreign else ()),
            *_untold(months, metric),
        ),
        samples={"value": [_sample(row) for row in rows]} if metric == "winrate" else {},
        min_sample=policy.min_sample,
        silent=frozenset(place for place, row in enumerate(rows) if row.n is None),
        sections=(_picture(spans, policy, as_of, named, labels, metric),),
        evidence=[{"value": (_behind(row, metric),)} if row.n is not None else {} for row in rows]
        if options.explain
        else (),
        named_by=("group", "day") if options.by else ("day",),
        terms={metric: Message(f"means-metric-{metric}")} if options.explain else {},
    )


def _columns(metric: str) -> tuple[Column, ...]:
    bounds = (Column("low", "index", 4), Column("high", "index", 4)) if metric == "stance" else ()
    return (
        Column("day", "date", 9),
        Column("value", _KINDS.get(metric, "share"), 9, heading=_VALUE.get(metric, metric)),
        *bounds,
        Column("n", "count", 8, heading=_BASIS[metric]),
        Column("change", _CHANGES.get(metric, "points"), 7),
        Column("commit", "id", 3),
    )


def _untold(months: Sequence[Month], metric: str) -> tuple[Message, ...]:
    """The open deals of the last day that are counted and not summed."""
    count = int(summed(months[-1].parts or ()).beside) if metric == "open" and months else 0
    return (Message("note-trend-unvalued", (months[-1].day, count)),) if count else ()


def _sample(row: TrendRow) -> tuple[int, int, float, float]:
    whole = row.n or 0
    won = round((row.value or 0) * whole)
    return sample(won, whole)


def _picture(
    spans: list[list[TrendRow]],
    policy: Policy,
    as_of: date,
    named: tuple[Column, ...],
    labels: Mapping[str, Mapping[str, Label]],
    metric: str,
) -> Table:
    """A line per group: its values as a picture, where it began and where it is."""
    kind, change = _KINDS.get(metric, "share"), _CHANGES.get(metric, "points")
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
    return step(latest.value, first.value)


def _behind(row: TrendRow, metric: str) -> str:
    """The command that shows the rows behind a value."""
    at = f" --at {row.commit}" if row.commit else ""
    since = f" --since {plus_days(row.day, 1 - TRAILING)}" if metric == "winrate" else ""
    return f"crm {_REPORTS.get(metric, metric)}{at} --as-of {row.day}{since}"


FACTS = FactSource("trend", gather, FactOptions)
