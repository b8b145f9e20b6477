"""How many days is a duration, counted from a day?"""

from datetime import date

from crmcli.domain.time.calendar import add_months, plus_days
from crmcli.query.tree import Span

_DAYS, _MONTHS = {"d": 1, "w": 7}, {"m": 1, "y": 12}


def moved(day: date, span: Span, sign: int) -> date:
    """The day so much later (1) or earlier (-1); the first or last day of the calendar where it
    ends. Months end where the month ends.
    """
    if span.unit in _DAYS:
        return plus_days(day, sign * span.many * _DAYS[span.unit])
    months = sign * span.many * _MONTHS[span.unit]
    return date.min if day.year * 12 + day.month - 1 + months < 12 else add_months(day, months)


def days_back(day: date, span: Span) -> int:
    """How many days it is from so much earlier to the day."""
    return (day - moved(day, span, -1)).days
