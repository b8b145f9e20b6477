"""Whom do we ask for a referral?

Who is as content as can be, friendly, well looked after, and was not asked lately;
docs/referrals.md tells the rules.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from crmcli.domain.deals.deals import open_deals
from crmcli.domain.people.coverage import is_fresh, is_open, required_roles
from crmcli.domain.people.presence import has_left, present
from crmcli.domain.records.account import Account, Plan
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.scores import TEN, is_at_least, scale_of
from crmcli.domain.relations.attempts import knocking
from crmcli.domain.relations.cadence import applies, rhythm, start_of
from crmcli.domain.time.calendar import add_months
from crmcli.domain.time.dated import current

KIND = "referral_ask"  # of the plans that say so


class Score(NamedTuple):
    """What somebody said of us: the score on its scale, the day, and where it is written."""

    date: date
    score: Money
    scale: int
    record: str


class ReferralAsk(NamedTuple):
    """Somebody to ask.

    `since` is the day their stance was assessed, `records` what speaks for it, `owner` who of ours
    asks.
    """

    contact: str
    answer: Score
    since: date
    owner: str | None
    records: tuple[str, ...]


def asks(account: Account, policy: Policy, as_of: date) -> list[ReferralAsk]:
    """The contacts to ask on that day, in the file's order; nobody where the account is no
    customer, its rhythm is not kept or it is pressed already.
    """
    if not policy.referral_ask.ask or account.status != "customer":
        return []
    friends = _friends(account, policy, as_of)  # asked first: they are few, and a log is long
    found = list(_content(account, friends, policy, as_of)) if friends else []
    return (
        found
        if found
        and not _complains(account, as_of)
        and _is_kept(account, policy, as_of)
        and not _is_pressed(account, policy, as_of)
        else []
    )


def _friends(account: Account, policy: Policy, as_of: date) -> dict[str, date]:
    """Who of those who are there is friendly, with the day that was assessed on."""
    found = {}
    for name, contact in account.contacts.items():
        stance = current(contact.stance, as_of) if contact.stance else None
        if (
            stance is None
            or stance.date is None
            or stance.value != "friendly"
            or has_left(contact, as_of)
        ):
            continue
        if is_fresh(stance, policy.freshness.stance_days, as_of):
            found[name] = stance.date
    return found


def _content(
    account: Account, friends: Mapping[str, date], policy: Policy, as_of: date
) -> Iterator[ReferralAsk]:
    """Who of them would say yes, and was not asked lately."""
    rule, answers = policy.referral_ask, _answers(account, as_of)
    for name, since in friends.items():
        answer = answers.get(name)
        if (
            answer is None
            or not is_at_least(answer.score, answer.scale, rule.score)
            or add_months(answer.date, rule.answer_months) < as_of
        ):
            continue
        asked = _asked(account, name)
        if any(is_open(plan, as_of) for plan in asked.values()):
            continue
        last = max(((_ended(plan, as_of), key) for key, plan in asked.items()), default=None)
        if last is not None and add_months(last[0], rule.months) > as_of:
            continue
        before = (f"plans.{last[1]}",) if last else ()
        yield ReferralAsk(
            name,
            answer,
            since,
            whose(account, policy, name, as_of),
            (answer.record, f"contacts.{name}.stance", *before),
        )


def _answers(account: Account, as_of: date) -> dict[str, Score]:
    """Each contact's latest answer: of surveys, and of check-ins; of one day the lowest."""
    found: dict[str, Score] = {}
    for survey in account.surveys:
        scale = scale_of(survey)
        if survey.contact and scale is not None and survey.date <= as_of:
            _keep(
                found,
                survey.contact,
                Score(survey.date, survey.score, scale, f"surveys.{survey.date}"),
            )
    for entry in account.log:
        if entry.score is not None and entry.score <= TEN and entry.date <= as_of:
            for name in entry.with_:
                _keep(found, name, Score(entry.date, entry.score, TEN, f"log.{entry.date}"))
    return found


def _keep(found: dict[str, Score], name: str, answer: Score) -> None:
    before = found.get(name)
    if before is None or _order(answer) > _order(before):
        found[name] = answer


def _order(answer: Score) -> tuple[date, Fraction, int, str]:
    """The later counts, then the lower; equals by how they are written, so that no order of the
    file does.
    """
    return answer.date, -Fraction(answer.score) / answer.scale, answer.scale, answer.record


def _asked(account: Account, name: str) -> dict[str, Plan]:
    """The plans to ask this contact, by name or by a role."""
    means = {name, *(role for role, record in account.roles.items() if name in record.contacts)}
    return {
        key: plan for key, plan in account.plans.items() if plan.kind == KIND and plan.for_ in means
    }


def _ended(plan: Plan, as_of: date) -> date:
    """The day on which a plan that is no longer open was done or dropped."""
    return max(
        end.date for end in (plan.done, plan.dropped) if end is not None and end.date <= as_of
    )


def whose(account: Account, policy: Policy, contact: str, as_of: date) -> str | None:
    """Who of ours asks them?

    The rep of the first required role they hold that has exactly one, else the account's owner.
    """
    for role in required_roles(account, policy):
        record = account.roles.get(role)
        if record is not None and record.waived is None and contact in record.contacts:
            reps = present(record.reps, policy.team, as_of)
            if len(reps) == 1:
                return reps[0]
    return account.owner


def _complains(account: Account, as_of: date) -> bool:
    """Is a complaint open?"""
    return any(
        case.kind == "complaint"
        and case.opened <= as_of
        and not (case.closed and case.closed <= as_of)
        for case in account.cases.values()
    )


def _is_kept(account: Account, policy: Policy, as_of: date) -> bool:
    """Has a touch of a cadence come since it began, and is nothing missed or at risk?"""
    came = False
    for cadence in policy.cadences.values():
        start = start_of(cadence, account, as_of) if applies(cadence.for_, account) else None
        if start is None:
            continue
        for touch in cadence.touches:
            now = rhythm(account, touch, start, as_of)
            if now is not None and now.state in ("overdue", "at-risk"):
                return False
            came = came or bool(now and now.touches)
    return came


def _is_pressed(account: Account, policy: Policy, as_of: date) -> bool:
    """Has one of its open deals had all its attempts without an answer?"""
    for name, _, now, _ in open_deals(account, policy, as_of):
        tries = None if now.parked else knocking(account, name, policy.attempts, as_of)
        if tries is not None and tries.step != "attempt":
            return True
    return False
