"""What each of us has in hand at an account: whatever is alive there and names one of ours.

One list decides what `crm handover` moves, what lint and the agenda tell of who has left, and what
stays with the former owner of an account. What has ended is history and stays whose it was.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.promises import is_going, open_promises
from crmcli.domain.finding import Path
from crmcli.domain.people.coverage import is_open
from crmcli.domain.people.presence import is_active
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

KINDS = ("accounts", "service", "roles", "deals", "plans", "cases", "promises")


class Charge(NamedTuple):
    """One thing that somebody of ours has in hand; `path` is where they are named.

    `subject` is the id of the role, deal, plan or case, or the day of a promise in the log; the
    account's for itself.
    """

    kind: str
    subject: str
    path: Path
    member: str

    @property
    def record(self) -> str:
        """The place as reports name it: an entry of the log by its day, a list without its place in
        it.
        """
        steps = ("log", self.subject, *self.path[2:]) if self.path[0] == "log" else self.path
        return ".".join(step for step in steps if isinstance(step, str))


def charges(account: Account, policy: Policy, as_of: date) -> Iterator[Charge]:
    """Everything alive at the account that names one of ours, in the order of `KINDS`."""
    if account.owner is not None:
        yield Charge("accounts", account.id, ("owner",), account.owner)
    if account.service_contact is not None:
        yield Charge("service", account.id, ("service_contact",), account.service_contact)
    yield from _roles(account)
    for name, deal in account.deals.items():
        if deal.owner is not None and is_going(deal, as_of):
            yield Charge("deals", name, ("deals", name, "owner"), deal.owner)
    for name, plan in account.plans.items():
        if plan.owner is not None and is_open(plan, as_of):
            yield Charge("plans", name, ("plans", name, "owner"), plan.owner)
    for name, case in account.cases.items():
        is_closed = case.closed is not None and case.closed <= as_of
        if case.owner is not None and case.opened <= as_of and not is_closed:
            yield Charge("cases", name, ("cases", name, "owner"), case.owner)
    yield from _promises(account, policy, as_of)


def _roles(account: Account) -> Iterator[Charge]:
    for name, role in account.roles.items():
        if role.waived is None:
            for place, rep in enumerate(role.reps):
                yield Charge("roles", name, _item(("roles", name, "rep"), role.reps, place), rep)


def _promises(account: Account, policy: Policy, as_of: date) -> Iterator[Charge]:
    for each in open_promises(account, as_of, policy.holiday_dates):
        if each.step.owner is None:
            continue
        if each.entry is None:
            name = each.deal or ""
            yield Charge("promises", name, ("deals", name, "next", "owner"), each.step.owner)
        else:
            day = account.log[each.entry].date.isoformat()
            yield Charge("promises", day, ("log", each.entry, "next", "owner"), each.step.owner)


def _item(base: Path, items: Sequence[str], place: int) -> Path:
    """One item of a list, as a file has it: where there is only one, it may stand for the list."""
    return base if len(items) == 1 else (*base, place)


def left_behind(account: Account, policy: Policy, as_of: date) -> Iterator[Charge]:
    """Those in the hands of somebody who has left us."""
    if not any(member.left is not None for member in policy.team.values()):
        return
    for charge in charges(account, policy, as_of):
        if not is_active(charge.member, policy.team, as_of):
            yield charge
