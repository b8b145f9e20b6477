"""Why do we do this, and are we getting there?"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.contracts import first_day
from crmcli.domain.deals.deals import deals_on
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import plus_days
from crmcli.reports.customers import satisfaction_facts
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.forecast.goal_rows import GoalRow, goal_row
from crmcli.reports.forecast.trend_metrics import METRICS, TRAILING, Part, together
from crmcli.reports.options import ExplainOptions, NoOptions
from crmcli.reports.report import FactSource, Report

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
    for fact in satisfaction_facts.gather(account, policy, as_of, NoOptions()):
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
        goal_row(name, goal, totals.get(goal.metric or "", Part(None, 0, 0, 0)), policy, as_of)
        for name, goal in policy.goals.items()
    ]


def _said(row: GoalRow, as_of: date) -> str:
    since = (
        f" --since {plus_days(as_of, 1 - TRAILING)}"
        if row.metric in ("win_rate", "nps", "expansion_share")
        else ""
    )
    return f"{_BEHIND.get(row.metric or '', 'policy.goals')} --as-of {as_of}{since}"


FACTS = FactSource("goals", gather, NoOptions)
REPORT = Report("goals", FACTS, tabulate, ExplainOptions)
