"""What is open, where does it stand, and what is it worth?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import median
from crmcli.domain.table import Column, Table
from crmcli.reports import choices, turning_days
from crmcli.reports.deal_facts import (
    GROUPS,
    DealFact,
    gather_deals,
    group_labels,
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
    explain: bool = False


class PipelineRow(NamedTuple):
    """The open deals of one stage.

    `weighted` is the sum of amount times probability; `unvalued` deals have no amount and are not
    summed.
    """

    stage: str | None
    deals: int
    amount: Money
    weighted: Money
    median_days: float | None
    rotten: int
    parked: int
    overdue: int
    blind: int
    unvalued: int


class GroupRow(NamedTuple):
    """The open deals of one group; fields as in PipelineRow."""

    group: str | None
    deals: int
    amount: Money
    weighted: Money
    median_days: float | None
    rotten: int
    parked: int
    overdue: int
    blind: int
    unvalued: int


COLUMNS = (
    Column("deals", "count", 9),
    Column("amount", "money", 9),
    Column("weighted", "money", 8),
    Column("median_days", "days", 6),
    Column("rotten", "count", 7),
    Column("parked", "count", 4),
    Column("overdue", "count", 7),
    Column("blind", "count", 5),
)


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[DealFact]:
    """The account's open deals."""
    return [fact for fact in gather_deals(account, policy, as_of) if fact.result is None]


def tabulate(facts: Sequence[DealFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per stage in the order of the process, or per group."""
    by = options.by or "stage"
    groups = grouped(facts, lambda fact: GROUPS[by](fact, policy))
    if by == "stage":
        names = [
            *policy.stages,
            *sorted((name for name in groups if name not in policy.stages), key=last),
        ]
    else:
        names = sorted(
            groups, key=lambda name: (-sums(fact.amount for fact in groups[name]), last(name))
        )
    make = PipelineRow if by == "stage" else GroupRow
    field = make._fields[0]
    total = _row(None, facts, as_of)
    return Table(
        report="pipeline",
        as_of=as_of,
        rows=[make(*_row(name, groups.get(name, []), as_of)) for name in names],
        columns=(Column(field, "label", 9, heading=by), *COLUMNS),
        totals=make(*total),
        labels={field: group_labels(by, policy, as_of)},
        notes=without_amount(fact.amount for fact in facts),
        evidence=[_evidence(groups.get(name, [])) for name in names] if options.explain else (),
        currency=policy.currency,
    )


def _row(
    name: str | None, facts: Sequence[DealFact], as_of: date
) -> tuple[str | None, int, Money, Money, float | None, int, int, int, int, int]:
    return (
        name,
        len(facts),
        sums(fact.amount for fact in facts),
        sums(fact.weighted for fact in facts),
        median([(as_of - fact.entered).days for fact in facts if fact.entered is not None]),
        sum(fact.rotten for fact in facts),
        sum(fact.parked for fact in facts),
        sum(fact.overdue for fact in facts),
        sum(fact.blind for fact in facts),
        sum(fact.amount is None for fact in facts),
    )


def _evidence(facts: Sequence[DealFact]) -> dict[str, Sequence[str]]:
    flags = {
        flag: refs(fact for fact in facts if getattr(fact, flag))
        for flag in ("rotten", "parked", "overdue", "blind")
    }
    return {"deals": refs(facts), **flags}


FACTS = FactSource("pipeline", gather, NoOptions, turns=turning_days.of_pipeline)
REPORT = Report("pipeline", FACTS, tabulate, Options, groupings=choices.PIPELINE)
