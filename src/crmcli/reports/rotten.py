"""Which open deals has nobody moved for too long?"""

from collections.abc import Sequence
from datetime import date

from crmcli.domain.policy import Policy
from crmcli.domain.table import Column, Table
from crmcli.reports.ask import Ask
from crmcli.reports.deal_facts import DealFact, group_labels, team_labels
from crmcli.reports.pipeline import gather

__all__ = ["gather", "tabulate"]

COLUMNS = (
    Column("account", "id", 9),
    Column("deal", "id", 9),
    Column("stage", "label", 7),
    Column("idle", "late", 9),
    Column("amount", "money", 6),
    Column("owner", "label", 8),
)


def tabulate(facts: Sequence[DealFact], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per rotten deal, the most valuable first."""
    rows = [fact for fact in facts if fact.rotten]
    rows.sort(key=lambda fact: (-(fact.amount or 0), -(fact.idle or 0), fact.ref))
    return Table(
        report="pipeline",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        labels={"stage": group_labels("stage", policy), "owner": team_labels(policy)},
        currency=policy.currency,
    )
