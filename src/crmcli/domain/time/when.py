"""Which day does somebody mean who says `tomorrow`, `다음주 화`, `+3d` or `8/5`?

Weeks start on Monday. What could mean two days means none: the caller makes the error.
docs/dates.md has the table.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.domain.time.calendar import ONE_DAY, add_months
from crmcli.domain.time.day_words import (
    COUNTS,
    DAYS,
    EDGES,
    ENDS,
    MONTHS_OF,
    PERIODS,
    SHIFTS,
    SPANS,
    STARTS,
    UNITS,
    WEEKDAYS,
    Unit,
    any_of,
)
from crmcli.domain.time.periods import period_day

_LONGEST, _MOST_WORDS = 40, 7  # characters and words; no day takes more
_NUMBER, _COUNT = "([0-9]{1,2})", "[0-9]{1,4}"
_NTH = rf"{_NUMBER}(?:st|nd|rd|th)?"
_APART = re.compile(r"(지지난|지난|저번|이번|다다음|다음) (?=주|달|분기|해)|(올|금) (?=년|해)")
_AROUND = re.compile(r"(?:on |by )?(.+?)(?:에|까지)?")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}) ?([-./]) ?{_NUMBER} ?\2 ?{_NUMBER}\.?")
_YEAR_LAST = re.compile(rf"{_NUMBER} ?([-./]) ?{_NUMBER} ?\2 ?([0-9]{{4}})\.?")
_YEAR_FIRST_KO = re.compile(rf"([0-9]{{4}})년 ?{_NUMBER}월 ?{_NUMBER}일")
_MONTH_DAY, _MONTH_DAY_KO = (
    re.compile(rf"{_NUMBER}(?:/|\. ?){_NUMBER}\.?"),
    re.compile(rf"{_NUMBER}월 ?(?:{_NUMBER}일|말일?)"),
)
_NAME_DAY = re.compile(rf"(?P<month>[a-z]{{3,9}})\.? (?P<day>{_NTH})(?:,? (?P<year>[0-9]{{4}}))?")
_DAY_NAME = re.compile(
    rf"(?:the )?(?P<day>{_NTH})(?: of)? (?P<month>[a-z]{{3,9}})\.?(?:,? (?P<year>[0-9]{{4}}))?"
)
_BESIDE = re.compile(
    rf"(?:({any_of(WEEKDAYS)}),? )?(.+?)(?: ?\(({any_of(WEEKDAYS)})\)| ?({any_of(WEEKDAYS)}))?"
)
_SIGNED = re.compile(rf"([+-]) ?({_COUNT}) ?({any_of(UNITS)})")
_IN, _SINCE = (
    re.compile(rf"in ({_COUNT}|[a-z]+) ([a-z]+)()"),
    re.compile(rf"({_COUNT}|[a-z]+) ([a-z]+) (ago|later|from now)"),
)
_KOREAN = re.compile(
    rf"({_COUNT}|{any_of(word for word in COUNTS if not word.isascii())})"
    r" ?(주일|개월|일|주|달|년|해) ?(후|뒤|전)"
)
_SPAN = re.compile(rf"({any_of(SPANS)}) ?(후|뒤|전)")
_NAMED = re.compile(
    rf"(?:(last|this|next|coming) |(지난|저번|이번|다음|오는) ?)?({any_of(WEEKDAYS)})"
)
_PERIOD = re.compile(rf"({any_of(PERIODS)})(?: ?(.+))?")
_OF_PERIOD = re.compile(
    rf"(?:(?:the )?{_NTH}(?: of)?|(?:the )?({any_of(word for word in EDGES if word.isascii())})"
    r"|([a-z]+))[ -]((?:last|this|next)[ -](?:week|month|quarter|year))"
)
_NTH_ALONE = re.compile(rf"the {_NUMBER}(?:st|nd|rd|th)")


class Stand(NamedTuple):
    """Where we stand when somebody names a day, and which way we look."""

    today: date
    past: bool


def day_said(text: str, today: date, *, past: bool = False) -> date | None:
    """The day that is meant, or None.

    Where a year or week is left open it is the nearest to come, or with `past` the nearest gone.
    """
    if len(text) > _LONGEST * 4:
        return None
    said = _APART.sub(r"\1\2", " ".join(unicodedata.normalize("NFKC", text).casefold().split()))
    bare = _AROUND.fullmatch(said)
    if bare is None or len(said) > _LONGEST:
        return None
    for each in dict.fromkeys((said, bare.group(1))):
        for form in (_word, _calendar, _away, _weekday, _period, _part):
            try:
                day = form(each, Stand(today, past))
            except (ValueError, OverflowError):  # no such day, or beyond the calendar
                day = None
            if day is not None:
                return day
    return None


def split_day(text: str, today: date, *, past: bool = False) -> tuple[date, str] | None:
    """The day that the text begins with, told by as many of its words as make one, and the rest;
    None when it begins with none.
    """
    words = list(re.finditer(r"\S+", text))
    for last in reversed(words[:_MOST_WORDS]):
        day = day_said(text[: last.end()].rstrip(",:;"), today, past=past)
        if day is not None:
            return day, re.sub(r"^[-–—:,]\s+", "", text[last.end() :].strip())
    return None


def _word(said: str, stand: Stand) -> date | None:
    return stand.today + timedelta(days=DAYS[said]) if said in DAYS else None


def _calendar(said: str, stand: Stand) -> date | None:
    """A day of the calendar; a weekday beside it must be its own."""
    day, beside = _dated(said, stand), _BESIDE.fullmatch(said)
    if day is not None or beside is None:
        return day
    day, weekdays = (
        _dated(beside.group(2), stand),
        {WEEKDAYS[each] for each in beside.group(1, 3, 4) if each},
    )
    return day if day is not None and weekdays == {day.weekday()} else None


def _dated(said: str, stand: Stand) -> date | None:
    if found := _YEAR_FIRST.fullmatch(said):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _YEAR_FIRST_KO.fullmatch(said):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.fullmatch(said):
        return _in_either_order(int(found[1]), int(found[3]), int(found[4]))
    if found := _MONTH_DAY.fullmatch(said) or _MONTH_DAY_KO.fullmatch(said):
        return _nearest(int(found[1]), int(found[2]) if found[2] else None, stand)
    if found := _NAME_DAY.fullmatch(said) or _DAY_NAME.fullmatch(said):
        from dateutil.parser import parserinfo  # slow to import, and only here

        month, day = parserinfo().month(found["month"]), int(found["day"].rstrip("stndrh"))
        if month is not None:
            return (
                date(int(found["year"]), month, day)
                if found["year"]
                else _nearest(month, day, stand)
            )
    return None


def _in_either_order(one: int, other: int, year: int) -> date | None:
    """12/31/2026 and 31.12.2026 are one day; 12/1/2026 may be two."""
    days = {date(year, month, day) for month, day in ((one, other), (other, one)) if month <= 12}
    return days.pop() if len(days) == 1 else None


def _part(said: str, stand: Stand) -> date | None:
    return period_day(said, stand.today, past=stand.past)


def _nearest(month: int, day: int | None, stand: Stand) -> date | None:
    """The day of this month, or the month's last, that comes next or went last, today counted.

    February 29 may be eight years away.
    """
    for away in range(9):
        year = stand.today.year + (-away if stand.past else away)
        try:
            found = (
                _last_of("month", date(year, month, 1)) if day is None else date(year, month, day)
            )
        except ValueError:
            continue
        if (found <= stand.today) if stand.past else (found >= stand.today):
            return found
    return None


def _away(said: str, stand: Stand) -> date | None:
    """So many days, weeks, months or years from today."""
    if found := _SIGNED.fullmatch(said):
        return _plus(stand.today, UNITS[found[3]], int(f"{found[1]}{found[2]}"))
    if found := _SPAN.fullmatch(said):
        return _plus(stand.today, "day", -SPANS[found[1]] if found[2] == "전" else SPANS[found[1]])
    if found := _IN.fullmatch(said) or _SINCE.fullmatch(said) or _KOREAN.fullmatch(said):
        count = int(found[1]) if found[1].isdecimal() else COUNTS.get(found[1])
        unit = UNITS.get(found[2])
        return (
            None
            if unit is None or count is None
            else _plus(stand.today, unit, -count if found[3] in ("ago", "전") else count)
        )
    return None


def _weekday(said: str, stand: Stand) -> date | None:
    """A weekday alone is the next, or with `past` the last, today not counted; `this` and `next`
    are of the week.
    """
    found = _NAMED.fullmatch(said)
    if found is None:
        return None
    which, weekday, today = found[1] or found[2], WEEKDAYS[found[3]], stand.today
    if SHIFTS.get(which, -1) >= 0:
        return _first_of("week", _plus(today, "week", SHIFTS[which])) + timedelta(days=weekday)
    if which in SHIFTS or (stand.past and which is None):
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _period(said: str, stand: Stand) -> date | None:
    """A week, month, quarter or year stands for its first day; or a day of it, or its end."""
    today = stand.today
    if said in ENDS:
        last = _last_of(ENDS[said], today)
        return _first_of(ENDS[said], today) - ONE_DAY if stand.past and last != today else last
    if said in STARTS:
        first = _first_of(STARTS[said], today)
        return first if stand.past or first == today else _plus(first, STARTS[said], 1)
    if found := _PERIOD.fullmatch(said):
        return _within(found[1], found[2], today)
    if found := _OF_PERIOD.fullmatch(said):
        return _within(found[4].replace("-", " "), found[1] or found[2] or found[3], today)
    if found := _NTH_ALONE.fullmatch(said):
        return _nearest_month_with(int(found[1]), stand)
    return None


def _nearest_month_with(day: int, stand: Stand) -> date | None:
    """The day of the present month, or of the nearest other one that has it on the side where we
    look.
    """
    for away in range(12):
        first = add_months(stand.today.replace(day=1), -away if stand.past else away)
        if day <= monthrange(first.year, first.month)[1]:
            found = first.replace(day=day)
            if (found <= stand.today) if stand.past else (found >= stand.today):
                return found
    return None


def _within(period: str, rest: str | None, today: date) -> date | None:
    unit, shift = PERIODS[period]
    first = _first_of(unit, _plus(_first_of(unit, today), unit, shift))
    if rest is None:
        return first
    edge = EDGES.get(rest)
    if unit == "week":
        return (
            first + timedelta(days=WEEKDAYS[rest])
            if rest in WEEKDAYS
            else first
            if edge == "first"
            else None
        )
    if edge and (edge != "middle" or unit == "month"):
        return (
            _last_of(unit, first)
            if edge == "last"
            else first.replace(day=15)
            if edge == "middle"
            else first
        )
    if unit == "month" and (found := re.fullmatch(rf"(?:the )?{_NTH}일?", rest)):
        return first.replace(day=int(found[1]))
    if unit == "year" and (found := re.fullmatch(rf"{_NUMBER}월 ?{_NUMBER}일", rest)):
        return date(first.year, int(found[1]), int(found[2]))
    return None


def _plus(day: date, unit: Unit, count: int) -> date:
    """Raises ValueError or OverflowError where the calendar ends."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * MONTHS_OF[unit]
    if day.year + (day.month - 1 + months) // 12 > date.max.year:
        raise OverflowError
    return add_months(day, months)


def _first_of(unit: Unit, day: date) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    length = MONTHS_OF[unit]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def _last_of(unit: Unit, day: date) -> date:
    month = _first_of(unit, day).month + MONTHS_OF[unit] - 1
    return date(day.year, month, monthrange(day.year, month)[1])
