"""Days and months: month arithmetic that clamps to month ends, and working days."""

from collections.abc import Collection
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the 31st becomes the month's last day where there is no 31st."""
    from dateutil.relativedelta import relativedelta  # only cadences need it: not on the start-up path

    return day + relativedelta(months=months)


def working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the last working day before it when it is a weekend or a holiday."""
    while day.weekday() >= 5 or day in holidays:
        day -= ONE_DAY
    return day


def month_of(day: date) -> str:
    """The month as a group value: 2017-03."""
    return f"{day.year:04d}-{day.month:02d}"


def quarter_of(day: date) -> str:
    """The calendar quarter as a group value: 2017Q1."""
    return f"{day.year:04d}Q{(day.month + 2) // 3}"
