"""How does a goal stand on a day: where it began, where it is, and where it should be?"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.people.stances import signed
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Goal, Policy
from crmcli.domain.records.ratio import bound, bounds, floored, with_sign
from crmcli.domain.table import Message
from crmcli.domain.time.dated import Fact, current
from crmcli.reports.forecast.trend_metrics import Part

PERCENT = ("win_rate", "coverage", "cadence", "expansion_share")  # goals of these are in percent


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
    elapsed: float | None
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


def goal_row(name: str, goal: Goal, total: Part, policy: Policy, as_of: date) -> GoalRow:
    """The goal as it stands, by the sum of all parts of its metric."""
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
    elapsed = _elapsed(base, aim, as_of)
    line = _line(base, aim, elapsed)
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
        elapsed,
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


def _elapsed(base: Fact[Money] | None, aim: Fact[Money] | None, as_of: date) -> float | None:
    """Which part of the time between baseline and target has passed, 0..1; None without two
    days.
    """
    if (
        base is None
        or aim is None
        or base.date is None
        or aim.date is None
        or aim.date <= base.date
    ):
        return None
    return min(max((as_of - base.date).days / (aim.date - base.date).days, 0.0), 1.0)


def _line(base: Fact[Money] | None, aim: Fact[Money] | None, elapsed: float | None) -> float | None:
    """Where the straight line between baseline and target stands; None without two days."""
    if base is None or aim is None or elapsed is None:
        return None
    return float(base.value) + (float(aim.value) - float(base.value)) * elapsed


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
