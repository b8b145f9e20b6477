"""What one account adds to a figure that is followed over time: sums, so that accounts, owners and
months can be put together later.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import open_deals
from crmcli.domain.deals.endings import ending
from crmcli.domain.people.coverage import slots
from crmcli.domain.people.coverage_figures import measure
from crmcli.domain.people.presence import owner_of
from crmcli.domain.people.stances import stances
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.agenda import tasks
from crmcli.domain.relations.cadence import applies, rhythm, start_of
from crmcli.domain.time.calendar import plus_days
from crmcli.reports.deal_facts import sums

TRAILING = 365  # days of outcomes that a month's win rate looks back on, its own day included


class Part(NamedTuple):
    """What goes into a figure for one owner: value = part / whole, or the part itself; `n` is what
    the figure rests on, `beside` what it cannot know.
    """

    owner: str | None
    part: Money
    whole: Money
    n: int
    beside: Money = 0


def together(parts: Iterable[Part]) -> list[Part]:
    """One part for each owner."""
    found: dict[str | None, list[Money]] = {}
    for owner, *figures in parts:
        mine = found.setdefault(owner, [0, 0, 0, 0])
        for place, figure in enumerate(figures):
            mine[place] = sums((mine[place], figure))
    return [
        Part(owner, part, whole, int(n), beside)
        for owner, (part, whole, n, beside) in found.items()
    ]


def _weighed(account: Account, policy: Policy, as_of: date, worth: Sequence[int]) -> Part:
    """The account's role weight, each slot's counted as often as its rung is worth, of the most it
    could be. `crm coverage` says the same, at twice the price.
    """
    part = whole = n = 0
    for slot in slots(account, policy, as_of):
        if slot.waived is None:
            weight = slot.spec.weight
            part, whole, n = part + weight * worth[slot.rung], whole + weight, n + 1
    return Part(account.owner, part, whole * worth[-1], n)


def _coverage(account: Account, policy: Policy, as_of: date) -> Iterable[Part]:
    # half of named, a quarter each of reachable and friendly
    yield _weighed(account, policy, as_of, (0, 2, 2, 3, 4))


def _named(account: Account, policy: Policy, as_of: date) -> Iterable[Part]:
    yield _weighed(account, policy, as_of, (0, 1, 1, 1, 1))


def _plans(account: Account, policy: Policy, as_of: date) -> Iterable[Part]:
    found = measure(slots(account, policy, as_of))
    yield Part(account.owner, found.live_plans, found.gaps, found.gaps)


def _stance(account: Account, policy: Policy, as_of: date) -> Iterable[Part]:
    """Of the roles whose holder was assessed lately; `beside` is the weight of the others."""
    found = stances(slots(account, policy, as_of))
    yield Part(
        account.owner,
        found.sum,
        found.assessed,
        found.friendly + found.neutral + found.negative,
        found.weight - found.assessed,
    )


def _open(account: Account, policy: Policy, as_of: date) -> Iterable[Part]:
    """Open deals; `beside` counts those without any amount."""
    for _, _, now, owner in open_deals(account, policy, as_of):
        yield Part(owner, now.amount or 0, 0, 1, int(now.amount is None))


def _winrate(account: Account, policy: Policy, as_of: date) -> Iterable[Part]:
    since = plus_days(as_of, 1 - TRAILING)
    for deal in account.deals.values():
        ended = ending(deal, as_of)
        if ended is not None and ended.date >= since and ended.result in ("won", "lost"):
            yield Part(owner_of(deal, account), int(ended.result == "won"), 1, 1)


def _cadence(account: Account, policy: Policy, as_of: date) -> Iterable[Part]:
    for cadence in policy.cadences.values():
        start = start_of(cadence, account, as_of) if applies(cadence.for_, account) else None
        if start is None:
            continue
        for touch in cadence.touches:
            now = rhythm(account, touch, start, as_of)
            if now is not None:
                yield Part(account.owner, now.satisfied, now.completed, now.completed)


def _overdue(account: Account, policy: Policy, as_of: date) -> Iterable[Part]:
    for task in tasks(account, policy, as_of, 0):
        if task.day is not None and task.day < as_of:
            yield Part(task.owner, 1, 0, 1)


METRICS: dict[str, Callable[[Account, Policy, date], Iterable[Part]]] = {
    "coverage": _coverage,
    "named": _named,
    "stance": _stance,
    "open": _open,
    "winrate": _winrate,
    "cadence": _cadence,
    "plans": _plans,
    "overdue": _overdue,
}
