"""Which deals have run ahead of what we know of the account?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import needed_coverage, open_deals, stage_order
from crmcli.domain.people.coverage import UNKNOWN, Slot, slots
from crmcli.domain.people.coverage_figures import measure, named_percent
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import percent, share
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import group_labels, sums, team_labels, without_amount
from crmcli.reports.options import ExplainOptions, NoOptions
from crmcli.reports.report import FactSource, Report


class BlindRow(NamedTuple):
    """One open deal.

    `named_share` of the account is 0..1, `needed` in whole percents; `missing` are roles nobody is
    known to hold, the weightiest first.
    """

    account: str
    name: str
    deal: str
    stage: str | None
    named_share: float | None
    needed: Money
    missing: tuple[str, ...]
    amount: Money | None
    owner: str | None


class Gated(NamedTuple):
    """An open deal in or past a stage that asks for coverage; its row if the account is not known
    well enough.
    """

    owner: str | None
    row: BlindRow | None


COLUMNS = (
    Column("account", "id", 4),
    Column("name", "text", 9),
    Column("deal", "id", 8),
    Column("stage", "label", 7),
    Column("named_share", "share", 9, heading="named"),
    Column("needed", "count", 9, heading="needed_percent"),
    Column("missing", "list", 9, heading="unknown_roles"),
    Column("amount", "money", 5),
    Column("owner", "label", 6),
)


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[Gated]:
    """The account's open deals that need coverage."""
    facts = []
    found: list[Slot] | None = None
    for key, _deal, now, owner in open_deals(account, policy, as_of):
        needed = needed_coverage(now.stage, policy)
        if needed is None:
            continue
        found = slots(account, policy, as_of) if found is None else found
        figures = measure(found)
        row = (
            BlindRow(
                account.id,
                account.name,
                key,
                now.stage,
                share(figures.named, figures.weight),
                needed,
                missing(found),
                now.amount,
                owner,
            )
            if named_percent(figures) < needed
            else None
        )
        facts.append(Gated(owner, row))
    return facts


def missing(found: Sequence[Slot]) -> tuple[str, ...]:
    """The roles nobody holds, the weightiest first."""
    unknown = [slot for slot in found if slot.waived is None and slot.rung == UNKNOWN]
    return tuple(slot.role for slot in sorted(unknown, key=lambda slot: -slot.spec.weight))


def tabulate(facts: Sequence[Gated], policy: Policy, as_of: date, options: ExplainOptions) -> Table:
    """A row per blind deal: the furthest in the process first, the least known account before the
    others.
    """
    order = stage_order(policy)
    rows = [fact.row for fact in facts if fact.row is not None]
    rows.sort(
        key=lambda row: (
            -order.get(row.stage or "", -1),
            row.named_share or 0.0,
            row.account,
            row.deal,
        )
    )
    part = share(len(rows), len(facts))
    return Table(
        report="blind",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={
            "blind": len(rows),
            "deals": len(facts),
            "amount": sums(row.amount for row in rows),
        },
        labels={
            "stage": group_labels("stage", policy),
            "owner": team_labels(policy, as_of),
            "missing": group_labels("role", policy),
        },
        notes=(
            *without_amount(row.amount for row in rows),
            Message(
                "note-blind-deals",
                (
                    len(rows),
                    len(facts),
                    Message("common-n-a") if part is None else f"{percent(part)}%",
                ),
            ),
        ),
        evidence=[{"missing": tuple(f"roles.{role}" for role in row.missing)} for row in rows]
        if options.explain
        else (),
        named_by=("account", "deal"),
        currency=policy.currency,
    )


FACTS = FactSource("blind", gather, NoOptions)
REPORT = Report("blind", FACTS, tabulate, ExplainOptions)
