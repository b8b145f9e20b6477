"""Which open deals has nobody moved for too long?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Table
from crmcli.reports.deal_facts import DealFact, gather_deals, group_labels, team_labels
from crmcli.reports.evidence import NOTHING, Evidence, Explained, evidence, touches_on
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


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


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[RottenRow]]:
    """The account's rotten deals."""
    return [
        Explained(
            RottenRow(
                fact.account,
                fact.name,
                fact.deal,
                fact.stage,
                (as_of - fact.moved).days,
                fact.amount,
                fact.owner,
            ),
            _behind(fact, account, fact.moved) if options.explain else NOTHING,
        )
        for fact in gather_deals(account, policy, as_of)
        if fact.rotten and fact.moved is not None
    ]


def _behind(fact: DealFact, account: Account, day: date) -> Evidence:
    """The deal, and what was written on the day it last moved: a stage, an amount, a close date, a
    two-way touch.
    """
    deal = account.deals[fact.deal]
    changes = (
        [("stages", each.date) for each in deal.stages]
        + [("amount", each.date) for each in deal.amount]
        + [("close", each.date) for each in deal.close]
    )
    moved = [f"deals.{fact.deal}.{key}.{day}" for key, changed in changes if changed == day]
    return {"deal": (fact.ref,), "idle": (*moved, *touches_on(account, day, deal=fact.deal))}


def tabulate(
    facts: Sequence[Explained[RottenRow]], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per rotten deal, the most valuable first."""
    facts = sorted(
        facts,
        key=lambda fact: (
            -(fact.row.amount or 0),
            -(fact.row.idle or 0),
            fact.row.account,
            fact.row.deal,
        ),
    )
    return Table(
        report="pipeline",
        as_of=as_of,
        rows=[fact.row for fact in facts],
        columns=COLUMNS,
        labels={"stage": group_labels("stage", policy), "owner": team_labels(policy, as_of)},
        evidence=evidence(facts, options),
        named_by=("account", "deal"),
        currency=policy.currency,
    )


FACTS = FactSource("rotten", gather, ExplainOptions)
REPORT = Report("rotten", FACTS, tabulate, ExplainOptions)
