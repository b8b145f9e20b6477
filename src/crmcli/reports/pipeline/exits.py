"""What does each open deal still lack before it may leave its stage?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals import qualification
from crmcli.domain.deals.deals import open_deals, stage_order
from crmcli.domain.deals.discounts import unapproved_discounts
from crmcli.domain.deals.exits import missing_exits
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Table
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.evidence import NOTHING, Evidence, Explained, evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report

# Where each exit criterion is written, but for those that `places` knows better.
PLACES = {
    "source": ("deals.{0}.source", "source"),
    "problems": ("research.problems",),
    "decision_maker": ("research.decision_maker", "deals.{0}.people"),
    "annual_revenue": ("research.annual_revenue",),
    "two_way_touch": ("log",),
    "proposal": ("log",),
    "next": ("deals.{0}.next",),
}


class ExitRow(NamedTuple):
    """One open deal and the exit criteria of its stage that it does not meet."""

    account: str
    deal: str
    stage: str | None
    missing: tuple[str, ...]
    amount: Money | None
    owner: str | None


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[ExitRow]]:
    """The account's open deals that lack something."""
    facts = []
    for name, deal, now, owner in open_deals(account, policy, as_of):
        missing = missing_exits(account, name, deal, now.stage, policy, as_of)
        if missing:
            row = ExitRow(account.id, name, now.stage, missing, now.amount, owner)
            behind: Evidence = (
                {need: places(need, name, deal, policy, as_of) for need in missing}
                if options.explain
                else NOTHING
            )
            facts.append(Explained(row, behind))
    return facts


def places(need: str, name: str, deal: Deal, policy: Policy, as_of: date) -> tuple[str, ...]:
    """Where would the missing criterion be written?

    A custom field has its place with the deal or the account.
    """
    if qualification.is_gate(need):
        lacking = qualification.lacking(deal, policy, as_of)
        return tuple(qualification.place(name, deal, policy, each) for each in lacking)
    if need == "discount_ok":
        found = [each.product for each in unapproved_discounts(deal, policy, as_of)]
        products = deal.products if None in found else [each for each in found if each is not None]
        return tuple(f"deals.{name}.products.{product}.approved_by" for product in products)
    return tuple(
        place.format(name)
        for place in PLACES.get(need, (f"deals.{{0}}.custom.{need}", f"custom.{need}"))
    )


def tabulate(
    facts: Sequence[Explained[ExitRow]], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per deal, the furthest in the process first."""
    order = stage_order(policy)
    facts = sorted(
        facts,
        key=lambda fact: (
            -order.get(fact.row.stage or "", -1),
            -(fact.row.amount or 0),
            fact.row.account,
            fact.row.deal,
        ),
    )
    return Table(
        report="pipeline",
        as_of=as_of,
        rows=[fact.row for fact in facts],
        columns=(
            Column("account", "id", 9),
            Column("deal", "id", 9),
            Column("stage", "label", 8),
            Column("missing", "status", 9),
            Column("amount", "money", 4),
            Column("owner", "label", 6),
        ),
        labels={"stage": group_labels("stage", policy), "owner": team_labels(policy, as_of)},
        evidence=evidence(facts, options),
        named_by=("account", "deal"),
        currency=policy.currency,
    )


FACTS = FactSource("exits", gather, ExplainOptions)
REPORT = Report("exits", FACTS, tabulate, ExplainOptions)
