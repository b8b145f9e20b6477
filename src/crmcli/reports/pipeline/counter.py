"""Do our countermeasures work: is a reason's share of the losses smaller since?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy, Reason
from crmcli.domain.records.ratio import bounds, sample, share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.dated import Fact, until
from crmcli.reports import turning_days
from crmcli.reports.deal_facts import DealFact, group_labels, refs
from crmcli.reports.options import NoOptions
from crmcli.reports.pipeline import losses
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    since: date | None = None
    until: date | None = None
    explain: bool = False


class CounterRow(NamedTuple):
    """One countermeasure against one reason, `counter` from the day `since` on; None where there is
    none.

    before = lost for this reason / all lost or undecided before that day, after = the same from it
    on; low and high are their 95 % intervals; 0..1. Both end at the reason's countermeasure before
    and after this one. `change` is after - before.
    """

    reason: str
    counter: str | None
    since: date | None
    lost: int
    before_n: int
    before_of: int
    before: float | None
    before_low: float | None
    before_high: float | None
    after_n: int
    after_of: int
    after: float | None
    after_low: float | None
    after_high: float | None
    change: float | None


COLUMNS = (
    Column("reason", "label", 9),
    Column("counter", "text", 8),
    Column("since", "date", 7, heading="counter_since"),
    Column("lost", "count", 4, heading="counter_lost"),
    Column("before", "rate", 9),
    Column("after", "rate", 9),
    Column("change", "points", 6),
)


def gather(account: Account, policy: Policy, as_of: date, options: NoOptions) -> list[DealFact]:
    """The account's deals that were lost or ended without a decision."""
    return [
        fact for fact in losses.gather(account, policy, as_of, options) if fact.result != "invalid"
    ]


def tabulate(facts: Sequence[DealFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per countermeasure, the most frequent reason first; a reason without one is a row too
    if it cost us a deal.
    """
    window = [
        fact
        for fact in facts
        if fact.closed
        and (options.since is None or fact.closed >= options.since)
        and (options.until is None or fact.closed <= options.until)
    ]
    found = [*_measured(window, policy, as_of)]
    rows = [row for row, _ in found]
    bare = sum(row.counter is None for row in rows)
    return Table(
        report="losses",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={"deals": len(window), "measures": len(rows) - bare, "without": bare},
        labels={"reason": group_labels("reason", policy)},
        notes=(Message("note-counter-without", (bare,)),) if bare else (),
        evidence=[behind for _, behind in found] if options.explain else (),
        named_by=("reason", "since"),
        samples={
            "before": [sample(row.before_n, row.before_of) for row in rows],
            "after": [sample(row.after_n, row.after_of) for row in rows],
        },
        min_sample=policy.min_sample,
        silent=frozenset(place for place, row in enumerate(rows) if row.since is None),
    )


def _measured(
    window: Sequence[DealFact], policy: Policy, as_of: date
) -> Iterator[tuple[CounterRow, dict[str, Sequence[str]]]]:
    """The rows in their order, each with the deals behind it."""
    counts = {
        name: sum(fact.reason == name for fact in window)
        for name in {**policy.reasons, **{fact.reason: None for fact in window if fact.reason}}
    }
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        measures = until(policy.reasons.get(name, Reason()).counter, as_of)
        for place, measure in enumerate(measures):
            parts = _parts(window, measures, place)
            yield (
                _row(name, measure, counts[name], *parts),
                {
                    field: refs(fact for fact in part if fact.reason == name)
                    for field, part in zip(("before", "after"), parts, strict=True)
                },
            )
        if not measures and counts[name]:
            lost = refs(fact for fact in window if fact.reason == name)
            yield _bare(name, counts[name]), {"lost": lost}


def _bare(reason: str, lost: int) -> CounterRow:
    """A reason that nothing was done about."""
    nothing = (None, None, None)
    return CounterRow(reason, None, None, lost, 0, 0, *nothing, 0, 0, *nothing, None)


def _parts(
    facts: Sequence[DealFact], measures: Sequence[Fact[str]], place: int
) -> tuple[list[DealFact], list[DealFact]]:
    """All losses before and since the countermeasure, as far as its neighbours; none where its day
    is not known.
    """
    day = measures[place].date
    if day is None:
        return [], []
    begun = measures[place - 1].date if place else None
    over = measures[place + 1].date if place + 1 < len(measures) else None
    before = [
        fact
        for fact in facts
        if fact.closed and fact.closed < day and (begun is None or fact.closed >= begun)
    ]
    return before, [
        fact
        for fact in facts
        if fact.closed and fact.closed >= day and (over is None or fact.closed < over)
    ]


def _row(
    name: str, measure: Fact[str], lost: int, before: Sequence[DealFact], after: Sequence[DealFact]
) -> CounterRow:
    earlier, later = (sum(fact.reason == name for fact in part) for part in (before, after))
    was, now = share(earlier, len(before)), share(later, len(after))
    return CounterRow(
        name,
        measure.value,
        measure.date,
        lost,
        earlier,
        len(before),
        was,
        *bounds(earlier, len(before)),
        later,
        len(after),
        now,
        *bounds(later, len(after)),
        None if was is None or now is None else now - was,
    )


FACTS = FactSource("counter", gather, NoOptions, turns=turning_days.of_pipeline)
REPORT = Report("counter", FACTS, tabulate, Options)
