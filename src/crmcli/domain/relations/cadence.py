"""Cadence: the touches a customer may count on, period by period.

A per-year touch splits the contract year into n equal calendar periods from the start; extras do
not carry over.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.domain.deals.contracts import won_days
from crmcli.domain.people.presence import heir, is_active
from crmcli.domain.people.touches import is_held
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Cadence, CadenceTarget, CadenceTouch, Policy
from crmcli.domain.time.calendar import ONE_DAY, add_months, months_ago, plus_days

MOST_PERIODS = 365  # a year has no more days to split it at


class Period(NamedTuple):
    """From its first day to its last, both included."""

    start: date
    end: date


class Running(NamedTuple):
    """The period that runs: done, open or at-risk, overdue for a rhythm without periods; and its
    last day, None when nothing is to come.
    """

    state: str
    until: date | None


class Rhythm(NamedTuple):
    """How one touch of a cadence stands: periods satisfied of a year's last completed ones, what is
    next, and the days that counted.
    """

    satisfied: int
    completed: int
    state: str  # done, open, at-risk, overdue, new
    due: date | None
    touches: tuple[date, ...] = ()


def applies(target: CadenceTarget, account: Account) -> bool:
    """Is the account meant?"""
    return (
        (not target.status or account.status in target.status)
        and (not target.segment or account.segment in target.segment)
        and (not target.tags or bool(set(target.tags) & set(account.tags)))
        and (not target.owner or account.owner in target.owner)
    )


def start_of(cadence: Cadence, account: Account, as_of: date) -> date | None:
    """From which day does the cadence count?

    The first contract's start, or the first won deal; None before either.
    """
    if account.status == "churned":
        return None
    starts = [contract.start for contract in account.contracts.values() if contract.start <= as_of]
    if cadence.from_ == "first_won" or not starts:
        starts = [*won_days(account, as_of)]
    return min(starts, default=None)


def responsible(cadence: Cadence, account: Account, policy: Policy, as_of: date) -> str | None:
    """Who has to keep it?

    The cadence's member; a function means the account's owner if it is theirs, else its first
    member who is still with us. Where the member has left it is the account's owner, too.
    """
    owner = cadence.owner
    if owner is None or owner in policy.team:
        return heir(owner, account.owner, policy.team, as_of)
    mates = [
        name
        for name, member in policy.team.items()
        if member.function == owner and is_active(name, policy.team, as_of)
    ]
    return account.owner if account.owner in mates or not mates else mates[0]


def touch_days(account: Account, touch: CadenceTouch, as_of: date) -> list[date]:
    """The days of every entry that counts for this touch, in order.

    Those of its type or an accepted other, really held, with what it needs.
    """
    kinds = {touch.type, *touch.or_}  # asked first: most of a log is of other types
    return sorted(
        [
            entry.date
            for entry in account.log
            if entry.type in kinds
            and entry.date <= as_of
            and is_held(entry)
            and all(getattr(entry, need) for need in touch.needs)
        ]
    )


def periods(start: date, per_year: int, as_of: date) -> Iterator[Period]:
    """The periods of this contract year and the one before it, up to the one that runs on that
    day.
    """
    years = as_of.year - start.year - ((as_of.month, as_of.day) < (start.month, start.day))
    # only the last twelve months count; older years are not walked through
    place = max(0, years - 1) * per_year
    first = _start(start, place, per_year)
    while first <= as_of:
        place += 1
        after = _start(start, place, per_year)
        if after > first:
            yield Period(first, after - ONE_DAY)
        elif after == date.max:  # the calendar ends
            yield Period(first, date.max)
            return
        first = after


def _start(start: date, place: int, per_year: int) -> date:
    """The first day of a later period: whole months where the year divides evenly, else days."""
    if 12 % per_year == 0:
        return add_months(start, place * (12 // per_year))
    year = add_months(start, 12 * (place // per_year))
    length = (add_months(year, 12) - year).days
    return year + timedelta(days=length * (place % per_year) // per_year)


def rhythm(account: Account, touch: CadenceTouch, start: date, as_of: date) -> Rhythm | None:
    """How does this touch stand on that day? None for a touch without a rhythm."""
    days = touch_days(account, touch, as_of)
    if touch.per_year:
        return _per_year(days, touch.per_year, start, as_of)
    if touch.every_months:
        return _every(days, touch.every_months, start, as_of)
    if touch.at_days:
        return _at(days, touch.at_days, start, as_of)
    return None


def running(now: Rhythm, touch: CadenceTouch, start: date, as_of: date) -> Running:
    """How does the period stand that runs on that day, whatever became of the ones before?"""
    if not touch.per_year:
        return Running(now.state, now.due)
    *_, period = periods(start, touch.per_year, as_of)
    if now.state == "done":
        return Running("done", period.end)
    return Running("at-risk" if _at_risk(period, as_of) else "open", period.end)


def _at_risk(period: Period, as_of: date) -> bool:
    """Are four fifths of it gone, so that an empty one is in danger?"""
    return _four_fifths((as_of - period.start).days + 1, (period.end - period.start).days + 1)


def _four_fifths(gone: int, length: int) -> bool:
    return 5 * gone >= 4 * length


def _per_year(days: list[date], per_year: int, start: date, as_of: date) -> Rhythm:
    *past, runs = periods(start, per_year, as_of)
    # counted, not measured: a year back from a month's last day may cut a period off
    completed = past[-min(per_year, MOST_PERIODS) :]
    satisfied = [period for period in completed if _any_in(days, period)]
    if _any_in(days, runs):
        now, due = "done", None
    elif completed and completed[-1] not in satisfied:
        now, due = "overdue", completed[-1].end
    elif _at_risk(runs, as_of):
        now, due = "at-risk", runs.end
    else:
        now, due = "open" if completed else "new", runs.end
    first = (completed[0] if completed else runs).start
    return Rhythm(
        len(satisfied), len(completed), now, due, tuple(day for day in days if day >= first)
    )


def _every(days: list[date], months: int, start: date, as_of: date) -> Rhythm:
    # nothing is late before it was promised
    counted = tuple(day for day in days[-1:] if day >= start)
    last = counted[0] if counted else start
    due = add_months(last, months)
    length, gone = (due - last).days, (as_of - last).days
    now = "overdue" if due < as_of else "at-risk" if _four_fifths(gone, length) else "open"
    return Rhythm(int(now != "overdue"), 1, now, due, counted)


def _at(days: list[date], at_days: tuple[int, ...], start: date, as_of: date) -> Rhythm:
    """On fixed days after the start: each is satisfied by a touch after the one before it, and
    asked for during twelve months.
    """
    satisfied = completed = 0
    now, due = "done", None
    before, year_ago = start, months_ago(as_of, 12)
    for offset in sorted(at_days):
        milestone = plus_days(start, offset)
        if year_ago < milestone < as_of:
            completed += 1
            satisfied += any(before <= day <= milestone for day in days)
        if due is None and milestone > year_ago and not (days and days[-1] >= before):
            now, due = ("overdue" if milestone < as_of else "open"), milestone
        before = plus_days(milestone, 1)
    return Rhythm(satisfied, completed, now, due, tuple(day for day in days if day >= start))


def _any_in(days: list[date], period: Period) -> bool:
    return any(period.start <= day <= period.end for day in days)
