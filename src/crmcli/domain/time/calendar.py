"""Days and months: month arithmetic that clamps to month ends, and working days."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=65_536)  # a book's contracts start on some hundred days
def add_months(day: date, months: int) -> date:
    """The same day so many months later; the 31st becomes the month's last day where there is no
    31st.

    python-dateutil's relativedelta gives the same days, and a test holds this to it; this is on the
    way of every start.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_ago(day: date, months: int) -> date:
    """The same day so many months earlier; the calendar's first day where it begins later."""
    return add_months(day, -months) if (day.year - 1) * 12 + day.month > months else date.min


def plus_days(day: date, days: int) -> date:
    """So many days later, or earlier; the calendar's first and last day where it ends."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the last working day before it when it is a weekend or a holiday."""
    while (day.weekday() >= 5 or day in holidays) and day > date.min:
        day -= ONE_DAY
    return day


def month_of(day: date) -> str:
    """The month as a group value: 2017-03."""
    return f"{day.year:04d}-{day.month:02d}"


def quarter_of(day: date) -> str:
    """The calendar quarter as a group value: 2017Q1."""
    return f"{day.year:04d}Q{(day.month + 2) // 3}"
