"""What is a week's page made of, and what does each account add to it?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import deals_on
from crmcli.domain.deals.endings import ending
from crmcli.domain.people.coverage import is_open
from crmcli.domain.people.presence import owner_of
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.reports.coverage import blind
from crmcli.reports.coverage.stance_changes import StanceChangeRow
from crmcli.reports.forecast.figure_row import FigureRow
from crmcli.reports.forecast.goal_rows import GoalRow
from crmcli.reports.pipeline.promises import Promises, stood
from crmcli.reports.pipeline.slips import SlipFact


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
    goals: tuple[GoalRow, ...]


def deals_of(account: Account, policy: Policy, as_of: date, since: date) -> list[DealRow]:
    """The deals that began or ended there since that day."""
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


def plans_of(account: Account, as_of: date, since: date) -> list[PlanRow]:
    """The plans that ended there since that day, and those that are overdue."""
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
        promise = fact.promise
        key = (promise.kind, promise.subject)
        known = recorded.get(fact.account, {}).get(key)
        if known is not None and promise.kind == "next" and known.about != promise.about:
            continue
        before = known.days[-1] if known is not None else stood(promise, eve)
        after = stood(promise, as_of)
        if before is not None and after is not None and before != after:
            rows.append(
                SlipRow(
                    fact.account, fact.name, *key, before, after, (after - before).days, fact.owner
                )
            )
    return sorted(rows, key=lambda row: (-row.days, row.account, row.kind, row.subject))
