"""Which accounts are in the book?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import DealState, open_deals
from crmcli.domain.people.touches import last_touches
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Table
from crmcli.reports import turning_days
from crmcli.reports.deal_facts import sums, team_labels, without_amount
from crmcli.reports.evidence import NOTHING, Evidence, Explained, evidence, touches_on
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class AccountRow(NamedTuple):
    """One account.

    `last_touch` is the last two-way one; amounts are of open deals, in the book's currency, and
    `unvalued` of those have none.
    """

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
    unvalued: int = 0


COLUMNS = (
    Column("account", "id", 8),
    Column("name", "text", 9),
    Column("segment", "text", 4),
    Column("status", "status", 8),
    Column("owner", "label", 8),
    Column("contacts", "count", 4),
    Column("open_deals", "count", 8),
    Column("open_amount", "money", 8),
    Column("last_touch", "date", 8),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[AccountRow]]:
    """The account's line."""
    still_open = {each.key: each.now for each in open_deals(account, policy, as_of)}
    row = AccountRow(
        account=account.id,
        name=account.name,
        segment=account.segment,
        status=account.status,
        owner=account.owner,
        contacts=len(account.contacts),
        open_deals=len(still_open),
        open_amount=sums(now.amount for now in still_open.values()),
        last_touch=last_touches(account, as_of).account,
        aliases=account.aliases,
        tags=account.tags,
        unvalued=sum(now.amount is None for now in still_open.values()),
    )
    return [Explained(row, _behind(row, account, still_open) if options.explain else NOTHING)]


def _behind(row: AccountRow, account: Account, still_open: Mapping[str, DealState]) -> Evidence:
    """The contacts, the open deals, those of them that have an amount, and the last touch in the
    log.
    """
    return {
        "contacts": tuple(account.contacts),
        "open_deals": tuple(f"{account.id}/{name}" for name in still_open),
        "open_amount": tuple(
            f"{account.id}/{name}" for name, now in still_open.items() if now.amount is not None
        ),
        "last_touch": touches_on(account, row.last_touch),
    }


def tabulate(
    facts: Sequence[Explained[AccountRow]], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per account, by id."""
    facts = sorted(facts, key=lambda fact: fact.row.account)
    rows = [fact.row for fact in facts]
    return Table(
        report="list",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        totals={
            "accounts": len(rows),
            "open_deals": sum(row.open_deals for row in rows),
            "open_amount": sums(row.open_amount for row in rows),
        },
        labels={"owner": team_labels(policy, as_of)},
        notes=without_amount(None for row in rows for _ in range(row.unvalued)),
        evidence=evidence(facts, options),
        currency=policy.currency,
    )


FACTS = FactSource("accounts", gather, ExplainOptions, turns=turning_days.of_deals_and_touches)
REPORT = Report("accounts", FACTS, tabulate, ExplainOptions)
