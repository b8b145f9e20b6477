"""What did the week bring, and what did it leave open? The team's page for the meeting."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from crmcli.domain.deals.deals import deals_on
from crmcli.domain.deals.endings import ending
from crmcli.domain.people.coverage import is_open
from crmcli.domain.people.presence import owner_of
from crmcli.domain.records.account import Account, Money
from crmcli.domain.records.money import told
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import percent
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import plus_days
from crmcli.reports.coverage import blind, stance_changes
from crmcli.reports.coverage.coverage import CoverageRow
from crmcli.reports.coverage.stance_changes import StanceChangeRow
from crmcli.reports.customers import cadence
from crmcli.reports.deal_facts import group_labels, sums, team_labels
from crmcli.reports.forecast import goals
from crmcli.reports.forecast.figure_row import FigureRow
from crmcli.reports.options import ExplainOptions, Filters, NoOptions
from crmcli.reports.pages import review_cut
from crmcli.reports.pipeline import slips
from crmcli.reports.pipeline.promises import Promises, followed
from crmcli.reports.pipeline.slips import SlipFact
from crmcli.reports.report import FactSource, Report


class FactOptions(NamedTuple):
    """What the facts depend on."""

    since: date | None = None


class Options(NamedTuple):
    """What may be asked of the report."""

    filters: Filters = Filters()
    since: date | None = None
    limit: int | None = None
    floor: int = 80
    explain: bool = False


class SlipRow(NamedTuple):
    """A promise that was moved in the week; `days` less than 0 means earlier."""

    account: str
    name: str
    kind: str
    subject: str
    before: date
    now: date
    days: int
    owner: str | None


class DealRow(NamedTuple):
    """A deal that began in the week, or ended in it."""

    account: str
    name: str
    deal: str
    date: date
    result: str | None
    stage: str | None
    amount: Money | None
    reason: str | None
    competitor: str | None
    owner: str | None


class PlanRow(NamedTuple):
    """A plan that was done or dropped in the week, or is overdue at its end."""

    account: str
    name: str
    plan: str
    state: str
    date: date
    days_late: int | None
    note: str | None
    owner: str | None


class ReviewRow(NamedTuple):
    """The whole page. `minimum` is the lowest cadence of a rep, 0..1, and `lowest` who that is."""

    week: str
    start: date
    end: date
    coverage: tuple[FigureRow, ...]
    won_over: tuple[StanceChangeRow, ...]
    lost_over: tuple[StanceChangeRow, ...]
    slips: tuple[SlipRow, ...]
    new: tuple[DealRow, ...]
    closed: tuple[DealRow, ...]
    losses: tuple[DealRow, ...]
    blind: tuple[blind.BlindRow, ...]
    minimum: float | None
    lowest: str | None
    below: int
    plans: tuple[PlanRow, ...]
    goals: tuple[goals.GoalRow, ...]


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of a day's week."""
    monday = plus_days(day, -day.weekday())
    return monday, plus_days(monday, 6)


def week_name(day: date) -> str:
    """The week as ISO 8601 names it: 2026-W31."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def gather(account: Account, policy: Policy, as_of: date, options: FactOptions) -> list[Any]:
    """What the account adds to the page; `since` is the week's Monday."""
    since = options.since or week_of(as_of)[0]
    changed = stance_changes.gather(account, policy, as_of, stance_changes.FactOptions(since))
    gated = blind.gather(account, policy, as_of, NoOptions())
    return [
        *changed[0].changes,
        *slips.gather(account, policy, as_of, NoOptions()),
        *_deals(account, policy, as_of, since),
        *(fact for fact in gated if fact.row is not None),
        *cadence.gather(account, policy, as_of, ExplainOptions()),
        *_plans(account, as_of, since),
        *goals.gather(account, policy, as_of, NoOptions()),
    ]


def _deals(account: Account, policy: Policy, as_of: date, since: date) -> list[DealRow]:
    found = []
    for name, deal, now, owner in deals_on(account, policy, as_of):
        if now.result == "invalid":
            continue
        ended = ending(deal, as_of)
        if now.created is not None and now.created >= since:
            found.append(
                DealRow(
                    account.id,
                    account.name,
                    name,
                    now.created,
                    None,
                    now.stage,
                    now.amount,
                    None,
                    None,
                    owner,
                )
            )
        if now.closed is not None and now.closed >= since and ended is not None:
            found.append(
                DealRow(
                    account.id,
                    account.name,
                    name,
                    now.closed,
                    now.result,
                    now.stage,
                    now.amount,
                    ended.reason,
                    ended.competitor,
                    owner,
                )
            )
    return found


