"""What runs at the account, against whom, and what do they not have yet?"""

from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import open_deals
from crmcli.domain.deals.promises import open_step
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.whitespace import cells
from crmcli.domain.table import Column


class BriefDeal(NamedTuple):
    """An open deal, its next promise, against whom we stand and what we have that they have not."""

    deal: str
    name: str | None
    stage: str | None
    amount: Money | None
    close: date | None
    next: date | None
    what: str | None
    competitors: tuple[str, ...]
    differentiators: tuple[str, ...]


class BriefProduct(NamedTuple):
    """A product they do not have: gap, lost or not-eligible, as `crm whitespace` tells it."""

    product: str
    state: str
    list_price: Money | None


DEALS = (
    Column("deal", "id", 9),
    Column("name", "text", 5),
    Column("stage", "label", 9),
    Column("amount", "money", 8),
    Column("close", "date", 6),
    Column("next", "date", 7),
    Column("what", "text", 8),
)
RIVALS = (
    Column("deal", "id", 9),
    Column("competitors", "list", 9),
    Column("differentiators", "list", 9),
)
WHITESPACE = (
    Column("product", "label", 9),
    Column("state", "status", 9),
    Column("list_price", "money", 7),
)


def deals(account: Account, policy: Policy, as_of: date) -> list[BriefDeal]:
    """The open ones, in the order of the file."""
    rows = []
    for name, deal, now, _ in open_deals(account, policy, as_of):
        step = open_step(name, deal, account.log, as_of, policy.holiday_dates)
        rows.append(
            BriefDeal(
                name,
                deal.name,
                now.stage,
                now.amount,
                now.close,
                step.date if step else None,
                step.what if step else None,
                deal.competitors,
                deal.differentiators,
            )
        )
    return rows


def whitespace(account: Account, policy: Policy, as_of: date) -> list[BriefProduct]:
    """Products they neither own nor have an open deal about."""
    return [
        BriefProduct(cell.product, cell.state, policy.products[cell.product].list_price)
        for cell in cells(account, policy, as_of)
        if cell.state not in ("owned", "pipeline")
    ]
