"""Which open deals does a forecast count, and in which month?"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.short_amounts import said
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import add_months, month_of
from crmcli.reports.deal_facts import sums, without_amount
from crmcli.reports.forecast.forecast_facts import ForecastFact

MONTHS = 12  # from the day on; what closes after them stands in one row
LATER, UNDATED = "later", "no-close"


class Options(NamedTuple):
    """What may be asked of a forecast."""

    by: str | None = None
    method: str = "stage"
    quantity: bool = False
    explain: bool = False


def period(day: date | None, as_of: date) -> str:
    """The row a close date belongs to: its month, or what comes after them."""
    if day is None:
        return UNDATED
    return LATER if day > add_months(as_of, MONTHS) else month_of(day)


def ahead(facts: Sequence[ForecastFact], as_of: date) -> list[ForecastFact]:
    """The open deals of the forecast: not those whose close date is past."""
    return [
        fact for fact in facts if fact.result is None and (fact.day is None or fact.day >= as_of)
    ]


def won_this_month(facts: Iterable[ForecastFact], as_of: date) -> list[ForecastFact]:
    """What the running month has brought so far."""
    return [
        fact
        for fact in facts
        if fact.result == "won" and fact.day is not None and month_of(fact.day) == month_of(as_of)
    ]


def notes(
    facts: Sequence[ForecastFact], counted: Sequence[ForecastFact], as_of: date, options: Options
) -> tuple[Message, ...]:
    """What is outside of the rows, and what is in them without being summed."""
    late = [
        fact for fact in facts if fact.result is None and fact.day is not None and fact.day < as_of
    ]
    omitted = (
        [fact for fact in counted if fact.category == "omitted"]
        if options.method == "category"
        else []
    )
    return (
        *(
            (
                Message(
                    "note-forecast-overdue", (len(late), said(sums(fact.amount for fact in late)))
                ),
            )
            if late
            else ()
        ),
        *(
            (
                Message(
                    "note-forecast-omitted",
                    (len(omitted), said(sums(fact.amount for fact in omitted))),
                ),
            )
            if omitted
            else ()
        ),
        *without_amount(fact.amount for fact in (*counted, *late, *won_this_month(facts, as_of))),
    )
