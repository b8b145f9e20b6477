"""Where somebody who has left an account is still named in what goes on there.

Roles are told by the coverage, and have a rule of their own. What has ended, surveys and entries
of the log tell what was: whoever took part stays named there.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.promises import is_going, open_promises
from crmcli.domain.finding import Path
from crmcli.domain.people.coverage import is_open
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account, Plan
from crmcli.domain.records.policy import Policy


class Named(NamedTuple):
    """Who is named where; `at_key` where the name is the key itself."""

    contact: str
    path: Path
    at_key: bool = False


def gone(account: Account, as_of: date) -> frozenset[str]:
    """The contacts who have left by that day."""
    return frozenset(name for name, contact in account.contacts.items() if has_left(contact, as_of))


def of_plan(plan: Plan, left: frozenset[str]) -> list[str]:
    """Whom of them the plan is for or leads by."""
    return [each for each in dict.fromkeys((plan.for_, plan.via)) if each in left]


def still_named(account: Account, policy: Policy, as_of: date) -> Iterator[Named]:
    """Every place that needs another name now, in the file's order."""
    left = gone(account, as_of)
    if left:
        return (each for each in _places(account, policy, as_of, left) if each.contact in left)
    return iter(())


def _places(account: Account, policy: Policy, as_of: date, left: frozenset[str]) -> Iterator[Named]:
    if account.research.decision_maker is not None:
        yield Named(account.research.decision_maker, ("research", "decision_maker"))
    for name, contact in account.contacts.items():
        if contact.reports_to is not None and name not in left:
            yield Named(contact.reports_to, ("contacts", name, "reports_to"))
    for name, plan in account.plans.items():
        if is_open(plan, as_of):
            yield Named(plan.for_, ("plans", name, "for"))
            if plan.via is not None:
                yield Named(plan.via, ("plans", name, "via"))
    for name, deal in account.deals.items():
        if is_going(deal, as_of):
            yield from (Named(each, ("deals", name, "people", each), True) for each in deal.people)
    yield from _promises(account, policy, as_of, left)
    for name, case in account.cases.items():
        is_closed = case.closed is not None and case.closed <= as_of
        if case.contact is not None and case.opened <= as_of and not is_closed:
            yield Named(case.contact, ("cases", name, "contact"))


def _promises(
    account: Account, policy: Policy, as_of: date, left: frozenset[str]
) -> Iterator[Named]:
    for each in open_promises(account, as_of, policy.holiday_dates):
        place: Path = ("deals", each.deal or "") if each.entry is None else ("log", each.entry)
        if each.step.with_:
            yield from _each((*place, "next", "with"), each.step.with_)
        elif each.to and left.issuperset(each.to):  # it was made to those of the entry
            yield Named(each.to[0], (*place, "next"))


def _each(base: Path, names: Sequence[str]) -> Iterator[Named]:
    """As a file has them: one name may stand for the list."""
    for place, name in enumerate(names):
        yield Named(name, base if len(names) == 1 else (*base, place))
