"""The days on which an account's facts become others, as they are known on a day: those that stand
in it, and those on which something in it grows too old.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from crmcli.domain.deals.deals import open_deals, rot_date
from crmcli.domain.people.touches import last_touches
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy


def of_leaving(account: Account, _policy: Policy, _as_of: date) -> Iterator[date]:
    """On which contacts leave."""
    return (each.left for each in account.contacts.values() if each.left is not None)


def of_deals(account: Account, _policy: Policy, _as_of: date) -> Iterator[date]:
    """Written in its deals."""
    return _written(account.deals.values())


def of_deals_and_touches(account: Account, policy: Policy, as_of: date) -> Iterator[date]:
    """Written in its deals, and those of what its log tells."""
    yield from of_deals(account, policy, as_of)
    yield from (entry.date for entry in account.log)


def of_stances(account: Account, policy: Policy, _as_of: date) -> Iterator[date]:
    """On which contacts come, leave, are assessed, or were assessed too long ago; on which somebody
    of ours leaves.
    """
    known = timedelta(policy.freshness.stance_days + 1)
    for contact in account.contacts.values():
        if contact.left is not None:
            yield contact.left
        for fact in contact.stance:
            if fact.date is not None:
                yield from _both(fact.date, known)
    yield from _of_roles(account, policy)


def of_coverage(account: Account, policy: Policy, as_of: date) -> Iterator[date]:
    """The same, with plans, and touches that grow too old."""
    yield from of_stances(account, policy, as_of)
    met = timedelta(policy.freshness.contact_days + 1)
    for entry in account.log:
        yield from _both(entry.date, met)
    for plan in account.plans.values():
        yield from _written(plan)
        if plan.due is not None:
            yield from _both(plan.due, timedelta(1))


def of_pipeline(account: Account, policy: Policy, as_of: date) -> Iterator[date]:
    """The same with those written in its deals, on which they rot, and on which they should have
    been closed.
    """
    yield from of_coverage(account, policy, as_of)
    yield from of_deals(account, policy, as_of)
    touches = last_touches(account, as_of).deals
    for _, _, now, _ in open_deals(account, policy, as_of, touches):
        spec = policy.stages.get(now.stage) if now.stage else None
        if spec is not None and spec.rot_days is not None:
            yield rot_date(now, spec.rot_days, as_of)
        if now.close is not None:
            yield from _both(now.close, timedelta(1))


def _of_roles(account: Account, policy: Policy) -> Iterator[date]:
    yield from _written(account.roles.values())
    yield from (each.left for each in policy.team.values() if each.left is not None)


def _both(day: date, more: timedelta) -> Iterator[date]:
    """The day, and the one so much later, where there is one."""
    yield day
    if more <= date.max - day:
        yield day + more


def _written(values: Iterable[object]) -> Iterator[date]:
    for each in values:
        if isinstance(each, date):
            yield each
        elif isinstance(each, tuple):
            yield from _written(each)
        elif isinstance(each, dict):
            yield from _written(each.values())