def _plans(account: Account, as_of: date, since: date) -> list[PlanRow]:
    found = []
    for name, plan in account.plans.items():
        owner = owner_of(plan, account)
        for word, over in (("done", plan.done), ("dropped", plan.dropped)):
            if over is not None and since <= over.date <= as_of:
                found.append(
                    PlanRow(account.id, account.name, name, word, over.date, None, over.note, owner)
                )
        if is_open(plan, as_of) and plan.due is not None and plan.due < as_of:
            found.append(
                PlanRow(
                    account.id,
                    account.name,
                    name,
                    "slipped",
                    plan.due,
                    (as_of - plan.due).days,
                    plan.how,
                    owner,
                )
            )
    return found


def moved(
    facts: Sequence[SlipFact], recorded: dict[str, Promises], eve: date, as_of: date
) -> list[SlipRow]:
    """The promises that were for another day on the eve: by git's record of that day, else by the
    dated facts in the file.
    """
    rows = []
    for fact in facts:
        key = (fact.promise.kind, fact.promise.subject)
        now = followed({}, [fact.promise], as_of).get(key)
        known = recorded.get(fact.account, {}).get(key) or followed({}, [fact.promise], eve).get(
            key
        )
        if (
            now is None
            or known is None
            or (fact.promise.kind == "next" and known.about != now.about)
        ):
            continue
        before, after = known.days[-1], now.days[-1]
        if before != after:
            rows.append(
                SlipRow(
                    fact.account, fact.name, *key, before, after, (after - before).days, fact.owner
                )
            )
    return sorted(rows, key=lambda row: (-row.days, row.account, row.kind, row.subject))


