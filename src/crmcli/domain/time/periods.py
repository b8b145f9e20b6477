"""Which day is meant by a part of a year and its edge: `3분기 말`, `내년 1월 초`, `end of Q3`,
`mid-March`, `2026-W48`?

A part without an edge is its first day, as `next month` is. Where the year is left open it is the
nearest on the side that is looked to.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from crmcli.domain.time.day_words import EDGES, MONTH_NAMES, YEARS, any_of

_AWAY = 9  # years: February 29 may be eight away
_YEAR = rf"(?:(?P<year>[0-9]{{4}})(?:년)?|(?P<near>{any_of(YEARS)}))"
_PART = r"(?:(?P<quarter>[1-4])(?:/4|사)? ?분기|(?P<half>[상하])반기|(?P<month>[0-9]{1,2})월)"
_KOREAN = re.compile(
    rf"(?:{_YEAR} ?)?{_PART}(?: ?(?P<edge>{any_of(word for word in EDGES if not word.isascii())}))?"
)
_YEAR_EDGE = re.compile(
    r"(?P<year>[0-9]{4})년? ?(?P<edge>초|말)|(?:(?P<at>end|start|beginning) of )(?P<of>[0-9]{4})"
)
_NAMED = rf"(?:q(?P<quarter>[1-4])|h(?P<half>[12])|(?P<month>{any_of(MONTH_NAMES)})\.?)"
_ENGLISH_YEAR = r"(?:,? ?(?:of )?(?P<year>[0-9]{4})|,? (?:of )?(?P<near>(?:last|this|next) year))"
_ENGLISH = re.compile(
    rf"(?:(?:the )?(?P<edge>{any_of(word for word in EDGES if word.isascii())})[ -])?(?:of )?"
    rf"{_NAMED}(?:{_ENGLISH_YEAR})?(?: (?P<after>end|start|beginning))?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})[ -]?(?:q(?P<quarter>[1-4])|h(?P<half>[12]))"
    r"(?: ?(?P<edge>말|초|end|start))?"
)
_WEEK = re.compile(
    r"(?P<year>[0-9]{4})[ -]?w(?P<week>[0-9]{1,2})|(?P<of>[0-9]{4})년 ?(?P<nth>[0-9]{1,2})주차?"
)


class Part(NamedTuple):
    """So many months of a year from one of them on."""

    month: int
    months: int


def period_day(said: str, today: date, *, past: bool) -> date | None:
    """The day, or None. Raises ValueError for a month or week that no year has."""
    if found := _WEEK.fullmatch(said):
        return date.fromisocalendar(
            int(found["year"] or found["of"]), int(found["week"] or found["nth"]), 1
        )
    if found := _YEAR_EDGE.fullmatch(said):
        return _edge(
            int(found["year"] or found["of"]), Part(1, 12), EDGES[found["edge"] or found["at"]]
        )
    for form in (_KOREAN, _YEAR_FIRST, _ENGLISH):
        if found := form.fullmatch(said):
            return _day(found.groupdict(), today, past=past)
    return None


def _day(said: dict[str, str | None], today: date, *, past: bool) -> date | None:
    part, words = _part(said), [word for word in (said.get("edge"), said.get("after")) if word]
    # a month alone is said of any day in it
    if len(words) > 1 or (said.get("month") and not words):
        return None
    edge = EDGES[words[0]] if words else "first"
    if edge == "middle" and part.months > 1:
        return None
    if said.get("year"):
        return _edge(int(said["year"] or 0), part, edge)
    near = said.get("near")
    if near:
        return _edge(today.year + YEARS[near], part, edge)
    return _nearest(
        lambda year: _edge(year, part, edge), part if not words else None, today, past=past
    )


def _nearest(
    day_of: Callable[[int], date], whole: Part | None, today: date, *, past: bool
) -> date | None:
    """The next such day, or the last.

    A whole period that runs has begun: who looks ahead does not mean its first day, but which one
    is left open.
    """
    if whole and not past and day_of(today.year) < today <= _edge(today.year, whole, "last"):
        return None
    days = [day_of(today.year + (-away if past else away)) for away in range(_AWAY)]
    return next((day for day in days if (day <= today if past else day >= today)), None)


def _part(said: dict[str, str | None]) -> Part:
    if quarter := said["quarter"]:
        return Part(3 * int(quarter) - 2, 3)
    if half := said["half"]:
        return Part(1 if half in {"상", "1"} else 7, 6)
    month = said.get("month") or ""
    return Part(int(month) if month.isdecimal() else MONTH_NAMES[month], 1)


def _edge(year: int, part: Part, edge: str) -> date:
    if edge == "last":
        month = part.month + part.months - 1
        return date(year, month, monthrange(year, month)[1])
    return date(year, part.month, 15 if edge == "middle" else 1)
