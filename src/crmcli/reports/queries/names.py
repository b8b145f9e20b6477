"""How is each account called? What finding one by name, and completing one, need."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account
from crmcli.domain.records.foreign import ForeignId, foreign_ids
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Table
from crmcli.reports import turning_days
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report


class NameRow(NamedTuple):
    """An account's id, its name and aliases, its deals, where its people are reached, its business
    number, what other systems call it, and to which account it belongs.
    """

    account: str
    names: tuple[str, ...]
    deals: tuple[str, ...]
    owner: str | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    business_no: str | None = None
    ids: tuple[ForeignId, ...] = ()
    parent: str | None = None


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[NameRow]:
    """What the account answers to."""
    people = account.contacts.values()
    emails = tuple(address for each in people for address in each.emails)
    # whoever left took the number along
    phones = tuple(number for each in people for number in each.phones if not has_left(each, as_of))
    return [
        NameRow(
            account.id,
            (account.name, *account.aliases),
            tuple(account.deals),
            account.owner,
            emails,
            (*account.phones, *phones),
            account.business_no,
            foreign_ids(account.ids),
            account.parent,
        )
    ]


def tabulate(facts: Sequence[NameRow], policy: Policy, as_of: date, options: NoOptions) -> Table:
    """A row per account."""
    return Table(
        "names", as_of, sorted(facts), (Column("account", "id", 9), Column("names", "list", 9))
    )


FACTS = FactSource("names", gather, NoOptions, turns=turning_days.of_leaving)
REPORT = Report("names", FACTS, tabulate, NoOptions)
