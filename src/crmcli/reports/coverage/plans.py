"""Are we working on what we do not know yet, and which of our plans have stopped?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import percent, share
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import choices
from crmcli.reports.coverage.plan_facts import STATES, Ended, Fact, Gaps, PlanRow, gather
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import Explained
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    overdue: bool = False
    explain: bool = False


class PlanGroupRow(NamedTuple):
    """The plans of one group: open ones by state, then those that ended; and of the gaps, how many
    a live plan works on (`coverage`, 0..1, None without gaps).
    """

    group: str | None
    plans: int
    orphaned: int
    slipped: int
    undated: int
    live: int
    done: int
    dropped: int
    gaps: int
    planned: int
    coverage: float | None


COLUMNS = (
    Column("account", "id", 4),
    Column("name", "text", 9),
    Column("plan", "id", 6),
    Column("label", "label", 8, heading="plan_for", key="for_"),
    Column("kind", "status", 5, heading="plan_kind"),
    Column("state", "status", 9, heading="plan_state"),
    Column("days_late", "late", 9),
    Column("idle_days", "days", 7),
    Column("owner", "label", 8),
    Column("how", "text", 8),
)
FIGURES = (
    Column("plans", "count", 8),
    Column("live", "count", 9),
    Column("slipped", "count", 9),
    Column("orphaned", "count", 9),
    Column("undated", "count", 4, heading="undated_plan"),
    Column("done", "count", 6),
    Column("dropped", "count", 5),
    Column("gaps", "count", 7),
    Column("planned", "count", 7),
    Column("coverage", "bar", 8, heading="plan_coverage"),
)


def tabulate(facts: Sequence[Fact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per open plan, those that have stopped first; with `by`, a row per owner or kind."""
    whole = _group(None, facts)
    note = Message(
        "note-plans-coverage",
        (
            whole.gaps,
            whole.planned,
            Message("common-n-a") if whole.coverage is None else f"{percent(whole.coverage)}%",
        ),
    )
    if options.by is not None:
        return _by_group(facts, policy, as_of, options, options.by, whole, note)
    kept = sorted(
        (
            fact
            for fact in facts
            if isinstance(fact, Explained)
            and not (options.overdue and (fact.row.days_late or 0) <= 0)
        ),
        key=_order,
    )
    counts = Message(
        "note-plans-states",
        tuple(
            getattr(whole, name)
            for name in ("plans", "live", "slipped", "orphaned", "undated", "done", "dropped")
        ),
    )
    return Table(
        report="plans",
        as_of=as_of,
        rows=[fact.row for fact in kept],
        columns=COLUMNS,
        totals={field: getattr(whole, field) for field in whole._fields if field != "group"},
        labels={"owner": team_labels(policy, as_of)},
        notes=(counts, note),
        evidence=[fact.evidence for fact in kept] if options.explain else (),
        named_by=("account", "plan"),
    )


def _order(fact: Explained[PlanRow]) -> tuple[int, int, str, str]:
    row = fact.row
    return (
        STATES.index(row.state),
        -(row.days_late if row.days_late is not None else -99_999),
        row.account,
        row.plan,
    )


def _by_group(
    facts: Sequence[Fact],
    policy: Policy,
    as_of: date,
    options: Options,
    by: str,
    whole: PlanGroupRow,
    note: Message,
) -> Table:
    """The gaps of a group are those in its owner's accounts, or those that such a kind of plan
    closes.
    """
    groups = grouped(facts, lambda fact: _kinds(fact) if by == "kind" else (fact.owner,))
    names = sorted(groups, key=last)
    rows = [_group(name, groups[name], name if by == "kind" else None) for name in names]
    return Table(
        report="plans",
        as_of=as_of,
        rows=rows,
        columns=(
            Column("group", "label", 9, heading="owner")
            if by == "owner"
            else Column("group", "status", 9, heading="plan_kind"),
            *FIGURES,
        ),
        totals=whole,
        labels={"group": team_labels(policy, as_of)} if by == "owner" else {},
        notes=(note,),
        evidence=[_group_behind(groups[name], name if by == "kind" else None) for name in names]
        if options.explain
        else (),
        named_by=("group",),
    )


def _kinds(fact: Fact) -> tuple[str | None, ...]:
    if isinstance(fact, Gaps):
        return tuple(kind for kind, _, _ in fact.kinds)
    return (fact.row.kind if isinstance(fact, Explained) else fact.kind,)


def _group(name: str | None, facts: Sequence[Fact], kind: str | None = None) -> PlanGroupRow:
    """The sums of a group; of gaps only those of the kind, if one is named."""
    counts: Counter[str] = Counter()
    for fact in facts:
        if isinstance(fact, Explained):
            counts[fact.row.state] += 1
        elif isinstance(fact, Ended):
            counts[fact.state] += fact.plans
        else:
            for closes, gaps, planned in fact.kinds:
                if kind in (None, closes):
                    counts["gaps"] += gaps
                    counts["planned"] += planned
    plans = sum(counts[each] for each in STATES)
    return PlanGroupRow(
        name,
        plans,
        counts["orphaned"],
        counts["slipped"],
        counts["undated"],
        counts["live"],
        counts["done"],
        counts["dropped"],
        counts["gaps"],
        counts["planned"],
        share(counts["planned"], counts["gaps"]),
    )


def _group_behind(facts: Sequence[Fact], kind: str | None) -> dict[str, list[str]]:
    """The open plans by state, and the roles that are gaps; only those of the kind, if one is
    named.
    """
    found: dict[str, list[str]] = {each: [] for each in (*STATES, "gaps", "planned")}
    for fact in facts:
        if isinstance(fact, Explained):
            found[fact.row.state].append(f"{fact.row.account}/{fact.row.plan}")
        elif isinstance(fact, Gaps):
            mine = [
                (role, is_planned)
                for closes, role, is_planned in fact.roles
                if kind in (None, closes)
            ]
            found["gaps"] += [role for role, _ in mine]
            found["planned"] += [role for role, is_planned in mine if is_planned]
    return found


FACTS = FactSource("plans", gather, ExplainOptions)
REPORT = Report("plans", FACTS, tabulate, Options, groupings=choices.PLANS)
