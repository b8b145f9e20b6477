"""The control that takes a page to another day, what is said while the past is looked at, and which
other addresses belong to it.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.time.calendar import ONE_DAY, add_months
from crmcli.messages import Phrases
from crmcli.web.html.links import Links
from crmcli.web.views.asked import Asked, day_of
from crmcli.web.views.parts import To

MONTHS = 24  # month ends to go to, and to play through


class Days(NamedTuple):
    """What the control reads. `shown` is the day that is looked at, `kept` what its form leaves as
    it is, `how` which of the two ways; `recorded` says whether git has a past. `banner` is empty on
    the present day. Links are empty where they lead nowhere.
    """

    shown: str
    kept: list[tuple[str, str]]
    how: str
    recorded: bool
    today: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    months: list[tuple[str, str]]
    banner: str
    other: tuple[str, str] | None
    compare: str
    as_of: str
    at: str

    @property
    def is_today(self) -> bool:
        """Is it the present book on the present day?"""
        return not self.banner


def days(
    asked: Asked, day: date, today: date, recorded: date | None, links: Links, phrases: Phrases
) -> Days:
    """The control on a page that is looked at on that day; `recorded` is the first day that git has
    of the book, None where it has none.
    """
    ends = list(_ends(today, recorded))
    before, after = _around(day)
    is_past = bool(asked.at) or (asked.as_of is not None and asked.as_of != today)
    is_then = bool(asked.at) or (not is_past and recorded is not None)

    def on(other: date) -> str:
        return links.here(_on(asked, other, today, recorded if is_then else None))

    return Days(
        shown=day.isoformat(),
        kept=[pair for pair in asked.pairs(paging=False) if pair[0] not in ("as_of", "at")],
        how="then" if is_then else "known",
        recorded=recorded is not None,
        today=links.here(_on(asked, today, today, None)),
        before=(before.isoformat(), on(before)) if before else None,
        after=(min(after, today).isoformat(), on(min(after, today))) if day < today else None,
        months=[(each.isoformat(), on(each)) for each in ends],
        banner=_banner(asked, day, phrases) if is_past else "",
        other=_other(asked, day, recorded, links, phrases) if is_past else None,
        compare=_compare(asked, day, today, recorded, links),
        as_of=asked.as_of.isoformat() if asked.as_of else "",
        at=asked.at,
    )


def _around(day: date) -> tuple[date | None, date]:
    """The month ends before and after a day."""
    first = day.replace(day=1)
    before = first - ONE_DAY if first > date.min else None
    end = _end_of(first)
    return before, end if day < end else _end_of(add_months(first, 1))


def _end_of(first: date) -> date:
    try:
        return add_months(first, 1) - ONE_DAY
    except (OverflowError, ValueError):
        return date.max


def _ends(today: date, recorded: date | None) -> Iterator[date]:
    """Month ends that have passed, the earliest first: since git has the book, if it has."""
    first = today.replace(day=1)
    for back in range(MONTHS - 1, -1, -1):
        try:
            end = add_months(first, -back) - ONE_DAY
        except (OverflowError, ValueError):
            continue
        if recorded is None or end >= recorded:
            yield end


def _on(asked: Asked, day: date, today: date, recorded: date | None) -> Asked:
    """The same page on another day: with the files of then where git has them."""
    if day == today:
        return asked._replace(as_of=None, at="", start=0)
    at = day.isoformat() if recorded is not None and day >= recorded else ""
    return asked._replace(as_of=day, at=at, start=0)


def _banner(asked: Asked, day: date, phrases: Phrases) -> str:
    if not asked.at:
        return phrases("page-day-known-now", day)
    at = _day(asked.at)
    return phrases("page-day-then-now", day if at else asked.at)


def _day(said: str) -> date | None:
    try:
        return day_of(said)
    except CrmError:
        return None


def _other(
    asked: Asked, day: date, recorded: date | None, links: Links, phrases: Phrases
) -> tuple[str, str] | None:
    """The other way to look at that day."""
    if asked.at:
        return phrases("page-day-see-known"), links.here(asked._replace(at="", as_of=day, start=0))
    if recorded is None or day < recorded:
        return None
    then = asked._replace(at=day.isoformat(), as_of=day, start=0)
    return phrases("page-day-see-then"), links.here(then)


def _compare(asked: Asked, day: date, today: date, recorded: date | None, links: Links) -> str:
    """That day beside today, where git has it; of today the last month's end, or git's first day
    where that is later.
    """
    is_past = bool(asked.at) or day < today
    before = day if is_past else _around(today)[0]
    if recorded is None or before is None or (is_past and before < recorded):
        return ""
    said = {"before": max(before, recorded).isoformat()}
    return links.to(To("compare", "", said, today=True))
