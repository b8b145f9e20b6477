"""Who is there to be reached?

What goes to address books: people who have not left, with their company.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Table
from crmcli.reports import turning_days
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report


class CardRow(NamedTuple):
    """A person.

    What we think of them, and our notes, are not theirs to read on a lost telephone.
    """

    account: str
    company: str
    contact: str
    name: str
    title: str | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    owner: str | None = None  # of ours, whose account it is


COLUMNS = (
    Column("account", "id", 5),
    Column("contact", "id", 9),
    Column("name", "text", 9),
    Column("title", "text", 5),
    Column("phones", "list", 5),
    Column("emails", "list", 5),
)


def gather(account: Account, policy: Policy, as_of: date, options: NoOptions) -> list[CardRow]:
    """The account's people who have not left."""
    people = account.contacts.items()
    return [
        CardRow(
            account.id,
            account.name,
            key,
            each.name,
            each.title,
            each.phones,
            each.emails,
            account.owner,
        )
        for key, each in people
        if not has_left(each, as_of)
    ]


def tabulate(facts: Sequence[CardRow], policy: Policy, as_of: date, options: NoOptions) -> Table:
    """A row per person, by account and as they stand there."""
    return Table(
        "cards",
        as_of,
        sorted(facts, key=lambda row: row.account),
        COLUMNS,
        named_by=("account", "contact"),
    )


FACTS = FactSource("cards", gather, NoOptions, turns=turning_days.of_leaving)
REPORT = Report("cards", FACTS, tabulate, NoOptions)
