"""The agenda: everything an account asks of us, each with its day and its reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from crmcli.domain.deals.charges import KINDS as CHARGES
from crmcli.domain.deals.charges import Charge, charges
from crmcli.domain.deals.contracts import renewed_by
from crmcli.domain.deals.deals import open_deals, rot_date
from crmcli.domain.deals.endings import ending
from crmcli.domain.deals.promises import Promise, has_begun, open_promises, settles
from crmcli.domain.people.coverage import Slot, is_open, required_roles, slots
from crmcli.domain.people.presence import heir, is_active, owner_of
from crmcli.domain.people.touches import LastTouches, known_log, last_touches
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import GOING
from crmcli.domain.relations.attempts import knocking
from crmcli.domain.relations.cadence import Rhythm, applies, responsible, rhythm, start_of
from crmcli.domain.relations.left_contacts import gone as gone_by
from crmcli.domain.relations.left_contacts import of_plan
from crmcli.domain.relations.referral_asks import asks
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import plus_days, working_day
from crmcli.domain.time.dated import current

# In order of urgency. The relation kinds are those that short-term targets bury.
KINDS = (
    "next",
    "case",
    "attempt",
    "final",
    "close",
    "renewal",
    "revisit",
    "cadence",
    "plan",
    "rotten",
    "stance",
    "owner-left",
    "rep",
    "referral_ask",
)
RELATION = frozenset(("cadence", "plan", "stance", "rep"))
# of the roles without a rep, so many are named; `crm coverage ACCOUNT` shows them all
NAMED_ROLES = 3
# the others date what has happened
_MOVABLE = frozenset(("next", "attempt", "final", "close", "renewal", "revisit", "cadence", "plan"))


class Task(NamedTuple):
    """One thing to do.

    `day` is when it falls due, None when it has no day of its own; `subject` names a deal, person,
    case or the like; `records` are the places in the account's file (a cadence's is in the policy)
    that ask for it, such as deals.pt2.next or log.2026-07-22.
    """

    day: date | None
    kind: str
    subject: str
    owner: str | None
    why: Message
    records: tuple[str, ...]


def tasks(account: Account, policy: Policy, as_of: date, days: int) -> Iterator[Task]:
    """What is due by that day, or within so many days of it?

    Due days on weekends and holidays come forward.
    """
    horizon = plus_days(as_of, days)
    for each in _all(account, policy, as_of):
        task = each._replace(owner=heir(each.owner, account.owner, policy.team, as_of))
        if task.day is None:
            yield task
            continue
        day = working_day(task.day, policy.holiday_dates) if task.kind in _MOVABLE else task.day
        # an empty period is told from the day it is at risk, not on its last one
        if day <= horizon or task.kind == "cadence":
            yield task._replace(day=day)


def _all(account: Account, policy: Policy, as_of: date) -> Iterator[Task]:
    touches = last_touches(account, as_of)
    promises = [*open_promises(account, as_of, policy.holiday_dates)]
    if account.status != "disqualified":
        yield from _revisits(account, policy, as_of)
    yield from _deals(account, policy, as_of, touches, promises)  # no `status` ends a deal
    going = account.status in GOING
    yield from _promises(
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


def _deals(
    account: Account,
    policy: Policy,
    as_of: date,
    touches: LastTouches,
    promises: Sequence[Promise],
) -> Iterator[Task]:
    promised = {each.deal for each in promises}
    for name, _, now, owner in open_deals(account, policy, as_of, touches.deals):
        tries = None if now.parked else knocking(account, name, policy.attempts, as_of)
        if tries is not None and (tries.step != "attempt" or name not in promised):
            parts: tuple[Any, ...] = (tries.tries, policy.attempts.max, tries.final or tries.last)
            if tries.step == "close":
                parts = (*parts, Message(f"word-{policy.attempts.close_as}"))
            why = Message(f"why-{tries.step}", parts)
            yield Task(tries.due, tries.step, name, owner, why, _entries(tries.days))
        rot = (
            policy.stages[now.stage].rot_days
            if now.stage is not None and now.stage in policy.stages
            else None
        )
        if now.rotten and rot is not None:
            yield Task(
                rot_date(now, rot, as_of),
                "rotten",
                name,
                owner,
                Message("why-rotten", (now.idle, rot)),
                (f"deals.{name}",),
            )


def _entries(days: Iterable[date]) -> tuple[str, ...]:
    """The log's entries of these days."""
    return tuple(f"log.{day}" for day in dict.fromkeys(days))


def _promises(account: Account, promises: Iterable[Promise], as_of: date) -> Iterator[Task]:
    """Next steps that stand: of open deals, and promised in the log."""
    for each in promises:
        step = each.step
        why = Message("why-next", (step.what,)) if step.what else Message("why-next-bare")
        deal = account.deals.get(each.deal) if each.deal else None
        begun = deal if deal and has_begun(deal, as_of) else None
        owner = step.owner or owner_of(begun, account)
        told = f"deals.{each.deal}" if each.entry is None else f"log.{account.log[each.entry].date}"
        yield Task(step.date, "next", each.subject(account.id), owner, why, (f"{told}.next",))


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
            yield Task(case.opened, "case", name, owner, why, (f"cases.{name}",))


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
        yield Task(day, "renewal", name, account.owner, why, (f"contracts.{name}",))


def _revisits(account: Account, policy: Policy, as_of: date) -> Iterator[Task]:
    """Deals that ended without a sale, and when to ask again; the first time somebody was spoken or
    written to from that day on about them, about a newer deal or about none settles that.
    """
    for name, deal in account.deals.items():
        ended = ending(deal, as_of)
        if ended is None or ended.revisit is None or ended.result not in ("lost", "no_decision"):
            continue
        newer = {
            key
            for key, other in account.deals.items()
            if other.stages and other.stages[0].date and other.stages[0].date > ended.date
        }
        first = working_day(ended.revisit, policy.holiday_dates)
        if not any(
            entry.date >= first
            and settles(entry)
            and (entry.deal in (None, name) or entry.deal in newer)
            for entry in known_log(account, as_of)
        ):
            reason = (
                policy.reasons[ended.reason].label
                if ended.reason is not None and ended.reason in policy.reasons
                else None
            ) or ended.reason
            why = Message(
                "why-revisit" if reason else "why-revisit-bare",
                (Message(f"word-{ended.result}"), ended.date, reason),
            )
            yield Task(
                ended.revisit,
                "revisit",
                name,
                owner_of(deal, account),
                why,
                (f"deals.{name}.outcome.revisit",),
            )


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
                records = (f"policy.cadences.{name}", *_entries(now.touches))
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
    roles: dict[str, Any] = {
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
            yield Task(plan.due, "plan", name, owner_of(plan, account), why, (f"plans.{name}",))


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
        yield Task(None, "referral_ask", each.contact, each.owner, why, each.records)
