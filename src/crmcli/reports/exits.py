"""What does each open deal still lack before it may leave its stage?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals import stage_order, state
from crmcli.domain.exits import missing_exits
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account, Money
from crmcli.domain.table import Column, Table
from crmcli.domain.touches import last_touches
from crmcli.reports.ask import Ask
from crmcli.reports.deal_facts import group_labels, team_labels


class ExitRow(NamedTuple):
    """One open deal and the exit criteria of its stage that it does not meet."""

    account: str
    deal: str
    stage: str | None
    missing: tuple[str, ...]
    amount: Money | None
    owner: str | None


def gather(account: Account, policy: Policy, as_of: date, _: Ask) -> list[ExitRow]:
    """The account's open deals that lack something."""
    touches = last_touches(account, as_of)
    rows = []
    for name, deal in account.deals.items():
        now = state(deal, policy, as_of, touches.deals.get(name))
        if now is not None and now.is_open:
            missing = missing_exits(account, name, deal, now.stage, policy, as_of)
            if missing:
                rows.append(ExitRow(account.id, name, now.stage, missing, now.amount, deal.owner or account.owner))
    return rows


def tabulate(facts: Sequence[ExitRow], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per deal, the furthest in the process first."""
    order = stage_order(policy)
    return Table(
        report="pipeline",
        as_of=as_of,
        rows=sorted(facts, key=lambda row: (-order.get(row.stage or "", -1), -(row.amount or 0), row.account, row.deal)),
        columns=(
            Column("account", "id", 9),
            Column("deal", "id", 9),
            Column("stage", "label", 8),
            Column("missing", "status", 9),
            Column("amount", "money", 4),
            Column("owner", "label", 6),
        ),
        labels={"stage": group_labels("stage", policy), "owner": team_labels(policy)},
        currency=policy.currency,
    )
