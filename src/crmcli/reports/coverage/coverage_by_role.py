"""Which roles do we know least, over all accounts?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.coverage import slots
from crmcli.domain.people.coverage_figures import Coverage, measure, total
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Table
from crmcli.reports import turning_days
from crmcli.reports.coverage.coverage import (
    CoverageGroupRow,
    behind_slots,
    figures,
    group_evidence,
    group_table,
)
from crmcli.reports.evidence import NOTHING, Evidence
from crmcli.reports.grouping import grouped
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    role: str | None = None
    explain: bool = False


class RoleFigures(NamedTuple):
    """One role of one account; with --explain the records behind its figures."""

    account: str
    owner: str | None
    role: str
    figures: Coverage
    behind: Evidence


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[RoleFigures]:
    """The figures of each of the account's roles alone."""
    found = slots(account, policy, as_of)
    return [
        RoleFigures(
            account.id,
            account.owner,
            slot.role,
            measure([slot]),
            behind_slots([slot]) if options.explain else NOTHING,
        )
        for slot in found
    ]


def tabulate(facts: Sequence[RoleFigures], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per role, the least known first. `accounts` counts those that need the role."""
    facts = [fact for fact in facts if options.role in (None, fact.role)]
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
        if options.explain
        else {}
    )
    whole = total([fact.figures for fact in facts])
    accounts = len({fact.account for fact in facts})
    return group_table(
        rows, as_of, "role", CoverageGroupRow(None, accounts, *figures(whole)), policy, behind
    )


FACTS = FactSource("coverage_by_role", gather, ExplainOptions, turns=turning_days.of_coverage)
REPORT = Report("coverage_by_role", FACTS, tabulate, Options)
