"""Why did deals not end in a sale?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import median, share
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


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    since: date | None = None
    until: date | None = None
    explain: bool = False


class LossRow(NamedTuple):
    """The deals lost or fizzled out for one reason.

    `share` is of all of them, `verified` the part the buyer confirmed, both 0..1.
    """

    reason: str | None
    deals: int
    share: float | None
    amount: Money
    median_days: float | None
    last_stage: str | None
    verified: float | None


class LossGroupRow(NamedTuple):
    """The same by another grouping; `reason` is the group's most frequent one."""

    group: str | None
    deals: int
    share: float | None
    amount: Money
    median_days: float | None
    last_stage: str | None
    verified: float | None
    reason: str | None


COLUMNS = (
    Column("deals", "count", 9),
    Column("share", "bar", 9),
    Column("amount", "money", 7),
    Column("median_days", "days", 5, heading="days_open"),
    Column("last_stage", "label", 6),
    Column("verified", "share", 5),
)


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[DealFact]:
    """The account's deals that ended without a sale, the invalid ones too."""
    return [
        fact
        for fact in gather_deals(account, policy, as_of)
        if fact.result in ("lost", "no_decision", "invalid")
    ]


def tabulate(facts: Sequence[DealFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per reason, the most frequent first; deals whose reason nobody wrote are a row of their
    own.
    """
    window = [
        fact
        for fact in facts
        if fact.closed
        and (options.since is None or fact.closed >= options.since)
        and (options.until is None or fact.closed <= options.until)
    ]
    counted = [fact for fact in window if fact.result != "invalid"]
    invalid = len(window) - len(counted)
    by = options.by or "reason"
    groups = grouped(counted, lambda fact: GROUPS[by](fact, policy))
    names = sorted(
        groups, key=lambda name: last(name) if by == "month" else (-len(groups[name]), *last(name))
    )
    field = "reason" if by == "reason" else "group"
    rows = [_row(name, groups[name], len(counted), by) for name in names]
    stages = group_labels("stage", policy)
    more = (Column("reason", "label", 7),) if by != "reason" else ()
    return Table(
        report="losses",
        as_of=as_of,
        rows=rows,
        columns=(Column(field, "label", 9, heading=by), *COLUMNS, *more),
        totals=_row(None, counted, len(counted), by),
        labels={
            "last_stage": stages,
            "reason": group_labels("reason", policy),
            field: group_labels(by, policy, as_of),
        },
        notes=(
            *without_amount(fact.amount for fact in counted),
            *_notes(invalid, sum(fact.agreed for fact in counted)),
            *negative_intervals(backwards(fact.cycle for fact in counted)),
        ),
        evidence=[_evidence(groups[name]) for name in names] if options.explain else (),
        currency=policy.currency,
    )


def _notes(invalid: int, agreed: int) -> tuple[Message, ...]:
    """What the rows do not say: deals that never were any, and those that had been agreed by
    word.
    """
    return (
        *((Message("note-losses-invalid", (invalid,)),) if invalid else ()),
        *((Message("note-losses-agreed", (agreed,)),) if agreed else ()),
    )


def _row(
    name: str | None, facts: Sequence[DealFact], whole: int, by: str
) -> LossRow | LossGroupRow:
    figures = (
        name,
        len(facts),
        share(len(facts), whole),
        sums(fact.amount for fact in facts),
        median(forwards(fact.cycle for fact in facts)),
        _most(fact.stage for fact in facts),
        share(sum(fact.verified for fact in facts), len(facts)),
    )
    return (
        LossRow(*figures)
        if by == "reason"
        else LossGroupRow(*figures, _most(fact.reason for fact in facts))
    )


def _most(values: Iterable[str | None]) -> str | None:
    """The most frequent value; of several, the first by name."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _evidence(facts: Sequence[DealFact]) -> dict[str, Sequence[str]]:
    return {
        "deals": refs(facts),
        "verified": refs(fact for fact in facts if fact.verified),
        "unvalued": refs(fact for fact in facts if fact.amount is None),
    }


FACTS = FactSource("losses", gather, NoOptions, turns=turning_days.of_pipeline)
REPORT = Report("losses", FACTS, tabulate, Options, groupings=choices.LOSSES)
