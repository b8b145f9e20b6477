"""On which days does something come again (RFC 5545, RRULE)? Counted period by period up to a day,
so that no rule runs on for ever.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)\Z")
_KNOWN = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
}
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


class OddRule(Exception):
    """A rule that is none, or that no meeting follows."""


class Rule(NamedTuple):
    """How something comes again: `until` is a moment of its own zone, `days` are weekdays with the
    number among those of the month or year, 0 for all.
    """

    frequency: str
    interval: int = 1
    times: int | None = None
    until: datetime | None = None
    days: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    week_start: int = 0


class Budget:
    """How many periods may be looked at in a whole file."""

    def __init__(self, most: int) -> None:
        self.left = most

    def spend(self) -> bool:
        """Is there one left?"""
        self.left -= 1
        return self.left >= 0


def rule_of(said: str, until: "datetime | None") -> Rule:
    """The rule that a value says; `until` is its UNTIL in the event's own zone. Raises OddRule."""
    parts = dict(each.partition("=")[::2] for each in said.strip().upper().split(";") if each)
    frequency = parts.get("FREQ", "")
    # hours and less are no meetings, and a year's weeks and days by number nobody's
    if frequency not in _FREQUENCIES or parts.keys() - _KNOWN:
        raise OddRule(said)
    try:
        days = tuple(map(_weekday, _list(parts.get("BYDAY", ""))))
        rule = Rule(
            frequency,
            int(parts.get("INTERVAL", "1")),
            int(parts["COUNT"]) if "COUNT" in parts else None,
            until,
            days,
            tuple(map(int, _list(parts.get("BYMONTHDAY", "")))),
            tuple(map(int, _list(parts.get("BYMONTH", "")))),
            tuple(map(int, _list(parts.get("BYSETPOS", "")))),
            WEEKDAYS.index(parts.get("WKST", "MO")),
        )
    except ValueError:
        raise OddRule(said) from None
    if not 1 <= rule.interval <= 1000 or (rule.times is not None and rule.times < 1):
        raise OddRule(said)
    return rule


def _list(said: str) -> list[str]:
    found = [each for each in said.split(",") if each]
    if len(found) > 400:
        raise ValueError
    return found


def _weekday(said: str) -> tuple[int, int]:
    match = _DAY.match(said)
    if not match:
        raise ValueError
    return int(match[1] or 0), WEEKDAYS.index(match[2])


def starts(rule: Rule, first: datetime, end: datetime, budget: Budget) -> Iterator[datetime]:
    """When it begins, time after time, from the first on and before the end; all without a zone.

    Raises OddRule where the budget is spent.
    """
    number = 0
    if rule.times is None:
        limit = end if rule.until is None else min(end, rule.until + timedelta(seconds=1))
    else:
        limit = end
    for days in _periods(rule, first, limit, budget):
        for day in _placed(rule, days):
            moment = datetime.combine(day, first.time())
            if moment < first:
                continue
            if moment >= limit or (rule.until is not None and moment > rule.until):
                return
            number += 1
            if rule.times is not None and number > rule.times:
                return
            yield moment


def _placed(rule: Rule, days: list[date]) -> list[date]:
    if not rule.places:
        return days
    size = len(days)
    chosen = {place - 1 if place > 0 else size + place for place in rule.places if place}
    return [days[place] for place in sorted(chosen) if 0 <= place < size]


def _periods(rule: Rule, first: datetime, end: datetime, budget: Budget) -> Iterator[list[date]]:
    """The days of each day, week, month or year that the rule looks at."""
    day, step = first.date(), rule.interval
    try:
        if rule.frequency == "WEEKLY":
            day -= timedelta(days=(day.weekday() - rule.week_start) % 7)
        while datetime.combine(day, datetime.min.time()) < end:
            if not budget.spend():
                raise OddRule
            if rule.frequency == "DAILY":
                yield [each for each in [day] if _fits(rule, each, any_weekday=not rule.days)]
                day += timedelta(days=step)
            elif rule.frequency == "WEEKLY":
                wanted = {each for _, each in rule.days} or {first.weekday()}
                week = (day + timedelta(days=each) for each in range(7))
                yield [each for each in week if each.weekday() in wanted and _in_months(rule, each)]
                day += timedelta(days=7 * step)
            elif rule.frequency == "MONTHLY":
                day = day.replace(day=1)
                yield _of_month(rule, day, first.day) if _in_months(rule, day) else []
                months = day.year * 12 + day.month - 1 + step
                day = date(months // 12, months % 12 + 1, 1)
            else:
                yield _of_year(rule, day.year, first)
                day = date(day.year + step, 1, 1)
    except (OverflowError, ValueError):  # behind the last year there is
        return


def _in_months(rule: Rule, day: date) -> bool:
    return not rule.months or day.month in rule.months


def _fits(rule: Rule, day: date, *, any_weekday: bool) -> bool:
    if not _in_months(rule, day):
        return False
    if not any_weekday and day.weekday() not in {each for _, each in rule.days}:
        return False
    last = monthrange(day.year, day.month)[1]
    wanted = {each if each > 0 else last + 1 + each for each in rule.month_days}
    return not wanted or day.day in wanted


def _of_month(rule: Rule, month: date, usual: int) -> list[date]:
    """The days of a month: by number, by weekday, or both."""
    last = monthrange(month.year, month.month)[1]
    if not rule.month_days and not rule.days:
        return [month.replace(day=usual)] if usual <= last else []
    days = [month.replace(day=number) for number in range(1, last + 1)]
    found = [each for each in days if _fits(rule._replace(months=()), each, any_weekday=True)]
    if rule.days:
        wanted = _numbered(rule, days)
        found = [each for each in found if each in wanted]
    return found


def _of_year(rule: Rule, year: int, first: datetime) -> list[date]:
    if rule.days and not rule.months and not rule.month_days:
        size = (date(year, 12, 31) - date(year, 1, 1)).days + 1
        days = [date(year, 1, 1) + timedelta(days=number) for number in range(size)]
        wanted = _numbered(rule, days)
        return [each for each in days if each in wanted]
    months = rule.months or (range(1, 13) if rule.month_days else (first.month,))
    found: list[date] = []
    for month in sorted({each for each in months if 1 <= each <= 12}):
        found += _of_month(rule, date(year, month, 1), first.day)
    return found


def _numbered(rule: Rule, days: list[date]) -> set[date]:
    """Of these days those that the rule's weekdays name: all, or the one of that number."""
    found: set[date] = set()
    for number, weekday in rule.days:
        alike = [each for each in days if each.weekday() == weekday]
        place = number - 1 if number > 0 else len(alike) + number
        found |= {*alike} if not number else {*alike[place : place + 1]} if place >= 0 else set()
    return found
