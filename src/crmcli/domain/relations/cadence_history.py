"""What became of every promised touch of the last year, period by period, and of the one that runs.

It counts as `rhythm` counts: the completed ones here are those whose sums it gives. But of a touch
every so many months `rhythm` counts the one that runs alone, and here are those of the year, too.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import CadenceTouch
from crmcli.domain.relations.cadence import (
    MOST_PERIODS,
    Rhythm,
    Running,
    periods,
    touch_days,
)
from crmcli.domain.time.calendar import add_months, months_ago, plus_days


class Stretch(NamedTuple):
    """One period with both of its ends, how it stands, and the days that counted.

    `state` is done or missed; of the one that runs it may be open, at-risk or overdue too. `end` is
    None where nothing more is asked.
    """

    start: date
    end: date | None
    state: str
    days: tuple[date, ...]


def stretches(
    account: Account, touch: CadenceTouch, start: date, as_of: date, now: Rhythm, runs: Running
) -> list[Stretch]:
    """The periods of this touch of the account, the oldest first; the last one runs."""
    days = touch_days(account, touch, as_of)
    if touch.per_year:
        return list(_per_year(days, touch.per_year, start, as_of, runs))
    if touch.every_months:
        return list(_every(days, touch.every_months, start, as_of, now))
    return list(_at(days, touch.at_days, start, as_of))


def _per_year(
    days: Sequence[date], per_year: int, start: date, as_of: date, runs: Running
) -> Iterator[Stretch]:
    *past, running = periods(start, per_year, as_of)
    for each in past[-min(per_year, MOST_PERIODS) :]:
        held = _within(days, each.start, each.end)
        yield Stretch(each.start, each.end, "done" if held else "missed", held)
    held = _within(days, running.start, running.end)
    yield Stretch(running.start, running.end, runs.state, held)


def _every(
    days: Sequence[date], months: int, start: date, as_of: date, now: Rhythm
) -> Iterator[Stretch]:
    """From each touch to the day by which the next one was due."""
    year_ago, first = months_ago(as_of, 12), start
    for day in [day for day in days if day >= start]:
        due = add_months(first, months)
        if day > year_ago and day > first:
            yield Stretch(first, min(due, day), "done" if day <= due else "missed", (day,))
        first = day
    yield Stretch(first, add_months(first, months), now.state, ())


def _at(
    days: Sequence[date], at_days: Sequence[int], start: date, as_of: date
) -> Iterator[Stretch]:
    """From each fixed day to the next."""
    before, year_ago = start, months_ago(as_of, 12)
    for offset in sorted(at_days):
        milestone = plus_days(start, offset)
        held = _within(days, before, milestone)
        if year_ago < milestone < as_of:
            yield Stretch(before, milestone, "done" if held else "missed", held)
        elif milestone >= as_of:
            yield Stretch(before, milestone, "done" if held else "open", held)
            return
        before = plus_days(milestone, 1)


def _within(days: Sequence[date], start: date, end: date) -> tuple[date, ...]:
    return tuple(day for day in days if start <= day <= end)
