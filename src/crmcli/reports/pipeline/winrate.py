"""How often do we win, how big, and how fast?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.qualification import framework, only_bant
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import bounds, mean, sample, share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.intervals import backwards, forwards
from crmcli.reports import choices, turning_days
from crmcli.reports.deal_facts import (
    GROUPS,
    DealFact,
    gather_deals,
    group_labels,
    negative_intervals,
    refs,
    sums,
    without_amount,
)
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report

IN_ORDER = ("bant", "quarter", "month")


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    since: date | None = None
    until: date | None = None
    explain: bool = False


class WinRateRow(NamedTuple):
    """One group.

    narrow = won / (won + lost), broad counts no_decision too; low and high are narrow's 95 %
    interval; all 0..1. cohort = won / created, with open ones counted in; None by month or quarter,
    where deals stand by their outcome.

    Averages are over won deals: amounts in the book's currency, cycles in days from the first stage
    to the outcome.
    """

    group: str | None
    won: int
    lost: int
    no_decision: int
    open: int | None
    narrow: float | None
    broad: float | None
    low: float | None
    high: float | None
    average_won: float | None
    average_cycle_days: float | None
    won_amount: Money
    cohort: float | None


COLUMNS = (
    Column("won", "count", 9),
    Column("lost", "count", 9),
    Column("no_decision", "count", 5),
    Column("open", "count", 6),
    Column("narrow", "rate", 9),
    Column("broad", "rate", 4),
    Column("cohort", "share", 2),
    Column("average_won", "money", 5),
    Column("average_cycle_days", "number", 6),
    Column("won_amount", "money", 7),
)


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[DealFact]:
    """The account's deals, but for the invalid ones."""
    return [fact for fact in gather_deals(account, policy, as_of) if fact.result != "invalid"]


def tabulate(facts: Sequence[DealFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per group, the highest won amount first; months, quarters and scores in their own
    order. Windows are by outcome date.
    """
    window = [
        fact
        for fact in facts
        if not fact.closed
        or (
            (options.since is None or fact.closed >= options.since)
            and (options.until is None or fact.closed <= options.until)
        )
    ]
    by = options.by
    groups = grouped(window, lambda fact: GROUPS[by](fact, policy)) if by else {}
    parts = (
        [(name, groups[name]) for name in _in_order(groups, by, policy)] if by else [(None, window)]
    )
    timed = by in ("quarter", "month")
    rows = [_row(name, found, timed=timed) for name, found in parts]
    total = _row(None, window, timed=timed)
    return Table(
        report="winrate",
        as_of=as_of,
        rows=rows,
        columns=(
            *(
                (Column("group", "status" if by == "sourced_by" else "label", 9, heading=by),)
                if by
                else ()
            ),
            *COLUMNS,
        ),
        totals=total,
        labels={"group": group_labels(by, policy, as_of)} if by else {},
        notes=(
            *without_amount(fact.amount for fact in window if fact.result == "won"),
            *negative_intervals(backwards(fact.cycle for fact in window if fact.result == "won")),
        ),
        evidence=[_evidence(found) for _, found in parts] if options.explain else (),
        currency=policy.currency,
        samples={
            "narrow": [sample(row.won, row.won + row.lost) for row in (*rows, total)],
            "broad": [
                sample(row.won, row.won + row.lost + row.no_decision) for row in (*rows, total)
            ],
        },
        min_sample=policy.min_sample,
    )


def _in_order(
    groups: Mapping[str | None, Sequence[DealFact]], by: str, policy: Policy
) -> list[str | None]:
    """The names of the groups: those that have an order of their own in it, scores of the book's
    own framework before others; the others by what they brought.
    """
    if by in IN_ORDER:
        return sorted(groups, key=last)
    if by == "met":
        own = framework(policy).name
        first = {name: facts[0] for name, facts in groups.items()}
        return sorted(
            groups,
            key=lambda name: (first[name].asked != own, first[name].asked, first[name].met),
        )
    return sorted(
        groups,
        key=lambda name: (
            -sums(fact.amount for fact in groups[name] if fact.result == "won"),
            *last(name),
        ),
    )


def _row(name: str | None, facts: Sequence[DealFact], *, timed: bool) -> WinRateRow:
    won = [fact for fact in facts if fact.result == "won"]
    lost = sum(fact.result == "lost" for fact in facts)
    fizzled = sum(fact.result == "no_decision" for fact in facts)
    amounts = [fact.amount for fact in won if fact.amount is not None]
    low, high = bounds(len(won), len(won) + lost)
    return WinRateRow(
        group=name,
        won=len(won),
        lost=lost,
        no_decision=fizzled,
        open=None if timed else sum(fact.result is None for fact in facts),
        narrow=share(len(won), len(won) + lost),
        broad=share(len(won), len(won) + lost + fizzled),
        low=low,
        high=high,
        average_won=float(sums(amounts)) / len(amounts) if amounts else None,
        average_cycle_days=mean(forwards(fact.cycle for fact in won)),
        won_amount=sums(amounts),
        cohort=None if timed else share(len(won), len(facts)),
    )


def _evidence(facts: Sequence[DealFact]) -> dict[str, Sequence[str]]:
    return {
        "won": refs(fact for fact in facts if fact.result == "won"),
        "lost": refs(fact for fact in facts if fact.result == "lost"),
        "no_decision": refs(fact for fact in facts if fact.result == "no_decision"),
        "open": refs(fact for fact in facts if fact.result is None),
        "unvalued": refs(fact for fact in facts if fact.result == "won" and fact.amount is None),
    }


def _check(policy: Policy, as_of: date, options: Options) -> None:
    """Raises CrmError for scores of BANT in a book of another framework."""
    if options.by == "bant":
        only_bant(policy, Message("hint-by-met"))


FACTS = FactSource("winrate", gather, NoOptions, turns=turning_days.of_pipeline)
REPORT = Report("winrate", FACTS, tabulate, Options, groupings=choices.WINRATE, check=_check)
