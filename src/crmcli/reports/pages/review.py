"""What did the week bring, and what did it leave open? The team's page for the meeting."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import plus_days
from crmcli.reports.coverage import blind, stance_changes
from crmcli.reports.coverage.coverage import CoverageRow
from crmcli.reports.coverage.stance_changes import StanceChangeRow
from crmcli.reports.customers import cadence
from crmcli.reports.forecast import goals
from crmcli.reports.forecast.figure_row import FigureRow
from crmcli.reports.options import ExplainOptions, Filters, NoOptions
from crmcli.reports.pages import review_cut
from crmcli.reports.pages.kinds import Kinds
from crmcli.reports.pages.review_rows import DealRow, PlanRow, ReviewRow, deals_of, moved, plans_of
from crmcli.reports.pages.review_sections import sections
from crmcli.reports.pipeline import slips
from crmcli.reports.pipeline.promises import Promises
from crmcli.reports.pipeline.slips import SlipFact
from crmcli.reports.report import FactSource, Report


class FactOptions(NamedTuple):
    """What the facts depend on."""

    since: date | None


class Options(NamedTuple):
    """What may be asked of the report."""

    filters: Filters = Filters()
    since: date | None = None
    limit: int | None = None
    floor: int = 80
    explain: bool = False


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of a day's week."""
    monday = plus_days(day, -day.weekday())
    return monday, plus_days(monday, 6)


def week_name(day: date) -> str:
    """The week as ISO 8601 names it: 2026-W31."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def gather(account: Account, policy: Policy, as_of: date, options: FactOptions) -> list[object]:
    """What the account adds to the page; `since` is the week's Monday."""
    since = options.since or week_of(as_of)[0]
    changed = stance_changes.gather(account, policy, as_of, stance_changes.FactOptions(since))
    gated = blind.gather(account, policy, as_of, NoOptions())
    return [
        *changed[0].changes,
        *slips.gather(account, policy, as_of, NoOptions()),
        *deals_of(account, policy, as_of, since),
        *(fact for fact in gated if fact.row is not None),
        *cadence.gather(account, policy, as_of, ExplainOptions()),
        *plans_of(account, as_of, since),
        *goals.gather(account, policy, as_of, NoOptions()),
    ]


def tabulate(
    facts: Sequence[object],
    policy: Policy,
    as_of: date,
    options: Options,
    covered: tuple[CoverageRow, CoverageRow] | None = None,
    recorded: dict[str, Promises] | None = None,
    notes: tuple[Message, ...] = (),
) -> Table:
    """The page: its parts in a fixed order, each sorted by what matters, then by name, and cut to
    `limit` rows. `covered` is coverage on the eve and at the end, `recorded` git's promises on the
    eve.
    """
    row = _page(facts, policy, as_of, options, covered, recorded or {})
    parts = {name: getattr(row, name) for name in review_cut.PARTS}
    cut = review_cut.cut_rows(row, options.limit)
    return Table(
        report="review",
        as_of=as_of,
        rows=[cut],
        columns=(
            Column("week", "id", 9),
            Column("start", "date", 9, heading="week_from"),
            Column("end", "date", 9, heading="week_to"),
        ),
        title=Message("title-review", (row.week,)),
        totals={name: len(rows) for name, rows in parts.items()},
        sections=tuple(sections(row, cut, policy, options.floor, options.filters)),
        notes=notes,
        evidence=[_evidence(row)] if options.explain else (),
        named_by=("week",),
        currency=policy.currency,
    )


def _page(
    facts: Sequence[object],
    policy: Policy,
    as_of: date,
    options: Options,
    covered: tuple[CoverageRow, CoverageRow] | None,
    recorded: dict[str, Promises],
) -> ReviewRow:
    """All rows of the page."""
    start = options.since or week_of(as_of)[0]
    kinds = Kinds(facts)
    changed = kinds.only(StanceChangeRow)
    deals = sorted(kinds.only(DealRow), key=lambda row: (-(row.amount or 0), row.account, row.deal))
    kept = cadence.tabulate(
        kinds.only(cadence.CadenceFact),
        policy,
        as_of,
        cadence.Options(floor=options.floor, explain=options.explain),
    )
    gated = blind.tabulate(kinds.only(blind.Gated), policy, as_of, ExplainOptions(options.explain))
    return ReviewRow(
        week=week_name(start),
        start=start,
        end=as_of,
        coverage=_coverage(*covered) if covered else (),
        won_over=_won_over(changed),
        lost_over=_lost_over(changed),
        slips=tuple(moved(kinds.only(SlipFact), recorded, plus_days(start, -1), as_of)),
        new=tuple(each for each in deals if each.result is None),
        closed=tuple(each for each in deals if each.result == "won"),
        losses=tuple(each for each in deals if each.result in ("lost", "no_decision")),
        blind=tuple(gated.rows),
        minimum=kept.totals["minimum"],
        lowest=kept.totals["lowest"],
        below=kept.totals["below"],
        plans=_ended_first(kinds.only(PlanRow)),
        goals=tuple(goals.goal_rows(kinds.only(goals.GoalPart), policy, as_of)),
    )


def _won_over(changed: Iterable[StanceChangeRow]) -> tuple[StanceChangeRow, ...]:
    """Those who think better of us, or well from the beginning."""
    return _best_first(
        (
            each
            for each in changed
            if each.change == "conversion" or (each.change == "first" and each.to == "friendly")
        ),
        "to",
    )


def _lost_over(changed: Iterable[StanceChangeRow]) -> tuple[StanceChangeRow, ...]:
    """Those who think worse of us, or ill from the beginning, and those who left."""
    return _best_first(
        (
            each
            for each in changed
            if each.change in ("regression", "left")
            or (each.change == "first" and each.to == "negative")
        ),
        "from_",
    )


def _ended_first(plans: Iterable[PlanRow]) -> tuple[PlanRow, ...]:
    """What was done or dropped before what is overdue, the latest first."""
    return tuple(
        sorted(
            plans,
            key=lambda each: (
                each.state == "slipped",
                -(each.days_late or 0),
                each.account,
                each.plan,
            ),
        )
    )


def _best_first(rows: Iterable[StanceChangeRow], field: str) -> tuple[StanceChangeRow, ...]:
    """Friends before those who were indifferent."""
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                -stance_changes.STATES.index(getattr(row, field)),
                row.account,
                row.contact,
            ),
        )
    )


def _coverage(before: CoverageRow, now: CoverageRow) -> tuple[FigureRow, ...]:
    shares = (
        ("composite", "composite"),
        ("named", "named_share"),
        ("reachable", "reachable_share"),
        ("friendly", "friendly_share"),
    )
    counts = (("gaps", "gaps"), ("live_plans", "live_plans"))
    return tuple(
        FigureRow(figure, getattr(before, field), getattr(now, field))
        for figure, field in (*shares, *counts)
    )


def _evidence(row: ReviewRow) -> dict[str, Sequence[str]]:
    deals = {
        name: tuple(f"{each.account}/{each.deal}" for each in getattr(row, name))
        for name in ("new", "closed", "losses", "blind")
    }
    people = {
        name: tuple(f"{each.account}/{each.contact}" for each in getattr(row, name))
        for name in ("won_over", "lost_over")
    }
    return {
        **people,
        "slips": tuple(f"{each.account}/{each.subject}" for each in row.slips),
        **deals,
        "plans": tuple(f"{each.account}/{each.plan}" for each in row.plans),
    }


FACTS = FactSource("review", gather, FactOptions)
REPORT = Report("review", FACTS, tabulate, Options)
