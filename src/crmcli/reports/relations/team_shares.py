"""What did each of us do for the relations at one account, and what is to be done?"""

from collections import Counter
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.coverage import is_open, required_roles
from crmcli.domain.people.touches import is_two_way, known_log
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.relation_work import Work, work
from crmcli.domain.time.calendar import plus_days

TRAILING = 365  # days of touches looked back on, the day of the answer included


FIELDS = ("roles", "touches", "plans", "done", "overdue")


class FactOptions(NamedTuple):
    """What the facts depend on."""

    since: date | None


class Shares(NamedTuple):
    """What our people did at one account: by member, and touches by function; `touches` counts each
    once, whoever took part; `work` is what was done about no deal.
    """

    owner: str | None
    account: str
    members: tuple[tuple[str, int, int, int, int, int], ...]
    functions: tuple[tuple[str | None, int], ...]
    touches: int
    work: Work


def since(asked: date | None, as_of: date) -> date:
    """The first day whose touches and finished plans count."""
    return asked or plus_days(as_of, 1 - TRAILING)


def gather(account: Account, policy: Policy, as_of: date, options: FactOptions) -> list[Shares]:
    """What each of us did at the account, and is to do."""
    start = since(options.since, as_of)
    counts: dict[str, Counter[str]] = {}
    functions: Counter[str | None] = Counter()
    touches = 0
    for entry in known_log(account, as_of):
        if entry.date < start or not entry.by or not is_two_way(entry):
            continue
        touches += 1
        for member in dict.fromkeys(entry.by):
            counted(counts, member)["touches"] += 1
        functions.update({function_of(member, policy) for member in entry.by})
    for role in required_roles(account, policy):
        record = account.roles.get(role)
        if record is not None and record.waived is None:
            for member in dict.fromkeys(record.reps):
                counted(counts, member)["roles"] += 1
    for plan in account.plans.values():
        if plan.owner is None:
            continue
        if is_open(plan, as_of):
            counted(counts, plan.owner)["plans"] += 1
            counted(counts, plan.owner)["overdue"] += plan.due is not None and plan.due < as_of
        elif plan.done is not None and start <= plan.done.date <= as_of:
            counted(counts, plan.owner)["done"] += 1
    members = tuple(
        (member, found["roles"], found["touches"], found["plans"], found["done"], found["overdue"])
        for member, found in counts.items()
    )
    done = work(account, as_of)
    return (
        [Shares(account.owner, account.id, members, tuple(functions.items()), touches, done)]
        if counts or any(done)
        else []
    )


def counted(counts: dict[str, Counter[str]], member: str) -> Counter[str]:
    """The figures of one of us, from nothing on."""
    return counts.setdefault(member, Counter())


def function_of(member: str, policy: Policy) -> str | None:
    """What the member does with us; None for somebody the team does not list."""
    known = policy.team.get(member)
    return known.function if known else None
