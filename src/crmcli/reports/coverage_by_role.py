"""Which roles do we know least, over all accounts?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.coverage import Coverage, measure, slots, total
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account
from crmcli.domain.table import Table
from crmcli.reports.ask import Ask, grouped
from crmcli.reports.coverage import CoverageGroupRow, figures, group_table


class RoleFigures(NamedTuple):
    """One role of one account."""

    account: str
    owner: str | None
    role: str
    figures: Coverage


def gather(account: Account, policy: Policy, as_of: date, _: Ask) -> list[RoleFigures]:
    """The figures of each of the account's roles alone."""
    return [RoleFigures(account.id, account.owner, slot.role, measure([slot])) for slot in slots(account, policy, as_of)]


def tabulate(facts: Sequence[RoleFigures], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per role, the least known first. `accounts` counts those that need the role."""
    facts = [fact for fact in facts if ask.role in (None, fact.role)]
    rows = [
        CoverageGroupRow(role, len(group), *figures(total([fact.figures for fact in group])))
        for role, group in grouped(facts, lambda fact: (fact.role,)).items()
    ]
    whole = total([fact.figures for fact in facts])
    accounts = len({fact.account for fact in facts})
    return group_table(rows, as_of, "role", CoverageGroupRow(None, accounts, *figures(whole)), policy)
