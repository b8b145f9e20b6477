"""Why do we do this, and are we getting there?"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.deals.contracts import first_day
from crmcli.domain.deals.deals import deals_on
from crmcli.domain.label import Label
from crmcli.domain.people.stances import signed
from crmcli.domain.records.account import Account, Money
from crmcli.domain.records.policy import Goal, Policy
from crmcli.domain.records.ratio import bound, bounds, floored, with_sign
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import plus_days
from crmcli.domain.time.dated import Fact, current
from crmcli.reports.customers import satisfaction
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.forecast.trend_metrics import METRICS, TRAILING, Part, together
from crmcli.reports.options import ExplainOptions, NoOptions
from crmcli.reports.report import FactSource, Report

PERCENT = ("win_rate", "coverage", "cadence", "expansion_share")  # goals of these are in percent
_TRENDS = {
    "win_rate": "winrate",
    "coverage": "coverage",
    "stance_index": "stance",
    "cadence": "cadence",
    "open_amount": "open",
}
_BEHIND = {
    "win_rate": "crm winrate",
    "coverage": "crm coverage",
    "stance_index": "crm stance",
    "cadence": "crm cadence",
    "expansion_share": "crm balance",
    "nps": "crm satisfaction",
    "open_amount": "crm pipeline",
}
_ABOUT = ("relationship", None)  # an NPS of a product or of service is another figure


class GoalPart(NamedTuple):
    """What one account adds to one metric, for one owner."""

    owner: str | None
    metric: str
    part: Part


class GoalRow(NamedTuple):
    """One goal, in the unit of its metric: percent, NPS points, an index from -1 to 1, or an
    amount.

    `expected` is where the straight line from the baseline to the target stands today; `progress`
    is the way done, 0..1; `low` and `high` bound a win rate (95 %).
    """

    goal: str
    why: Label
    metric: str | None
    audience: tuple[str, ...]
    from_: Money | None
    from_date: date | None
    now: float | Money | None
    n: int
    low: float | None
    high: float | None
    to: Money | None
    to_date: date | None
    expected: float | None
    progress: float | None
    state: str
    few: bool

    @property
    def purpose(self) -> Label:
        """What it is for; its id where nobody wrote that down."""
        return self.why or {"": self.goal}

    @property
    def from_said(self) -> str | None:
        """The baseline as people read it."""
        return figure_shown(self.metric, self.from_)

    @property
    def now_said(self) -> Message | str | None:
        """The figure as it is; of few deals with its counts and interval."""
        if self.few and self.now is not None and self.low is not None and self.high is not None:
            return Message(
                "note-velocity-rate-few",
                (
                    round(float(self.now) * self.n / 100),
                    self.n,
                    bound(self.low / 100),
                    bound(self.high / 100),
                ),
            )
        return Message("common-n-a") if self.now is None else figure_shown(self.metric, self.now)

    @property
    def to_said(self) -> str | None:
        """The target as people read it."""
        return figure_shown(self.metric, self.to)

    @property
    def expected_said(self) -> str | None:
        """Where the line stands, as people read it."""
        return figure_shown(self.metric, self.expected)


def figure_shown(metric: str | None, value: float | Money | None) -> str | None:
    """A figure of the metric as people read it."""
    if value is None:
        return None
    if metric in PERCENT:
        return f"{floored(float(value))}%"
    if metric == "stance_index":
        return signed(float(value))
    if metric == "nps":
        return with_sign(f"{floored(float(value)):+d}")
    return f"{round(value):,}"


def gather(account: Account, policy: Policy, as_of: date, options: NoOptions) -> list[GoalPart]:
    """What the account adds to the metrics of the book's goals."""
    found = []
    for metric in sorted({goal.metric for goal in policy.goals.values() if goal.metric}):
        parts = (
            _MINE[metric](account, policy, as_of)
            if metric in _MINE
            else METRICS[_TRENDS[metric]](account, policy, as_of)
        )
        found += [GoalPart(part.owner, metric, part) for part in together(parts)]
    return found


def _expansion(account: Account, policy: Policy, as_of: date) -> Iterable[Part]:
    """The amount won lately, and how much of it where we had a customer already."""
    since = plus_days(as_of, 1 - TRAILING)
    for name, _, now, owner in deals_on(account, policy, as_of):
        if now.result == "won" and now.closed is not None and now.closed >= since:
            first = first_day(account, now.closed, without=name)
            amount = now.amount or 0
            yield Part(
                owner,
                amount if first is not None and first < now.closed else 0,
                amount,
                int(now.amount is not None),
                int(now.amount is None),
            )


def _nps(account: Account, policy: Policy, as_of: date) -> Iterable[Part]:
    """Promoters less detractors among those asked lately about the relation."""
    since = plus_days(as_of, 1 - TRAILING)
    for fact in satisfaction.gather(account, policy, as_of, NoOptions()):
        for answer in fact.answers:
            if (
                answer.kind == "nps"
                and answer.date >= since
                and answer.about in _ABOUT
                and answer.box != "odd"
            ):
                yield Part(account.owner, {"top": 1, "bottom": -1}.get(answer.box, 0), 1, 1)


_MINE: dict[str, Callable[[Account, Policy, date], Iterable[Part]]] = {
    "expansion_share": _expansion,
    "nps": _nps,
}


