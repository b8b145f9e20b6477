"""What do customers own that has to be replaced or bought again soon?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals import state
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account, Money
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.ask import Ask
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.explained import NOTHING, Explained, evidence

VARIES = ("explain",)


class AssetRow(NamedTuple):
    """What one customer owns of one product. `replace` is the day it falls due, `days_late` negative before it; `deal` an open one about the product; `unit` the site it stands at."""

    account: str
    name: str
    product: str
    qty: Money
    since: date | None
    replace: date
    days_late: int
    deal: str | None
    owner: str | None
    bought_from: str | None
    unit: str | None


COLUMNS = (
    Column("replace", "date", 9),
    Column("days_late", "late", 9),
    Column("account", "id", 3),
    Column("name", "text", 9),
    Column("product", "label", 9),
    Column("qty", "number", 9),
    Column("since", "date", 4, heading="owned_since"),
    Column("deal", "id", 6),
    Column("owner", "label", 7),
)

ORIGINS = (Column("name", "text", 9), Column("product", "label", 9), Column("unit", "text", 9), Column("bought_from", "text", 9))


def gather(account: Account, policy: Policy, as_of: date, ask: Ask) -> list[Explained[AssetRow]]:
    """What the account owns that has a day to be replaced."""
    found = []
    for product, asset in account.assets.items():
        if asset.replace is not None and (asset.since is None or asset.since <= as_of):
            deal = _open_deal(account, product, policy, as_of)
            row = AssetRow(account.id, account.name, product, asset.qty, asset.since, asset.replace, (as_of - asset.replace).days, deal, account.owner, asset.bought_from, asset.unit)
            behind = {"replace": (f"{account.id}/assets.{product}.replace",), "deal": (f"{account.id}/{deal}",) if deal else ()}
            found.append(Explained(row, behind if ask.explain else NOTHING))
    return found


def _open_deal(account: Account, product: str, policy: Policy, as_of: date) -> str | None:
    """The first open deal about the product: somebody is at it already."""
    for name, deal in account.deals.items():
        if product in deal.products and (now := state(deal, policy, as_of, None)) is not None and now.is_open:
            return name
    return None


def tabulate(facts: Sequence[Explained[AssetRow]], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per account and product, by the day it falls due. With --within only what falls due in so many days, or has."""
    kept = [fact for fact in facts if ask.days == 0 or fact.row.days_late >= -ask.days]
    kept.sort(key=lambda fact: (fact.row.replace, fact.row.account, fact.row.product))
    rows = [fact.row for fact in kept]
    late = sum(row.days_late > 0 for row in rows)
    idle = sum(row.deal is None for row in rows)
    told = [row for row in rows if row.unit or row.bought_from]
    labels = {"product": group_labels("product", policy), "owner": team_labels(policy)}
    return Table(
        report="assets",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={"assets": len(rows), "overdue": late, "without_deal": idle},
        labels=labels,
        notes=(Message("assets-due", (len(rows), late, idle)),) if rows else (),
        sections=(Table("assets", as_of, told, ORIGINS, labels=labels, title=Message("title-origins")),) if told else (),
        evidence=evidence(kept, ask),
        named_by=("account", "product"),
    )
