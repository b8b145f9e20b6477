"""Which day does a file mean that does not write it year-month-day, and how sure is that?"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.domain.time.when import day_said

_LONGEST = 40  # characters; no day takes more
_CENTURY = 70  # two digits from there on are a year of the last one
_CLOCK = (
    r"(?:[T ,]+(?:오전|오후|am|pm)? ?[0-9]{1,2}(?::[0-9]{2}){0,2}(?:\.[0-9]+)?"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?(?: ?(?:시|am|pm))?)"
)
_WITH_CLOCK = re.compile(rf"(.*[0-9일.)])(?<![0-9]:[0-9]{{2}}){_CLOCK}", re.IGNORECASE)
_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_PARTS = r"([0-9]{%s})(?: ?[-./] ?|년 ?)([0-9]{1,2})(?: ?[-./] ?|월 ?)([0-9]{1,2})(?:\.|일)?"
_FOUR, _TWO = re.compile(_PARTS % 4), re.compile("['’]?" + _PARTS % 2)
_YEAR_LAST = re.compile(r"([0-9]{1,2}) ?[-./] ?([0-9]{1,2}) ?[-./] ?([0-9]{4})\.?")
_MONTH = re.compile(r"([0-9]{4})(?: ?[-./] ?|년 ?)([0-9]{1,2})월?")
_QUARTER = re.compile(
    r"([0-9]{4})(?:[ -]|년 ?)?(?:q([1-4])|([1-4])(?:/4)? ?분기|h([12])|([상하])반기)"
    r"|(?:q([1-4])|h([12])),? ?([0-9]{4})",
    re.IGNORECASE,
)
_OPEN = frozenset(
    re.split(
        ", ",
        "tbd, tba, tbc, n/a, na, none, unknown, open, pending, later, soon, asap, ?, ??, -, --, –, "
        "—, x, 미정, 추후, 추후협의, 추후결정, 미확정, 협의, 협의중, 협의후, 예정, 검토중, 없음, "
        "모름, 미상, 해당없음, 확인중, 조율중, 보류, 비공개",
    )
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_PART = re.compile(r"초|중순|말|순|early|mid|late|end|start|begin|w[0-9]", re.IGNORECASE)
_APART = (date(2001, 1, 15), date(2034, 8, 22))  # two days on which the same words differ


class Written(NamedTuple):
    """What a text means that should be a day: `day` where it is known, and what is to be said of
    it: `form`, `year`, `moves`, `period`, `open`, `either`, `calendar` (there is no such day), or
    nothing.
    """

    why: str = ""
    day: date | None = None
    is_safe: bool = False
    other: date | None = None  # of two that may be meant; the last of a month that is too short


def is_open(text: str) -> bool:
    """Does it say that nothing is known or agreed yet: 미정, TBD, 협의중?"""
    if len(text) > _LONGEST:
        return False
    said = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s.()]|함$", "", said) in _OPEN


def written_day(text: str, today: date | None = None, *, past: bool = False) -> Written:
    """The day that is meant. Without `today` no word can be read that depends on it; `past` says
    to which side one looks where the year is left open.
    """
    if len(text) > _LONGEST * 2:
        return Written()
    said = " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())
    if len(said) > _LONGEST or not said:
        return Written()
    if is_open(said):
        return Written("open")
    zone = None
    if clocked := _WITH_CLOCK.fullmatch(said):
        said, zone = clocked[1], clocked["zone"]
    found = _in_full(said) or _of_period(said, past=past) or _in_words(said, today, past=past)
    return found._replace(is_safe=False) if zone else found  # here it may be the day after


def _in_full(said: str) -> Written | None:
    """A year, a month and a day, in whatever order and with whatever between them."""
    if found := _TOGETHER.fullmatch(said) or _FOUR.fullmatch(said):
        return _calendar(int(found[1]), int(found[2]), int(found[3]))
    if found := _TWO.fullmatch(said):
        first, month, last = map(int, found.groups())
        read = _calendar(2000 + first if first < _CENTURY else 1900 + first, month, last)
        return read._replace(why="year", is_safe=False) if read.day else read
    if found := _YEAR_LAST.fullmatch(said):
        one, other, year = map(int, found.groups())
        days = (
            {
                date(year, month, day)
                for month, day in ((one, other), (other, one))
                if month <= 12 and month >= 1 and 1 <= day <= monthrange(year or 1, month)[1]
            }
            if year
            else set()
        )
        if len(days) == 2:
            return Written("either", min(days), other=max(days))
        return Written("form", days.pop(), is_safe=True) if days else Written("calendar")
    return None


def _calendar(year: int, month: int, day: int) -> Written:
    """A day, or the last one of a month that has not so many."""
    if not (year >= 1 and 1 <= month <= 12 and day):
        return Written("calendar")
    last = monthrange(year, month)[1]
    if day > last:
        return Written("calendar", other=date(year, month, last) if day <= 31 else None)
    return Written("form", date(year, month, day), is_safe=True)


def _of_period(said: str, *, past: bool) -> Written | None:
    """A month, a quarter or a half is many days: its last stands for what is to come, its first
    for what was.
    """
    if found := _MONTH.fullmatch(said):
        return _edge(int(found[1]), int(found[2]), 1, past=past)
    if found := _QUARTER.fullmatch(said):
        year = int(found[1] or found[8])
        if quarter := found[2] or found[3] or found[6]:
            return _edge(year, 3 * int(quarter) - 2, 3, past=past)
        second = (found[4] or found[7]) == "2" or found[5] == "하"
        return _edge(year, 7 if second else 1, 6, past=past)
    return None


def _edge(year: int, month: int, months: int, *, past: bool) -> Written:
    if not year or not 1 <= month <= 12:
        return Written("calendar")
    last = month + months - 1
    end = date(year, last, monthrange(year, last)[1])
    return Written("period", date(year, month, 1) if past else end)


def _in_words(said: str, today: date | None, *, past: bool) -> Written:
    """What commands understand: sure where it means the same day whenever it is said."""
    said = re.sub(r"^([0-9]{1,2})-([0-9]{1,2})$", r"\1/\2", said)
    days = {day_said(said, each, past=side) for each in _APART for side in (False, True)}
    if days == {None}:
        return Written()
    if len(days) == 1 and (day := days.pop()) is not None:
        # a day of the month is said; else it is part of a month, a week or a year
        is_day = re.search(rf"(?<![0-9])0?{day.day}(?![0-9])", said) and not _PART.search(said)
        return Written("form" if is_day else "period", day, is_safe=bool(is_day))
    day = day_said(said, today, past=past) if today else None
    return Written("year" if _is_of_calendar(said) else "moves", day)


def _is_of_calendar(said: str) -> bool:
    """Is only the year left open, and not counted from the day of writing?"""
    one, other = (
        day_said(said, day, past=False) for day in (_APART[0], _APART[0] + timedelta(days=2))
    )
    return one is not None and one == other and bool(re.search(r"[0-9]", said))
