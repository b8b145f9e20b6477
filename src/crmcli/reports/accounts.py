"""Which accounts are in the book?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals import state
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account, Money
from crmcli.domain.table import Column, Table
from crmcli.domain.touches import last_touches
from crmcli.reports.ask import Ask
from crmcli.reports.deal_facts import sums, team_labels


class AccountRow(NamedTuple):
    """One account. `last_touch` is the last two-way one; amounts are of open deals, in the book's currency."""

    account: str
    name: str
    segment: str | None
    status: str
    owner: str | None
    contacts: int
    open_deals: int
    open_amount: Money
    last_touch: date | None
    aliases: tuple[str, ...]
    tags: tuple[str, ...]


COLUMNS = (
    Column("account", "id", 8),
    Column("name", "text", 9),
    Column("segment", "text", 4),
    Column("status", "status", 8),
    Column("owner", "label", 7),
    Column("contacts", "count", 4),
    Column("open_deals", "count", 6),
    Column("open_amount", "money", 6),
    Column("last_touch", "date", 6),
)


def gather(account: Account, policy: Policy, as_of: date, _: Ask) -> list[AccountRow]:
    """The account's line."""
    states = [state(deal, policy, as_of, None) for name, deal in account.deals.items()]
    still_open = [now for now in states if now is not None and now.is_open]
    return [
        AccountRow(
            account=account.id,
            name=account.name,
            segment=account.segment,
            status=account.status,
            owner=account.owner,
            contacts=len(account.contacts),
            open_deals=len(still_open),
            open_amount=sums(now.amount for now in still_open),
            last_touch=last_touches(account, as_of).account,
            aliases=account.aliases,
            tags=account.tags,
        )
    ]


def tabulate(facts: Sequence[AccountRow], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per account, by id."""
    return Table(
        report="list",
        as_of=as_of,
        rows=sorted(facts, key=lambda row: row.account),
        columns=COLUMNS,
        totals={"accounts": len(facts), "open_deals": sum(row.open_deals for row in facts), "open_amount": sums(row.open_amount for row in facts)},
        labels={"owner": team_labels(policy)},
        currency=policy.currency,
    )
