"""How is each account called? What finding one by name, and completing one, need."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.policy import Policy
from crmcli.domain.records import Account
from crmcli.domain.table import Column, Table
from crmcli.reports.ask import Ask


class NameRow(NamedTuple):
    """An account's id, its name and aliases, and its deals."""

    account: str
    names: tuple[str, ...]
    deals: tuple[str, ...]
    owner: str | None


def gather(account: Account, policy: Policy, as_of: date, _: Ask) -> list[NameRow]:
    """What the account answers to."""
    return [NameRow(account.id, (account.name, *account.aliases), tuple(account.deals), account.owner)]


def tabulate(facts: Sequence[NameRow], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per account."""
    return Table("names", as_of, sorted(facts), (Column("account", "id", 9), Column("names", "list", 9)))
