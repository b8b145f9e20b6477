"""Which days did an account's file promise?

The close dates of its deals, their next steps, and when its plans are due.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.time.dated import until

KINDS = ("close_date", "next", "plan")
_MOST = 100  # moves of one promise that are still woven exactly


class PromiseAsWritten(NamedTuple):
    """One promise as one version of a file has it: the days it tells, oldest first, each with since
    when it holds. `about` tells one next step from another.
    """

    kind: str
    subject: str
    days: tuple[tuple[date | None, date], ...]
    about: str | None = None


class Promise(NamedTuple):
    """One promise with every day it was for, the valid one last.

    `told` is the day of the version that said so last, and `eve` what was known before that day: of
    several versions of one day only the last one counts.
    """

    days: tuple[date, ...]
    about: str | None = None
    told: date | None = None
    eve: tuple[date, ...] = ()


Promises = dict[tuple[str, str], Promise]


def written(account: Account, as_of: date | None = None) -> list[PromiseAsWritten]:
    """Every promise of the file, of deals and plans that have ended too; with a day, what it had
    promised by then.
    """
    found = []
    for name, deal in account.deals.items():
        days = tuple(
            (fact.date, fact.value)
            for fact in (deal.close if as_of is None else until(deal.close, as_of))
        )
        if days:
            found.append(PromiseAsWritten("close_date", name, days))
        if deal.next is not None:
            found.append(PromiseAsWritten("next", name, ((None, deal.next.date),), deal.next.what))
    found += [
        PromiseAsWritten("plan", name, ((None, plan.due),))
        for name, plan in account.plans.items()
        if plan.due is not None
    ]
    return found


def followed(before: Promises, now: Sequence[PromiseAsWritten], as_of: date) -> Promises:
    """The promises of a file's next version, with the days each had before.

    What the version no longer has is over.

    What was moved and moved again on one day is one move, from where it stood on the eve to where
    it stands at the end.
    """
    found: Promises = {}
    for each in now:
        days = without_repeats(day for since, day in each.days if since is None or since <= as_of)
        old = before.get((each.kind, each.subject))
        eve: tuple[date, ...] = ()
        if old is not None and days and (each.kind != "next" or old.about == each.about):
            eve = old.eve if old.told == as_of else old.days
            days = woven(without_repeats((*eve, days[-1])), days)
        if days:
            found[each.kind, each.subject] = Promise(days, each.about, as_of, eve)
    return found


def stood(promise: PromiseAsWritten, as_of: date) -> date | None:
    """The day that it was for, by what its file tells of that time; None while there was none."""
    for since, day in reversed(promise.days):
        if since is None or since <= as_of:
            return day
    return None


def renamed_promises(
    before: Promises, deals: Mapping[str, str], plans: Mapping[str, str]
) -> Promises:
    """The same promises, of deals and plans that have another id now."""
    ids = {"close_date": deals, "next": deals, "plan": plans}
    return {
        (kind, ids[kind].get(subject, subject)): promise
        for (kind, subject), promise in before.items()
    }


def without_repeats(days: Iterable[date]) -> tuple[date, ...]:
    """The days, each once as long as it stays the same."""
    kept: list[date] = []
    for day in days:
        if not kept or kept[-1] != day:
            kept.append(day)
    return tuple(kept)


def woven(one: Sequence[date], other: Sequence[date]) -> tuple[date, ...]:
    """The shortest sequence that both are part of: what git saw and what the file tells are two
    views of the same moves. Both end on the same day.
    """
    if len(one) > _MOST or len(other) > _MOST:
        return tuple(one)
    best: list[list[tuple[date, ...]]] = [[()] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if i and j and one[i - 1] == other[j - 1]:
                best[i][j] = (*best[i - 1][j - 1], one[i - 1])
            elif i and (not j or len(best[i - 1][j]) <= len(best[i][j - 1])):
                best[i][j] = (*best[i - 1][j], one[i - 1])
            elif j:
                best[i][j] = (*best[i][j - 1], other[j - 1])
    return without_repeats(best[-1][-1])
