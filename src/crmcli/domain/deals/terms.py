"""How long contracts run that follow one another: in whole months from the first one's start, so
that no month end wanders.

From 29 February a year ends on the 28th, and on the 29th again in a leap year; from the 31st a
month ends on the 30th, then on the 31st again.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.customer import Contract
from crmcli.domain.time.calendar import ONE_DAY, add_months


class Term(NamedTuple):
    """First day and last day, both included."""

    start: date
    end: date


def next_term(contracts: Mapping[str, Contract], old: Contract) -> Term | None:
    """The days of the contract that follows, as long as the one before; None where that one has no
    end, which the calendar's end is not either.
    """
    if old.end is None:
        return None
    try:
        return Term(old.end + ONE_DAY, _end(contracts, old, old.end))
    except OverflowError:
        return None


def _end(contracts: Mapping[str, Contract], old: Contract, end: date) -> date:
    """As many whole months as the old one ran, counted from the first of those that led to it; else
    as many days.
    """
    for first in _chain(contracts, old):
        # a term's last day is the one before the anniversary, or the anniversary itself
        for short in (
            1,
            0,
        ):
            begun = 0 if first is old else _months(first.start, old.start - ONE_DAY, short)
            gone = _months(first.start, end, short)
            if begun is not None and gone is not None and gone > begun:
                return _later(first.start, 2 * gone - begun, short)
    return end + (end - old.start) + ONE_DAY


def _chain(contracts: Mapping[str, Contract], old: Contract) -> list[Contract]:
    """The contracts that led to this one without a day between, the first one first; the last is
    the contract itself.
    """
    before = {
        each.end: each
        for _, each in sorted(contracts.items(), reverse=True)
        if each.end is not None and each.start <= each.end
    }
    found = [old]
    while (
        found[0].start > date.min and (earlier := before.get(found[0].start - ONE_DAY)) is not None
    ):
        found.insert(0, earlier)
    return found


def _months(first: date, day: date, more: int) -> int | None:
    """How many whole months after the first is it, so many days later?

    None where it falls between.
    """
    there = day if more == 0 else day + ONE_DAY
    months = (there.year - first.year) * 12 + there.month - first.month
    return months if months >= 0 and add_months(first, months) == there else None


def _later(first: date, months: int, short: int) -> date:
    """So many months after the first, or the day before that.

    Raises OverflowError after the calendar's end.
    """
    day = add_months(first, months)
    if day == date.max:
        raise OverflowError
    return day - ONE_DAY * short
