"""In which roles do they stand against us, over all accounts?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.coverage import slots
from crmcli.domain.people.stances import Stances, stances, together
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Table
from crmcli.reports import turning_days
from crmcli.reports.coverage.coverage import group_evidence
from crmcli.reports.coverage.stance import StanceGroupRow, behind, figures, group_table
from crmcli.reports.evidence import NOTHING, Evidence
from crmcli.reports.grouping import grouped
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class RoleStances(NamedTuple):
    """One role of one account; with --explain the records behind its figures."""

    account: str
    owner: str | None
    role: str
    figures: Stances
    behind: Evidence


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[RoleStances]:
    """The figures of each of the account's roles alone, but for the waived ones."""
    found = [slot for slot in slots(account, policy, as_of) if slot.waived is None]
    return [
        RoleStances(
            account.id,
            account.owner,
            slot.role,
            stances([slot]),
            behind([slot]) if options.explain else NOTHING,
        )
        for slot in found
    ]


def tabulate(
    facts: Sequence[RoleStances], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per role, the least friendly first. `accounts` counts those that need the role."""
    groups = grouped(facts, lambda fact: (fact.role,))
    rows = [
        StanceGroupRow(role, len(group), *figures(together(fact.figures for fact in group)))
        for role, group in groups.items()
    ]
    known = (
        {
            role: group_evidence((fact.account, fact.behind) for fact in group)
            for role, group in groups.items()
        }
        if options.explain
        else {}
    )
    whole = StanceGroupRow(
        None,
        len({fact.account for fact in facts}),
        *figures(together(fact.figures for fact in facts)),
    )
    return group_table(rows, as_of, "role", whole, policy, known)


FACTS = FactSource("stance_by_role", gather, ExplainOptions, turns=turning_days.of_stances)
REPORT = Report("stance_by_role", FACTS, tabulate, ExplainOptions)
