"""How much do we sell a day, and which part of that is the weak one?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from statistics import median as middle
from typing import NamedTuple

from crmcli.domain.deals.deals import days_open, deals_on
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money, minor_units
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import bound, bounds, mean, median, percent, sample, share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import plus_days
from crmcli.domain.time.intervals import backwards, forwards
from crmcli.reports import choices
from crmcli.reports.deal_facts import group_labels, negative_intervals, owned_keys, sums
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report

TRAILING = 365  # days of outcomes, the day of the answer included


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    explain: bool = False


class VelocityFact(NamedTuple):
    """One open deal that counts in the forecast, or one won or lost lately.

    `cycle` in days, None where the beginning is undated.
    """

    ref: str
    owner: str | None
    segment: str | None
    type: str | None
    result: str | None
    amount: Money | None
    cycle: int | None


class VelocityRow(NamedTuple):
    """One group. velocity = open x win_rate x average_won / average_cycle_days, an amount a day;
    slow and fast are the same with the win rate's 95 % interval.

    `decided` is what the win rate rests on, `valued` and `timed` what the averages of amounts and
    of days do. None where a part is missing.
    """

    group: str | None
    open: int
    won: int
    decided: int
    win_rate: float | None
    low: float | None
    high: float | None
    average_won: float | None
    median_won: float | None
    valued: int
    average_cycle_days: float | None
    median_cycle_days: float | None
    timed: int
    velocity: float | None
    slow: float | None
    fast: float | None


class PartRow(NamedTuple):
    """One part of the product: its value, its median where it is a mean, and how many deals it
    rests on.
    """

    part: str
    value: str | Message | None
    median: str | None
    n: int


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[VelocityFact]:
    """The account's open deals in stages that the forecast counts, and those won or lost in the
    window.
    """
    since = plus_days(as_of, 1 - TRAILING)
    found = []
    for name, deal, now, owner in deals_on(account, policy, as_of):
        spec = policy.stages.get(now.stage) if now.stage else None
        qualified = now.is_open and spec is not None and spec.forecast != "omitted"
        if qualified or (
            now.result in ("won", "lost") and now.closed is not None and now.closed >= since
        ):
            cycle = days_open(now)
            found.append(
                VelocityFact(
                    f"{account.id}/{name}",
                    owner,
                    account.segment,
                    deal.type,
                    now.result,
                    now.amount,
                    cycle,
                )
            )
    return found


def tabulate(facts: Sequence[VelocityFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per group, the fastest first; without one the whole book, and its parts."""
    digits = minor_units(policy.currency)
    groups: dict[str | None, list[VelocityFact]] = {None: list(facts)}
    by = options.by or ""
    if by:
        groups = grouped(facts, lambda fact: owned_keys(fact, by, policy))
    rows = sorted(
        (_row(name, found, digits) for name, found in groups.items()),
        key=lambda row: (row.velocity is None, -(row.velocity or 0), last(row.group)),
    )
    total = _row(None, facts, digits)
    few = [row for row in (rows if options.by else [total]) if row.decided < policy.min_sample]
    named = (Column("group", "label", 9, heading=options.by or ""),) if options.by else ()
    parts = (
        (
            Column("open", "count", 9),
            Column("win_rate", "rate", 9, heading="narrow"),
            Column("decided", "count", 6, heading="closed"),
            Column("average_won", "money", 7),
            Column("valued", "count", 2, heading="won"),
            Column("average_cycle_days", "number", 8),
            Column("timed", "count", 1, heading="timed"),
        )
        if options.by
        else ()
    )
    bounded = () if options.by else (Column("slow", "money", 8), Column("fast", "money", 8))
    return Table(
        report="velocity",
        as_of=as_of,
        rows=rows,
        columns=(*named, *parts, Column("velocity", "money", 9), *bounded),
        totals=total,
        labels={"group": group_labels(options.by, policy, as_of)} if options.by else {},
        samples={"win_rate": [sample(row.won, row.decided) for row in (*rows, total)]},
        min_sample=policy.min_sample,
        sections=() if options.by else (_parts(total, policy, as_of),),
        notes=(
            *((Message("note-velocity-few", (policy.min_sample,)),) if few else ()),
            *negative_intervals(backwards(fact.cycle for fact in facts if fact.result == "won")),
        ),
        evidence=[_evidence(groups[row.group]) for row in rows] if options.explain else (),
        currency=policy.currency,
    )


def _row(name: str | None, facts: Sequence[VelocityFact], digits: int) -> VelocityRow:
    won = [fact for fact in facts if fact.result == "won"]
    closed = len(won) + sum(fact.result == "lost" for fact in facts)
    opened = sum(fact.result is None for fact in facts)
    amounts = [fact.amount for fact in won if fact.amount is not None]
    cycles = forwards(fact.cycle for fact in won)
    average = float(sums(amounts)) / len(amounts) if amounts else None
    days = mean(cycles)
    low, high = bounds(len(won), closed)
    rate = share(len(won), closed)

    def speed(chance: float | None) -> float | None:
        return (
            None
            if chance is None or average is None or not days
            else round(opened * chance * average / days, digits or None)
        )

    return VelocityRow(
        name,
        opened,
        len(won),
        closed,
        rate,
        low,
        high,
        average,
        float(middle(Decimal(each) for each in amounts)) if amounts else None,
        len(amounts),
        days,
        median(cycles),
        len(cycles),
        speed(rate),
        speed(low),
        speed(high),
    )


def _parts(row: VelocityRow, policy: Policy, as_of: date) -> Table:
    """The four parts one below the other, each with what it rests on."""
    rate = None
    if row.win_rate is not None:
        few = row.decided < policy.min_sample
        rate = (
            Message(
                "note-velocity-rate-few",
                (row.won, row.decided, bound(row.low or 0), bound(row.high or 0)),
            )
            if few
            else f"{percent(row.win_rate)}%"
        )
    rows = [
        PartRow("open-qualified", f"{row.open:,}", None, row.open),
        PartRow("win-rate", rate, None, row.decided),
        PartRow("average-won", _whole(row.average_won), _whole(row.median_won), row.valued),
        PartRow(
            "cycle-days", _days(row.average_cycle_days), _days(row.median_cycle_days), row.timed
        ),
    ]
    columns = (
        Column("part", "status", 9, heading="velocity_part"),
        Column("value", "message", 9, heading="part_value"),
        Column("median", "message", 9),
        Column("n", "count", 9, heading="rests_on"),
    )
    return Table("velocity", as_of, rows, columns)


def _whole(value: float | None) -> str | None:
    return None if value is None else f"{round(value):,}"


def _days(value: float | None) -> str | None:
    return None if value is None else f"{value:,.1f}".removesuffix(".0")


def _evidence(facts: Sequence[VelocityFact]) -> dict[str, Sequence[str]]:
    return {
        kind: tuple(fact.ref for fact in facts if fact.result == result)
        for kind, result in (("open", None), ("won", "won"), ("lost", "lost"))
    }


FACTS = FactSource("velocity", gather, NoOptions)
REPORT = Report("velocity", FACTS, tabulate, Options, groupings=choices.VELOCITY)
