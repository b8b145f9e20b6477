"""Which open deals has nobody moved for too long?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.policy import Policy
from crmcli.domain.records import Money
from crmcli.domain.table import Column, Table
from crmcli.reports.ask import Ask
from crmcli.reports.deal_facts import DealFact, group_labels, team_labels
from crmcli.reports.pipeline import gather


class RottenRow(NamedTuple):
    """One open deal idle for longer than its stage allows; `idle` in days."""

    account: str
    name: str
    deal: str
    stage: str | None
    idle: int | None
    amount: Money | None
    owner: str | None


COLUMNS = (
    Column("account", "id", 9),
    Column("deal", "id", 9),
    Column("stage", "label", 7),
    Column("idle", "days", 9),
    Column("amount", "money", 6),
    Column("owner", "label", 8),
)


def tabulate(facts: Sequence[DealFact], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per rotten deal, the most valuable first."""
    rows = [RottenRow(fact.account, fact.name, fact.deal, fact.stage, fact.idle, fact.amount, fact.owner) for fact in facts if fact.rotten]
    rows.sort(key=lambda row: (-(row.amount or 0), -(row.idle or 0), row.account, row.deal))
    return Table(
        report="pipeline",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        labels={"stage": group_labels("stage", policy), "owner": team_labels(policy)},
        currency=policy.currency,
    )


__all__ = ["gather", "tabulate"]