def tabulate(
    facts: Sequence[GoalPart], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per goal, in the policy's order."""
    rows = goal_rows(facts, policy, as_of)
    return Table(
        report="goals",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS,
        labels={"audience": team_labels(policy, as_of)},
        notes=_untold(facts) if rows else (Message("note-goals-none"),),
        evidence=[{"now": (_said(row, as_of),)} for row in rows] if options.explain else (),
        named_by=("goal",),
        currency=policy.currency if any(row.metric == "open_amount" for row in rows) else "",
        terms={row.metric: Message(f"means-goal-{row.metric}") for row in rows if row.metric}
        if options.explain
        else {},
    )


COLUMNS = (
    Column("goal", "id", 5),
    Column("purpose", "label", 9, heading="goal_why"),
    Column("from_said", "message", 8, heading="goal_from"),
    Column("now_said", "message", 9, heading="goal_now"),
    Column("expected_said", "message", 7, heading="goal_line"),
    Column("to_said", "message", 9, heading="goal_to"),
    Column("to_date", "date", 8, heading="goal_by"),
    Column("state", "status", 9, heading="goal_state"),
    Column("audience", "list", 5, heading="goal_audience"),
)


def _untold(facts: Iterable[GoalPart]) -> tuple[Message, ...]:
    """The deals that figures of amounts leave out, because nobody wrote how much."""
    left_out: dict[str, int] = {}
    for fact in facts:
        if fact.metric in ("open_amount", "expansion_share"):
            left_out[fact.metric] = left_out.get(fact.metric, 0) + int(fact.part.beside)
    return tuple(
        Message("note-goals-unvalued", (metric, count))
        for metric, count in sorted(left_out.items())
        if count
    )


def goal_rows(facts: Iterable[GoalPart], policy: Policy, as_of: date) -> list[GoalRow]:
    """Each goal as it stands on that day."""
    sums: dict[str, list[Part]] = {}
    for fact in facts:
        sums.setdefault(fact.metric, []).append(fact.part._replace(owner=None))
    totals = {metric: together(parts)[0] for metric, parts in sums.items()}
    return [
        _row(name, goal, totals.get(goal.metric or "", Part(None, 0, 0, 0)), policy, as_of)
        for name, goal in policy.goals.items()
    ]


def _row(name: str, goal: Goal, total: Part, policy: Policy, as_of: date) -> GoalRow:
    base = current(goal.from_, as_of) or next(iter(goal.from_), None)
    aim = next(
        (fact for fact in goal.to if fact.date is None or fact.date >= as_of),
        goal.to[-1] if goal.to else None,
    )
    now = _value(goal.metric, total)
    low, high = (
        (None, None)
        if goal.metric != "win_rate"
        else (
            None if each is None else 100 * each
            for each in bounds(int(total.part), int(total.whole))
        )
    )
    line = _line(base, aim, as_of)
    few = goal.metric == "win_rate" and total.n < policy.min_sample
    done = None
    if base is not None and aim is not None and now is not None and base.value != aim.value:
        done = min(
            max((float(now) - float(base.value)) / (float(aim.value) - float(base.value)), 0.0), 1.0
        )
    state_now = _state(base, aim, now, (low, high) if few else None, line, as_of)
    return GoalRow(
        name,
        goal.why,
        goal.metric,
        goal.audience,
        base.value if base else None,
        base.date if base else None,
        now,
        total.n,
        low,
        high,
        aim.value if aim else None,
        aim.date if aim else None,
        line,
        done,
        state_now,
        few,
    )


def _value(metric: str | None, total: Part) -> float | Money | None:
    if metric is None:
        return None
    if metric == "open_amount":
        return total.part
    if not total.whole:
        return None
    scale = 1 if metric == "stance_index" else 100
    return float(Decimal(total.part) * scale / Decimal(total.whole))


def _line(base: Fact[Money] | None, aim: Fact[Money] | None, as_of: date) -> float | None:
    """Where the straight line between baseline and target stands; None without two days."""
    if (
        base is None
        or aim is None
        or base.date is None
        or aim.date is None
        or aim.date <= base.date
    ):
        return None
    gone = min(max((as_of - base.date).days / (aim.date - base.date).days, 0.0), 1.0)
    return float(base.value) + (float(aim.value) - float(base.value)) * gone


def _state(
    base: Fact[Money] | None,
    aim: Fact[Money] | None,
    now: float | Money | None,
    span: tuple[float | None, float | None] | None,
    line: float | None,
    as_of: date,
) -> str:
    """goal-met, goal-missed, on-track, behind; unsure where so few deals could mean either;
    no-target, not-measured, not-begun.
    """
    if aim is None:
        return "no-target"
    if now is None:
        return "not-measured"
    sign = -1.0 if base is not None and aim.value < base.value else 1.0
    low, high = (
        (float(now), float(now))
        if span is None or span[0] is None or span[1] is None
        else span
        if sign > 0
        else (span[1], span[0])
    )
    worst, best = sign * float(low or 0), sign * float(high or 0)
    target = sign * float(aim.value)
    if worst >= target:
        return "goal-met"
    if aim.date is not None and aim.date < as_of:
        return "goal-missed" if best < target else "unsure"
    if line is None:
        return "no-line"
    if base is not None and base.date is not None and base.date > as_of:
        return "not-begun"
    if worst >= sign * line:
        return "on-track"
    return "behind" if best < sign * line else "unsure"


def _said(row: GoalRow, as_of: date) -> str:
    since = (
        f" --since {plus_days(as_of, 1 - TRAILING)}"
        if row.metric in ("win_rate", "nps", "expansion_share")
        else ""
    )
    return f"{_BEHIND.get(row.metric or '', 'policy.goals')} --as-of {as_of}{since}"


FACTS = FactSource("goals", gather, NoOptions)
REPORT = Report("goals", FACTS, tabulate, ExplainOptions)
