"""What do customers own, and what of it has to be replaced or bought again soon?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.promises import is_going
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.evidence import NOTHING, Explained, evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    days: int = 0
    all_: bool = False
    explain: bool = False


class AssetRow(NamedTuple):
    """What one customer owns of one product.

    `replace` is the day it falls due, if it has one, `days_late` negative before it; `deal` an open
    one about the product; `unit` the site it stands at.
    """

    account: str
    name: str
    product: str
    qty: Money
    since: date | None
    replace: date | None
    days_late: int | None
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

OWNED = (
    Column("name", "text", 9),
    Column("product", "label", 9),
    Column("qty", "number", 9),
    Column("since", "date", 9, heading="owned_since"),
    Column("unit", "text", 9),
    Column("bought_from", "text", 9),
    Column("replace", "date", 8),
    Column("days_late", "late", 5),
    Column("account", "id", 2),
    Column("deal", "id", 3),
    Column("owner", "label", 4),
)

ORIGINS = (
    Column("name", "text", 9),
    Column("product", "label", 9),
    Column("unit", "text", 9),
    Column("bought_from", "text", 9),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[AssetRow]]:
    """What the account owns."""
    found = []
    for product, asset in account.assets.items():
        if asset.since is None or asset.since <= as_of:
            deal = _open_deal(account, product, as_of)
            late = (as_of - asset.replace).days if asset.replace else None
            row = AssetRow(
                account.id,
                account.name,
                product,
                asset.qty,
                asset.since,
                asset.replace,
                late,
                deal,
                account.owner,
                asset.bought_from,
                asset.unit,
            )
            behind = {
                "replace": (f"{account.id}/assets.{product}.replace",) if asset.replace else (),
                "deal": (f"{account.id}/{deal}",) if deal else (),
            }
            found.append(Explained(row, behind if options.explain else NOTHING))
    return found


def _open_deal(account: Account, product: str, as_of: date) -> str | None:
    """The first open deal about the product: somebody is at it already."""
    return next(
        (
            name
            for name, deal in account.deals.items()
            if product in deal.products and is_going(deal, as_of)
        ),
        None,
    )


def tabulate(
    facts: Sequence[Explained[AssetRow]], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per account and product that has a day, by that day; with --all every one, those
    without a day last. With --within only what falls due in so many days, or has.
    """
    kept = [
        fact
        for fact in facts
        if options.all_
        or (
            fact.row.days_late is not None
            and (options.days == 0 or fact.row.days_late >= -options.days)
        )
    ]
    kept.sort(key=lambda fact: (fact.row.replace or date.max, fact.row.account, fact.row.product))
    rows = [fact.row for fact in kept]
    due = [row for row in rows if row.days_late is not None]
    late = sum(row.days_late > 0 for row in due if row.days_late is not None)
    idle = sum(row.deal is None for row in due)
    told = [] if options.all_ else [row for row in rows if row.unit or row.bought_from]
    labels = {"product": group_labels("product", policy), "owner": team_labels(policy, as_of)}
    return Table(
        report="assets",
        as_of=as_of,
        rows=rows,
        columns=_owned(rows) if options.all_ else COLUMNS,
        totals={"assets": len(rows), "overdue": late, "without_deal": idle},
        labels=labels,
        notes=(
            *(
                (Message("note-assets-owned", (len(rows), len({row.account for row in rows}))),)
                if options.all_ and rows
                else ()
            ),
            *((Message("note-assets-due", (len(due), late, idle)),) if due else ()),
        ),
        sections=(
            Table("assets", as_of, told, ORIGINS, labels=labels, title=Message("title-origins")),
        )
        if told
        else (),
        evidence=evidence(kept, options),
        named_by=("account", "product"),
    )


def _owned(rows: Sequence[AssetRow]) -> tuple[Column, ...]:
    """The columns of everything they own; site and seller where the book tells any."""
    silent = {
        name for name in ("unit", "bought_from") if not any(getattr(row, name) for row in rows)
    }
    return tuple(column for column in OWNED if column.field not in silent)


FACTS = FactSource("assets", gather, ExplainOptions)
REPORT = Report("assets", FACTS, tabulate, Options)
