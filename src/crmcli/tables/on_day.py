"""An account as of a day: only what is dated on or before it."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from crmcli.domain.deals.contracts import known_from
from crmcli.domain.deals.endings import ends
from crmcli.domain.records.account import Account, Contact, Deal, Ended, Plan
from crmcli.domain.records.customer import Case
from crmcli.domain.time.dated import until

R = TypeVar("R")


def on_day(account: Account, day: date) -> Account:
    """The account's record without what is dated later.

    Deals that were not created yet and contracts nobody could know of are left out; who left
    later has not left, and what ended later has not ended.
    """
    # a remembered one has the fields of a record, and nothing else
    whole = Account._make([getattr(account, field) for field in Account._fields])
    return whole._replace(
        contacts={name: _contact(each, day) for name, each in account.contacts.items()},
        plans={name: _plan(each, day) for name, each in account.plans.items()},
        deals={
            name: _deal(each, day)
            for name, each in account.deals.items()
            if not (each.stages and each.stages[0].date and each.stages[0].date > day)
        },
        contracts={k: each for k, each in account.contracts.items() if known_from(each) <= day},
        assets={
            name: each
            for name, each in account.assets.items()
            if each.since is None or each.since <= day
        },
        cases=_cases(account.cases, day),
        surveys=tuple(each for each in account.surveys if each.date <= day),
        resting=tuple(each for each in account.resting if each.date <= day),
        log=tuple(each for each in account.log if each.date <= day),
    )


def _contact(contact: Contact, day: date) -> Contact:
    is_gone = contact.left is not None and contact.left <= day
    return contact._replace(
        stance=tuple(until(contact.stance, day)), left=contact.left if is_gone else None
    )


def _plan(plan: Plan, day: date) -> Plan:
    return plan._replace(
        progress=tuple(until(plan.progress, day)),
        done=plan.done if plan.done and plan.done.date <= day else None,
        dropped=plan.dropped if plan.dropped and plan.dropped.date <= day else None,
    )


def _deal(deal: Deal, day: date) -> Deal:
    held = [(end, back) for end, back in ends(deal) if end.date <= day]
    now = max(
        (end for end, back in held if back is None or back > day),
        key=lambda end: end.date,
        default=None,
    )
    ended: tuple[Ended, ...] = tuple(
        each for each in deal.ended if each.date <= day and each.reopened <= day
    )
    hand = deal.probability
    return deal._replace(
        stages=tuple(until(deal.stages, day)),
        amount=tuple(until(deal.amount, day)),
        close=tuple(until(deal.close, day)),
        ended=ended,
        outcome=now,
        probability=None if hand and hand.date and hand.date > day else hand,
        verbal=deal.verbal if deal.verbal and deal.verbal <= day else None,
    )


def _cases(cases: Mapping[str, Case], day: date) -> dict[str, Case]:
    return {
        name: each
        if each.closed is None or each.closed <= day
        else each._replace(closed=None, resolution=None)
        for name, each in cases.items()
        if each.opened <= day
    }