def tabulate(
    facts: Sequence[Any],
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
    start = options.since or week_of(as_of)[0]
    stances = [fact for fact in facts if isinstance(fact, StanceChangeRow)]
    deals = sorted(
        (fact for fact in facts if isinstance(fact, DealRow)),
        key=lambda row: (-(row.amount or 0), row.account, row.deal),
    )
    explained = ExplainOptions(options.explain)
    rhythm = cadence.Options(floor=options.floor, explain=options.explain)
    kept = cadence.tabulate(
        [fact for fact in facts if isinstance(fact, cadence.CadenceFact)], policy, as_of, rhythm
    )
    row = ReviewRow(
        week_name(start),
        start,
        as_of,
        _coverage(*covered) if covered else (),
        _best_first(
            (
                each
                for each in stances
                if each.change == "conversion" or (each.change == "first" and each.to == "friendly")
            ),
            "to",
        ),
        _best_first(
            (
                each
                for each in stances
                if each.change in ("regression", "left")
                or (each.change == "first" and each.to == "negative")
            ),
            "from_",
        ),
        tuple(
            moved(
                [fact for fact in facts if isinstance(fact, SlipFact)],
                recorded or {},
                plus_days(start, -1),
                as_of,
            )
        ),
        tuple(each for each in deals if each.result is None),
        tuple(each for each in deals if each.result == "won"),
        tuple(each for each in deals if each.result in ("lost", "no_decision")),
        tuple(
            blind.tabulate(
                [fact for fact in facts if isinstance(fact, blind.Gated)],
                policy,
                as_of,
                explained,
            ).rows
        ),
        kept.totals["minimum"],
        kept.totals["lowest"],
        kept.totals["below"],
        tuple(
            sorted(
                (fact for fact in facts if isinstance(fact, PlanRow)),
                key=lambda each: (
                    each.state == "slipped",
                    -(each.days_late or 0),
                    each.account,
                    each.plan,
                ),
            )
        ),
        tuple(
            goals.goal_rows(
                [fact for fact in facts if isinstance(fact, goals.GoalPart)], policy, as_of
            )
        ),
    )
    parts = {name: getattr(row, name) for name in review_cut.PARTS}
    cut = row._replace(**review_cut.cut_rows(parts, options.limit))
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
        sections=tuple(_sections(row, cut, policy, as_of, options)),
        notes=notes,
        evidence=[_evidence(row)] if options.explain else (),
        named_by=("week",),
        currency=policy.currency,
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


def _worth(deals: Sequence[DealRow]) -> Message | str:
    """What the deals are worth together, behind their number; of none there is nothing to say."""
    unvalued = sum(each.amount is None for each in deals)
    worth = f", {told(sums(each.amount for each in deals))}" if deals else ""
    return Message("cell-review-worth", (worth, unvalued)) if unvalued else worth


_NAMING = ("account", "person", "deal", "kind", "subject", "plan", "goal", "figure")
_WHO = (Column("name", "text", 9), Column("account", "id", 3))
_STANCES = (
    *_WHO,
    Column("person", "text", 9),
    Column("from_", "status", 8, heading="before"),
    Column("to", "status", 9, heading="now"),
    Column("date", "date", 6),
    Column("why", "text", 7, heading="reason"),
    Column("owner", "label", 4),
)
_SLIPS = (
    *_WHO,
    Column("kind", "status", 9, heading="promise"),
    Column("subject", "id", 9),
    Column("before", "date", 6, heading="before"),
    Column("now", "date", 9, heading="now"),
    Column("days", "count", 9, heading="days_moved"),
    Column("owner", "label", 6),
)
_NEW = (
    *_WHO,
    Column("deal", "id", 9),
    Column("stage", "label", 8),
    Column("amount", "money", 8),
    Column("owner", "label", 7),
    Column("date", "date", 5),
)
_WON = (
    *_WHO,
    Column("deal", "id", 9),
    Column("amount", "money", 9),
    Column("owner", "label", 7),
    Column("date", "date", 5),
)
_LOST = (
    *_WHO,
    Column("deal", "id", 9),
    Column("result", "status", 9, heading="outcome"),
    Column("reason", "label", 9),
    Column("competitor", "text", 6),
    Column("amount", "money", 8),
    Column("owner", "label", 5),
)
_BLIND = tuple(column for column in blind.COLUMNS if column.field != "owner")
_PLANS = (
    *_WHO,
    Column("plan", "id", 9),
    Column("state", "status", 9, heading="plan_state"),
    Column("date", "date", 6),
    Column("days_late", "late", 8),
    Column("note", "text", 5, heading="how"),
    Column("owner", "label", 7),
)
_FIGURES = (
    Column("figure", "status", 9, heading="figure"),
    Column("before_said", "message", 9, heading="before"),
    Column("now_said", "message", 9, heading="now"),
    Column("change", "text", 9, heading="difference"),
)


def _sections(
    row: ReviewRow, cut: ReviewRow, policy: Policy, as_of: date, options: Options
) -> list[Table]:
    team, stages, reasons = (
        team_labels(policy, as_of),
        group_labels("stage", policy),
        group_labels("reason", policy),
    )
    labels: dict[str, Any] = {"owner": team, "stage": stages, "reason": reasons}
    floor = (
        Message("cell-review-cadence-none")
        if row.minimum is None
        else Message(
            "cell-review-cadence",
            (
                percent(row.minimum),
                cadence.called(row.lowest, policy, as_of),
                options.floor,
                row.below,
            ),
        )
    )
    roles = {
        "missing": {
            role: spec.label for each in policy.role_sets.values() for role, spec in each.items()
        },
        "stage": stages,
    }

    def part(
        name: str, rows: Sequence[Any], columns: tuple[Column, ...], named: Any, *args: Any
    ) -> Table:
        title, field = Message(f"title-review-{name}", args), name.replace("-", "_")
        first = getattr(cut, field, rows)
        more = review_cut.rest(field, rows, first, (row.start, row.end), options.filters)
        fields = {column.field for column in columns}
        naming = tuple(name for name in _NAMING if name in fields)
        # without rows the title says it all
        return Table(
            "review",
            as_of,
            first,
            columns,
            labels=named,
            title=title,
            notes=(title,),
            more=more,
            named_by=naming,
        )

    return [
        part("coverage", row.coverage, _FIGURES, {}),
        part("won-over", row.won_over, _STANCES, labels, len(row.won_over)),
        part("lost-over", row.lost_over, _STANCES, labels, len(row.lost_over)),
        part("slips", row.slips, _SLIPS, labels, len(row.slips)),
        part("new", row.new, _NEW, labels, len(row.new), _worth(row.new)),
        part("closed", row.closed, _WON, labels, len(row.closed), _worth(row.closed)),
        part("losses", row.losses, _LOST, labels, len(row.losses), _worth(row.losses)),
        part("blind", row.blind, _BLIND, roles, len(row.blind)),
        part("floor", (), (), {}, floor),
        part(
            "plans",
            row.plans,
            _PLANS,
            labels,
            sum(each.state == "done" for each in row.plans),
            sum(each.state == "slipped" for each in row.plans),
        ),
        *([part("goals", row.goals, goals.COLUMNS, {"audience": team})] if row.goals else []),
    ]


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
