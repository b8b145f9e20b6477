"""Which day was meant by one whose year cannot be: another century, one other digit, or two digits
the other way round?
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from crmcli.domain.finding import Mend
from crmcli.domain.records.account import Account
from crmcli.rules.days import SPANS, Said, between, known_days, last_day

# how far from the others of its record, in days: a quarter, else a year
_NEAR = (timedelta(92), timedelta(366))
_DIGITS = 4


def mends(said: Said, account: Account, as_of: date) -> tuple[Mend, ...]:
    """What to write instead, where the other days of the record leave one choice."""
    found = likely(said, account, as_of)
    return () if found is None else (Mend(found.isoformat(), at_key=said.at_key),)


def likely(said: Said, account: Account, as_of: date) -> date | None:
    """The day that was meant: asked of its record first, then of the whole account."""
    last = last_day(said.kind, as_of)
    first = date(SPANS[said.kind].first, 1, 1)
    if said.kind == "log":
        return _in_log(said, account, (first, last), as_of)
    known = known_days(account, as_of)
    record = known.records.get(said.record, [])
    earlier = _AFTER.get(said.kind, ())  # days that come before it by their nature
    first = max([first, *(each.day for each in record if each.kind in earlier)])
    own = between(each.day for each in record)
    for others in (own, between((*own, *known.log)), known.past):
        if others and (found := _among(said.day, others, first, last)):
            return found
    return None


_AFTER = {
    "outcome": ("stage",),
    "ended": (),
    "reopened": ("ended",),
    "case-closed": ("case-opened",),
    "contract-end": ("contract-start",),
    "close": ("stage",),
}


def _in_log(said: Said, account: Account, limits: tuple[date, date], as_of: date) -> date | None:
    """By the entries around it: the log is written in order, one way or the other."""
    days = [entry.date for entry in account.log]
    place = int(said.path[1])
    around = [*days[max(place - 1, 0) : place], *days[place + 1 : place + 2]]
    first, last = min(around, default=limits[0]), max(around, default=limits[1])
    if len(around) == 1:  # at an end of the log: up to today, or as long before as is near
        first, last = (first, as_of) if place else (first - _NEAR[1], last)
    last = min(last, limits[1])
    found = [day for day in _other_years(said.day) if first <= day <= last]
    return found[0] if around and len(found) == 1 else None


def _among(day: date, others: Sequence[date], first: date, last: date) -> date | None:
    """The only other year that brings the day near these; the nearest year counts first."""
    choices = [each for each in _other_years(day) if first <= each <= last]
    for near in _NEAR:
        low, high = others[0] - near, others[-1] + near
        found = [each for each in choices if low <= each <= high]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _other_years(day: date) -> Iterator[date]:
    """The same day in the years that one slip of the hand makes of another."""
    said = f"{day.year:04}"
    years = {f"{century}{said[2:]}" for century in ("19", "20")}
    for place in range(_DIGITS):
        years |= {f"{said[:place]}{digit}{said[place + 1 :]}" for digit in "0123456789"}
        for other in range(place + 1, _DIGITS):
            digits = list(said)
            digits[place], digits[other] = digits[other], digits[place]
            years.add("".join(digits))
    for year in sorted(years - {said, "0000"}):
        try:
            yield day.replace(year=int(year))
        except ValueError:  # the 29th of February
            continue
