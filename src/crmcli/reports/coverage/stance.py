"""How do they stand to us, and of how many do we know it?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.coverage import Slot, slots
from crmcli.domain.people.stances import Stances, kind_of, signed, stances, together
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import choices, turning_days
from crmcli.reports.coverage.coverage import group_evidence
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import NOTHING, Evidence
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import ExplainOptions
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    explain: bool = False


class StanceFact(NamedTuple):
    """One account's sums; with --explain the roles behind them."""

    account: str
    name: str
    owner: str | None
    segment: str | None
    figures: Stances
    roles: Evidence


class StanceRow(NamedTuple):
    """One account.

    `stance_index`, `lowest` and `highest` are from -1 to 1, None where there is nothing to judge
    by; then weights, then numbers of roles.
    """

    account: str | None
    name: str | None
    owner: str | None
    stance_index: float | None
    lowest: float | None
    highest: float | None
    assessed: int
    weight: int
    friendly: int
    neutral: int
    negative: int
    unassessed: int
    stale: int

    @property
    def of(self) -> Message:
        """How much of the weight was assessed."""
        return Message("common-part-of", (self.assessed, self.weight))

    @property
    def span(self) -> Message | None:
        """From the lowest to the highest the index can be."""
        return span(self.lowest, self.highest)


class StanceGroupRow(NamedTuple):
    """Several accounts together, or one role in all of them; fields as in StanceRow."""

    group: str | None
    accounts: int
    stance_index: float | None
    lowest: float | None
    highest: float | None
    assessed: int
    weight: int
    friendly: int
    neutral: int
    negative: int
    unassessed: int
    stale: int

    @property
    def of(self) -> Message:
        """How much of the weight was assessed."""
        return Message("common-part-of", (self.assessed, self.weight))

    @property
    def span(self) -> Message | None:
        """From the lowest to the highest the index can be."""
        return span(self.lowest, self.highest)


COLUMNS = (
    Column("stance_index", "index", 9),
    Column("of", "message", 9, heading="assessed"),
    Column("span", "message", 9, heading="range"),
    Column("friendly", "count", 7),
    Column("neutral", "count", 7),
    Column("negative", "count", 8),
    Column("stale", "count", 6, heading="stale_stance"),
    Column("unassessed", "count", 6),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[StanceFact]:
    """The account's sums."""
    found = slots(account, policy, as_of)
    return [
        StanceFact(
            account.id,
            account.name,
            account.owner,
            account.segment,
            stances(found),
            behind(found) if options.explain else NOTHING,
        )
    ]


def tabulate(facts: Sequence[StanceFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per account, the least friendly first, and the total; with `by`, a row per owner or
    segment.
    """
    if options.by is not None:
        return by_group(facts, policy, as_of, options, options.by)
    rows = [
        StanceRow(fact.account, fact.name, fact.owner, *figures(fact.figures)) for fact in facts
    ]
    rows.sort(key=lambda row: (*worst(row.stance_index, row.highest), row.account or ""))
    known = {fact.account: fact.roles for fact in facts}
    whole = together(fact.figures for fact in facts)
    return Table(
        report="stance",
        as_of=as_of,
        rows=rows,
        columns=(
            Column("account", "id", 5),
            Column("name", "text", 9),
            Column("owner", "label", 6),
            *COLUMNS,
        ),
        totals=StanceRow(None, None, None, *figures(whole)),
        labels={"owner": team_labels(policy, as_of)},
        evidence=[known[row.account or ""] for row in rows] if options.explain else (),
    )


def by_group(
    facts: Sequence[StanceFact], policy: Policy, as_of: date, options: Options, by: str
) -> Table:
    """A row per group of accounts, the least friendly first."""
    groups = grouped(facts, lambda fact: (fact.owner if by == "owner" else fact.segment,))
    rows = [
        StanceGroupRow(name, len(group), *figures(together(fact.figures for fact in group)))
        for name, group in groups.items()
    ]
    known = (
        {
            name: group_evidence((fact.account, fact.roles) for fact in group)
            for name, group in groups.items()
        }
        if options.explain
        else {}
    )
    whole = StanceGroupRow(None, len(facts), *figures(together(fact.figures for fact in facts)))
    return group_table(rows, as_of, by, whole, policy, known)


def group_table(
    rows: list[StanceGroupRow],
    as_of: date,
    by: str,
    totals: StanceGroupRow,
    policy: Policy,
    known: Mapping[str | None, Evidence],
) -> Table:
    """The table of a grouping, whichever it is; `known` has each group's records where they were
    asked for.
    """
    rows = sorted(rows, key=lambda row: (*worst(row.stance_index, row.highest), last(row.group)))
    roles = {role: spec.label for each in policy.role_sets.values() for role, spec in each.items()}
    return Table(
        report="stance",
        as_of=as_of,
        rows=rows,
        columns=(Column("group", "label", 9, heading=by), Column("accounts", "count", 5), *COLUMNS),
        totals=totals,
        labels={
            "group": team_labels(policy, as_of) if by == "owner" else roles if by == "role" else {}
        },
        evidence=[known[row.group] for row in rows] if known else (),
    )


def behind(found: Iterable[Slot]) -> Evidence:
    """The roles of each kind."""
    kinds: dict[str, list[str]] = {
        "friendly": [],
        "neutral": [],
        "negative": [],
        "stale": [],
        "unassessed": [],
    }
    for slot in found:
        if slot.waived is None:
            kinds[kind_of(slot)].append(slot.role)
    return {kind: tuple(roles) for kind, roles in kinds.items()}


def figures(
    found: Stances,
) -> tuple[float | None, float | None, float | None, int, int, int, int, int, int, int]:
    """The figures of a row, after what names it."""
    return (
        found.value,
        found.low,
        found.high,
        found.assessed,
        found.weight,
        found.friendly,
        found.neutral,
        found.negative,
        found.unassessed,
        found.stale,
    )


def span(low: float | None, high: float | None) -> Message | None:
    """From the lowest to the highest an index can be."""
    return None if low is None else Message("note-stance-span", (signed(low), signed(high)))


def worst(index: float | None, high: float | None) -> tuple[bool, float, float]:
    """Sorts by index, lowest first; where nothing was assessed at the end."""
    return index is None, index or 0.0, high or 0.0


FACTS = FactSource("stance", gather, ExplainOptions, turns=turning_days.of_stances)
REPORT = Report("stance", FACTS, tabulate, Options, groupings=choices.STANCE)
