"""The calendar of care: the periods of the last twelve months, and by when the next are due."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from crmcli.charts.care import Care, Customer, Mark, Row, State
from crmcli.charts.reading import MOST, Reader
from crmcli.domain.table import Message, Table
from crmcli.domain.time.calendar import month_of
from crmcli.messages import Phrases

STATES: tuple[State, ...] = ("done", "planned", "risk", "missed")
_OF: dict[str, State] = {
    "done": "done",
    "missed": "missed",
    "overdue": "missed",
    "at-risk": "risk",
    "open": "planned",
    "new": "planned",
}


class Period(Protocol):
    """A period as `crm cadence --calendar` tells it."""

    @property
    def start(self) -> date:
        """Its first day."""

    @property
    def end(self) -> date | None:
        """Its last day."""

    @property
    def state(self) -> str:
        """How it stands."""

    @property
    def days(self) -> tuple[date, ...]:
        """On which days something counted."""


def calendar(table: Table, phrases: Phrases, *, title: str = "", most: int = MOST) -> Care:
    """What each customer may count on, month by month (cadence_calendar)."""
    read = Reader(table, phrases)
    months = _months(table)
    names: dict[str, str] = {}
    found: dict[str, list[Row]] = {}
    for place, row in enumerate(table.rows):
        names.setdefault(row.account, row.name)
        marks = _marks(row.periods, months, phrases)
        note = read.said("kept", row, place)
        found.setdefault(row.account, []).append(Row(read.said("touch", row, place), note, marks))
    head = read.head(title or read.title("touch"), Message("picture-care", (months[0], months[-1])))
    return Care(
        head,
        tuple(months),
        tuple(Customer(names[each], tuple(found[each])) for each in [*found][:most]),
        months.index(month_of(table.as_of)),
        tuple((state, phrases(f"picture-care-{state}")) for state in STATES),
    )


def _months(table: Table) -> list[str]:
    """From eleven months ago to the last day by which something is due, at most a year ahead."""
    here = table.as_of.year * 12 + table.as_of.month - 1
    due = [
        each.end.year * 12 + each.end.month - 1
        for row in table.rows
        for each in row.periods[-1:]
        if each.end
    ]
    last = min(max([here, *due]), here + 12)
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(max(here - 11, 12), last + 1)]


def _marks(periods: Sequence[Period], months: Sequence[str], phrases: Phrases) -> tuple[Mark, ...]:
    """A mark for each day that counted; of a period without one, at its end."""
    found: dict[tuple[str, State], str] = {}
    for each in periods:
        state = _OF.get(each.state, "planned")
        days = each.days or ((each.end,) if each.end and state != "done" else ())
        for day in days:
            shown: State = "done" if each.days else state
            named = phrases(f"picture-care-{shown}")
            when = day if each.days else f"{each.start} – {each.end}"
            found.setdefault((month_of(day), shown), f"{named}: {when}")
    return tuple(
        Mark(months.index(month), state, said)
        for (month, state), said in found.items()
        if month in months
    )
