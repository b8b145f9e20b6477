"""Was a customer ever left alone?

The longest silence of the last twelve months, and the share of days on which the last touch was
fresh.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from crmcli.domain.people.touches import is_two_way, known_log
from crmcli.domain.records.account import Account
from crmcli.domain.time.calendar import ONE_DAY, months_ago


class Care(NamedTuple):
    """`gap` is the most days from one two-way touch to the next, from `gap_from` to `gap_to`;
    `cared` of `days` had one at most so many days before.
    """

    gap: int
    gap_from: date
    gap_to: date
    cared: int
    days: int


def care(account: Account, customer_since: date, contact_days: int, as_of: date) -> Care:
    """How closely was it kept in touch?

    The window is the last twelve months, or from the day it became a customer; both of its ends
    bound a gap.
    """
    start = max(customer_since, months_ago(as_of, 12) + ONE_DAY)
    days = sorted({entry.date for entry in known_log(account, as_of) if is_two_way(entry)})
    marks = [start, *(day for day in days if day > start), as_of]
    gap_from, gap_to = max(pairwise(marks), key=lambda pair: (pair[1] - pair[0]).days)
    return Care(
        (gap_to - gap_from).days,
        gap_from,
        gap_to,
        _cared(days, start, contact_days, as_of),
        (as_of - start).days + 1,
    )


def _cared(days: Sequence[date], start: date, contact_days: int, as_of: date) -> int:
    """The days from start on with a touch on them or at most so many days before: each touch holds
    until the next one, or until it is too old.
    """
    found = 0
    for day, after in pairwise([*(day.toordinal() for day in days), as_of.toordinal() + 1]):
        first = max(day, start.toordinal())
        found += max(0, min(after - first, day - first + contact_days + 1))
    return found
