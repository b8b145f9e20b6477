"""The agenda: everything an account asks of us, each with its day and its reason."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.charges import KINDS as CHARGES
from crmcli.domain.deals.charges import Charge, charges
from crmcli.domain.deals.contracts import renewed_by
from crmcli.domain.deals.promises import open_promises
from crmcli.domain.label import Label
from crmcli.domain.people.coverage import Slot, is_open, required_roles, slots
from crmcli.domain.people.presence import heir, is_active, owner_of
from crmcli.domain.people.touches import LastTouches, last_touches
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import GOING
from crmcli.domain.relations.cadence import Rhythm, applies, responsible, rhythm, start_of
from crmcli.domain.relations.deal_tasks import entries_of, of_deals, of_promises, revisits
from crmcli.domain.relations.left_contacts import gone as gone_by
from crmcli.domain.relations.left_contacts import of_plan
from crmcli.domain.relations.referral_asks import asks
from crmcli.domain.relations.resting import rests, with_rest
from crmcli.domain.relations.task import MOVABLE, Task
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import plus_days, working_day
from crmcli.domain.time.dated import current

# of the roles without a rep, so many are named; `crm coverage ACCOUNT` shows them all
NAMED_ROLES = 3


def tasks(account: Account, policy: Policy, as_of: date, days: int) -> Iterator[Task]:
    """What is due by that day, or within so many days of it, and does not rest?"""
    return (each for each in all_tasks(account, policy, as_of, days) if not each.rests(as_of))


def all_tasks(account: Account, policy: Policy, as_of: date, days: int) -> Iterator[Task]:
    """The same with those that rest.

    Due days on weekends and holidays come forward.
    """
    known = rests(account.resting, as_of) if account.resting else {}
    horizon = plus_days(as_of, days)
    for each in _all(account, policy, as_of):
        owner = heir(each.owner, account.owner, policy.team, as_of)
        task = each._replace(owner=owner, fact=each.fact or each.day)
        if known:
            task = with_rest(task, known, policy.resting)
        if task.day is None:
            yield task
            continue
        day = working_day(task.day, policy.holiday_dates) if task.kind in MOVABLE else task.day
        # an empty period is told from the day it is at risk, not on its last one
        if day <= horizon or task.kind == "cadence":
            yield task._replace(day=day)


def _all(account: Account, policy: Policy, as_of: date) -> Iterator[Task]:
    touches = last_touches(account, as_of)
    promises = [*open_promises(account, as_of, policy.holiday_dates)]
    if account.status != "disqualified":
        yield from revisits(account, policy, as_of)
    yield from of_deals(account, policy, as_of, touches, promises)  # no `status` ends a deal
    going = account.status in GOING
    yield from of_promises(
        account, promises if going else [each for each in promises if each.deal], as_of
    )
    yield from _left_behind(account, policy, as_of, going=going)
    if not going:
        return
    yield from _cases(account, as_of)
    yield from _renewals(account, policy, as_of)
    yield from _cadences(account, policy, as_of)
    yield from _plans(account, policy, as_of)
    yield from _roles(account, policy, as_of, touches)
    yield from _referrals(account, policy, as_of)


def _left_behind(account: Account, policy: Policy, as_of: date, *, going: bool) -> Iterator[Task]:
    """What those have in hand who have left us, or are about to: a row for each of them."""
    leaving = [name for name, member in policy.team.items() if member.left is not None]
    if not leaving:
        return
    found: dict[str, list[Charge]] = {}
    for charge in charges(account, policy, as_of):
        if charge.member in leaving and (going or charge.kind in ("deals", "promises")):
            found.setdefault(charge.member, []).append(charge)
    for name, behind in found.items():
        member = policy.team[name]
        counts = Counter(charge.kind for charge in behind)
        told = [Message(f"why-left-{kind}", (counts[kind],)) for kind in CHARGES if counts[kind]]
        owner = account.owner if account.owner != name else member.manager
        is_gone = not is_active(name, policy.team, as_of)
        key = "why-owner-left" if is_gone else "why-owner-leaves"
        why = Message(key, (member.name or name, Message("list", tuple(told))))
        places = tuple(dict.fromkeys(charge.record for charge in behind))
        yield Task(member.left, "owner-left", name, owner or account.owner, why, places)


def _cases(account: Account, as_of: date) -> Iterator[Task]:
    for name, case in account.cases.items():
        if case.opened <= as_of and not (case.closed and case.closed <= as_of):
            why = Message(f"why-{case.kind}", (case.what or name, (as_of - case.opened).days))
            owner = owner_of(case, account)
            place = (f"cases.{name}",)
            words = case.what or ""
            yield Task(case.opened, "case", name, owner, why, place, words=words)


def _renewals(account: Account, policy: Policy, as_of: date) -> Iterator[Task]:
    for name, contract in account.contracts.items():
        end = contract.end
        if (
            end is None
            or contract.start > as_of
            or renewed_by(account, contract, policy, as_of)
            or (as_of - end).days > policy.renewals.grace_days
        ):
            continue
        reminders = {
            *policy.renewals.remind_days,
            *((contract.notice_days,) if contract.notice_days else ()),
            0,
        }
        days = sorted(plus_days(end, -before) for before in reminders)
        passed = [day for day in days if working_day(day, policy.holiday_dates) <= as_of]
        day = passed[-1] if passed else days[0]
        why = (
            Message("why-renewal", (end, (end - as_of).days))
            if end >= as_of
            else Message("why-expired", (end, (as_of - end).days))
        )
        # put off is the contract with that end, whichever day reminds of it
        yield Task(day, "renewal", name, account.owner, why, (f"contracts.{name}",), fact=end)


def _cadences(account: Account, policy: Policy, as_of: date) -> Iterator[Task]:
    for name, cadence in policy.cadences.items():
        if not applies(cadence.for_, account):
            continue
        start = start_of(cadence, account, as_of)
        if start is None:
            continue
        for touch in cadence.touches:
            now = rhythm(account, touch, start, as_of)
            if now is not None and now.state in ("overdue", "at-risk"):
                records = (f"policy.cadences.{name}", *entries_of(now.touches))
                yield Task(
                    now.due,
                    "cadence",
                    f"{name}/{touch.type}",
                    responsible(cadence, account, policy, as_of),
                    _why(now, touch.type),
                    records,
                )


def _why(now: Rhythm, kind: str) -> Message:
    return Message(
        f"why-cadence-{now.state}", (Message(f"type-{kind}"), now.satisfied, now.completed)
    )


def _plans(account: Account, policy: Policy, as_of: date) -> Iterator[Task]:
    if not account.plans:
        return
    roles: dict[str, Label | str] = {
        name: spec.label or name for name, spec in required_roles(account, policy).items()
    }
    whom = roles | {name: contact.name for name, contact in account.contacts.items()}
    left = gone_by(account, as_of)
    for name, plan in account.plans.items():
        if plan.due is not None and is_open(plan, as_of):
            gone = [account.contacts[each].name for each in of_plan(plan, left)]
            said = (
                whom.get(plan.for_, plan.for_),
                plan.how or Message(f"word-{plan.kind or 'plan'}"),
            )
            why = (
                Message("why-plan-left", (*said, Message("list", tuple(gone))))
                if gone
                else Message("why-plan", said)
            )
            owner, place = owner_of(plan, account), (f"plans.{name}",)
            yield Task(plan.due, "plan", name, owner, why, place, words=plan.how or "")


def _roles(account: Account, policy: Policy, as_of: date, touches: LastTouches) -> Iterator[Task]:
    told: set[str] = set()
    unled: list[Slot] = []
    limit = policy.freshness.stance_days
    for slot in slots(account, policy, as_of, touches):
        if slot.waived is not None:
            continue
        for holder in slot.holders:
            stance = current(account.contacts[holder].stance, as_of)
            if holder in told or stance is None or stance.date is None:
                continue
            told.add(holder)
            why = Message("why-stance", (Message(f"stance-{stance.value}"), stance.date))
            first = plus_days(stance.date, limit + 1)  # the first day on which it is stale
            owner, place = slot.rep or account.owner, f"contacts.{holder}.stance"
            yield Task(first, "stance", holder, owner, why, (place,))
        if len(slot.reps) != 1:
            unled.append(slot)
    if unled:  # one row: a dozen for every new account would bury the rest
        names = Message("list", tuple(slot.spec.label or slot.role for slot in unled[:NAMED_ROLES]))
        key = (
            "why-rep"
            if len(unled) == 1
            else "why-reps"
            if len(unled) <= NAMED_ROLES
            else "why-reps-more"
        )
        why = Message(key, (names, len(unled), len(unled) - NAMED_ROLES))
        yield Task(
            None,
            "rep",
            ", ".join(slot.role for slot in unled),
            account.owner,
            why,
            tuple(f"roles.{slot.role}" for slot in unled),
        )


def _referrals(account: Account, policy: Policy, as_of: date) -> Iterator[Task]:
    """Who might recommend us; without a day, for nobody is late with it."""
    for each in asks(account, policy, as_of):
        answer = each.answer
        why = Message("why-referral", (answer.score, answer.scale, answer.date, each.since))
        day = each.answer.date
        yield Task(None, "referral_ask", each.contact, each.owner, why, each.records, fact=day)
