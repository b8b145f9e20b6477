"""Which roles do we know least, over all accounts?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.coverage import Coverage, measure, slots, total
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account
from crmcli.domain.table import Table
from crmcli.reports.ask import Ask, grouped
from crmcli.reports.coverage import (
    CoverageGroupRow,
    behind_slots,
    figures,
    group_evidence,
    group_table,
)
from crmcli.reports.explained import NOTHING, Evidence

VARIES = ("explain",)


class RoleFigures(NamedTuple):
    """One role of one account; with --explain the records behind its figures."""

    account: str
    owner: str | None
    role: str
    figures: Coverage
    behind: Evidence


def gather(account: Account, policy: Policy, as_of: date, ask: Ask) -> list[RoleFigures]:
    """The figures of each of the account's roles alone."""
    found = slots(account, policy, as_of)
    return [
        RoleFigures(
            account.id,
            account.owner,
            slot.role,
            measure([slot]),
            behind_slots([slot]) if ask.explain else NOTHING,
        )
        for slot in found
    ]


def tabulate(facts: Sequence[RoleFigures], policy: Policy, as_of: date, ask: Ask) -> Table:
    """A row per role, the least known first. `accounts` counts those that need the role."""
    facts = [fact for fact in facts if ask.role in (None, fact.role)]
    groups = grouped(facts, lambda fact: (fact.role,))
    rows = [
        CoverageGroupRow(role, len(group), *figures(total([fact.figures for fact in group])))
        for role, group in groups.items()
    ]
    behind = (
        {
            role: group_evidence((fact.account, fact.behind) for fact in group)
            for role, group in groups.items()
        }
        if ask.explain
        else {}
    )
    whole = total([fact.figures for fact in facts])
    accounts = len({fact.account for fact in facts})
    return group_table(
        rows, as_of, "role", CoverageGroupRow(None, accounts, *figures(whole)), policy, behind
    )
