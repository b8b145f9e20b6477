"""Which role of which account do we know how well? Accounts down, roles across."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.people.coverage import RUNGS, slots
from crmcli.domain.people.coverage_figures import measure
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import turning_days
from crmcli.reports.coverage.coverage import CoverageRow, behind_slots, figures
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import Evidence, Explained, evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class RoleCell(NamedTuple):
    """One required role: its rung, or waived."""

    role: str
    rung: str


class GridRow(NamedTuple):
    """One account and each role that is required there; composite as in `crm coverage`, 0..1."""

    account: str
    name: str
    owner: str | None
    roles: tuple[RoleCell, ...]
    composite: float | None

    def item(self, role: str) -> str | None:
        """How well the role is known; None where it is not required."""
        return next((cell.rung for cell in self.roles if cell.role == role), None)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Explained[GridRow]]:
    """The account's row; accounts that ask for no role have none."""
    found = slots(account, policy, as_of)
    if not found:
        return []
    cells = tuple(
        RoleCell(slot.role, "waived" if slot.waived is not None else RUNGS[slot.rung])
        for slot in found
    )
    known = CoverageRow(account.id, account.name, account.owner, *figures(measure(found)))
    behind: Evidence = behind_slots(found) if options.explain else {}
    row = GridRow(account.id, account.name, account.owner, cells, known.composite)
    return [Explained(row, behind)]


def tabulate(
    facts: Sequence[Explained[GridRow]], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per account, the least covered first; a column per role that any of them asks for, in
    the policy's order.
    """
    kept = sorted(
        facts,
        key=lambda fact: (
            fact.row.composite is None,
            fact.row.composite or 0.0,
            fact.row.account,
        ),
    )
    asked = {cell.role for fact in kept for cell in fact.row.roles}
    labels: dict[str, Label] = {}
    for specs in policy.role_sets.values():
        for role, spec in specs.items():
            if role in asked:
                labels.setdefault(role, spec.label or {"": role})
    grid = tuple(
        Column("roles", "mark", 9, label=label, item=role) for role, label in labels.items()
    )
    return Table(
        report="coverage",
        as_of=as_of,
        rows=[fact.row for fact in kept],
        columns=(
            Column("account", "id", 2),
            Column("name", "text", 9),
            *grid,
            Column("composite", "share", 9),
            Column("owner", "label", 1),
        ),
        totals={"accounts": len(kept)},
        labels={"owner": team_labels(policy, as_of)},
        notes=(Message("note-coverage-grid-legend"),) if kept else (),
        evidence=evidence(kept, options),
        named_by=("name",),
    )


FACTS = FactSource("coverage_grid", gather, ExplainOptions, turns=turning_days.of_coverage)
REPORT = Report("coverage_grid", FACTS, tabulate, ExplainOptions)
