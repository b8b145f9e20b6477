"""How much of what we must know about each account do we know?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.coverage import RUNGS, Slot, slots
from crmcli.domain.people.coverage_figures import Coverage, measure, total
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import share
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import choices, turning_days
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.evidence import NOTHING, Evidence
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report

NAMED = 5  # accounts without a role set that are named


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    explain: bool = False


class CoverageFact(NamedTuple):
    """One account's figures; with --explain the roles behind them, by field."""

    account: str
    name: str
    owner: str | None
    segment: str | None
    figures: Coverage
    roles: Evidence


class CoverageRow(NamedTuple):
    """One account.

    Rung counts are exclusive; shares are of role weight, 0..1, None where no role is required.
    """

    account: str | None
    name: str | None
    owner: str | None
    required: int
    waived: int
    unknown: int
    named: int
    met: int
    reachable: int
    friendly: int
    named_share: float | None
    reachable_share: float | None
    friendly_share: float | None
    composite: float | None
    people: int
    single_threaded: int
    gaps: int
    live_plans: int


class CoverageGroupRow(NamedTuple):
    """Several accounts together, or one role in all of them; `single_threaded` counts accounts."""

    group: str | None
    accounts: int
    required: int
    waived: int
    unknown: int
    named: int
    met: int
    reachable: int
    friendly: int
    named_share: float | None
    reachable_share: float | None
    friendly_share: float | None
    composite: float | None
    people: int
    single_threaded: int
    gaps: int
    live_plans: int


FIGURES = (
    Column("named_share", "share", 9, heading="named"),
    Column("reachable_share", "share", 7, heading="reachable"),
    Column("friendly_share", "share", 7, heading="friendly"),
    Column("composite", "bar", 8),
    Column("people", "count", 4),
    Column("gaps", "count", 8),
    Column("live_plans", "count", 5),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[CoverageFact]:
    """The account's figures."""
    found = slots(account, policy, as_of)
    return [
        CoverageFact(
            account.id,
            account.name,
            account.owner,
            account.segment,
            measure(found),
            behind_slots(found) if options.explain else NOTHING,
        )
    ]


def tabulate(facts: Sequence[CoverageFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per account, the least covered first, and the total; with `by`, a row per owner or
    segment.
    """
    if options.by is not None:
        return by_group(facts, policy, as_of, options, options.by)
    rows = [
        CoverageRow(fact.account, fact.name, fact.owner, *figures(fact.figures)) for fact in facts
    ]
    rows.sort(key=lambda row: (row.composite is None, row.composite or 0.0, row.account or ""))
    behind = {fact.account: fact.roles for fact in facts}
    return Table(
        report="coverage",
        as_of=as_of,
        rows=rows,
        columns=(
            Column("account", "id", 5),
            Column("name", "text", 9),
            Column("owner", "label", 6),
            *FIGURES,
        ),
        totals=whole(facts),
        labels={"owner": team_labels(policy, as_of)},
        evidence=[behind[row.account or ""] for row in rows] if options.explain else (),
        notes=_without_roles(facts, policy),
    )


def whole(facts: Iterable[CoverageFact]) -> CoverageRow:
    """The row of all accounts together."""
    return CoverageRow(None, None, None, *figures(total([fact.figures for fact in facts])))


def _without_roles(facts: Sequence[CoverageFact], policy: Policy) -> tuple[Message, ...]:
    """The accounts whose role set is none of crm.yaml's, where it has any: nobody is asked for
    there.
    """
    found = sorted(fact.account for fact in facts if not fact.figures.required)
    if not found or not policy.role_sets:
        return ()
    told = [*found[:NAMED], *(["…"] if len(found) > NAMED else [])]
    return (Message("note-coverage-no-roles", (len(found), Message("list", tuple(told)))),)


def by_group(
    facts: Sequence[CoverageFact], policy: Policy, as_of: date, options: Options, by: str
) -> Table:
    """A row per group of accounts, the least covered first."""
    groups = grouped(facts, lambda fact: (fact.owner if by == "owner" else fact.segment,))
    rows = [
        CoverageGroupRow(name, len(group), *figures(total([fact.figures for fact in group])))
        for name, group in groups.items()
    ]
    behind = (
        {
            name: group_evidence((fact.account, fact.roles) for fact in group)
            for name, group in groups.items()
        }
        if options.explain
        else {}
    )
    return group_table(
        rows,
        as_of,
        by,
        CoverageGroupRow(None, len(facts), *figures(total([fact.figures for fact in facts]))),
        policy,
        behind,
    )


def group_evidence(parts: Iterable[tuple[str, Evidence]]) -> Evidence:
    """The accounts of a group, and by figure their roles, people and plans, each with its account
    before it.
    """
    accounts: dict[str, None] = {}
    refs: dict[str, list[str]] = {}
    for account, behind in parts:
        accounts[account] = None
        for figure, names in behind.items():
            refs.setdefault(figure, []).extend(f"{account}/{name}" for name in names)
    return {"accounts": tuple(accounts), **refs}


def group_table(
    rows: list[CoverageGroupRow],
    as_of: date,
    by: str,
    totals: CoverageGroupRow,
    policy: Policy,
    behind: Mapping[str | None, Evidence],
) -> Table:
    """The table of a grouping, whichever it is; `behind` has each group's records where they were
    asked for.
    """
    rows = sorted(
        rows, key=lambda row: (row.composite is None, row.composite or 0.0, last(row.group))
    )
    return Table(
        report="coverage",
        as_of=as_of,
        rows=rows,
        columns=(Column("group", "label", 9, heading=by), Column("accounts", "count", 6), *FIGURES),
        totals=totals,
        labels={"group": group_labels(by, policy, as_of)},
        evidence=[behind[row.group] for row in rows] if behind else (),
    )


def behind_slots(found: list[Slot]) -> Evidence:
    """The roles on each rung, those that are gaps, and the people."""
    kept = [slot for slot in found if slot.waived is None]
    rungs = {
        name: tuple(slot.role for slot in kept if slot.rung == place)
        for place, name in enumerate(RUNGS)
    }
    people = tuple(dict.fromkeys(holder for slot in kept for holder in slot.holders))
    waived = tuple(slot.role for slot in found if slot.waived is not None)
    plans = tuple(slot.plan for slot in kept if slot.gaps and slot.plan)
    return {
        **rungs,
        "waived": waived,
        "people": people,
        "gaps": tuple(slot.role for slot in kept if slot.gaps),
        "live_plans": plans,
    }


def figures(
    found: Coverage,
) -> tuple[
    int,
    int,
    int,
    int,
    int,
    int,
    int,
    float | None,
    float | None,
    float | None,
    float | None,
    int,
    int,
    int,
    int,
]:
    """The figures of a row, after what names it.

    Composite: half of naming, a quarter each of reaching and of friendship.
    """
    composite = share(2 * found.named + found.reachable + found.friendly, 4 * found.weight)
    return (
        found.required,
        found.waived,
        *found.rungs,
        share(found.named, found.weight),
        share(found.reachable, found.weight),
        share(found.friendly, found.weight),
        composite,
        found.people,
        found.single_threaded,
        found.gaps,
        found.live_plans,
    )


FACTS = FactSource("coverage", gather, ExplainOptions, turns=turning_days.of_coverage)
REPORT = Report("coverage", FACTS, tabulate, Options, groupings=choices.COVERAGE)
