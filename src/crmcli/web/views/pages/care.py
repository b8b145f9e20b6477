"""Is every customer cared for as promised, will they stay, and are they content?"""

from crmcli.charts import of_care, of_tables
from crmcli.domain.table import Message, Table
from crmcli.reports.customers import (
    cadence,
    cadence_calendar,
    cohorts,
    renewals,
    retention,
    satisfaction,
)
from crmcli.web.views.asked import Asked
from crmcli.web.views.composing import contents, sections
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.page import View
from crmcli.web.views.parts import Chart, Facts, Part, Rows

TOUCHES = 36  # rows of the calendar on one page: some dozen customers


def view(desk: Desk, asked: Asked) -> View:
    """The calendar from the least kept customer on; then reps, renewals, who stayed, answers."""
    asks = question("cadence_calendar", cadence_calendar.Options(None, asked.explain))
    months = desk.answer(asks).table
    found = {
        "calendar": _calendar(months, asked.start),
        "reps": _reps(desk),
        "renewals": _renewals(desk),
        "retention": _retention(desk),
        "satisfaction": _satisfaction(desk),
    }
    parts = sections("care", found)
    return View(Message("page-cared-for"), (contents(parts), *parts), asks)


def _calendar(table: Table, start: int) -> list[Part]:
    """Of the customers on this page a drawing; and the table behind it, which is paged."""
    start = start if start < len(table.rows) else 0
    shown = table._replace(rows=table.rows[start : start + TOUCHES])
    title = Message("page-care")
    if not shown.rows:
        return [Rows(table)]
    is_whole = len(shown.rows) == len(table.rows)
    drawn = Chart(
        lambda phrases: of_care.calendar(shown, phrases), title, table if is_whole else None
    )
    return [drawn] if is_whole else [drawn, Rows(table, None, start, TOUCHES)]


def _reps(desk: Desk) -> list[Part]:
    """The lowest rep first: that one is the team's figure."""
    table = desk.answer(question("cadence", cadence.Options())).table
    found: list[Part] = []
    if any(row.compliance is not None for row in table.rows):
        words = table.title or Message("page-care-reps")
        found.append(
            Chart(
                lambda phrases: of_tables.bars(table, phrases, "compliance", bad="below"),
                words,
            )
        )
    return [*found, Rows(table._replace(title=None))]


def _renewals(desk: Desk) -> list[Part]:
    table = desk.answer(question("renewals", renewals.Options())).table
    return [Rows(table._replace(title=None), number=30)]


def _retention(desk: Desk) -> list[Part]:
    """How much stayed in twelve months, and of each quarter's customers how many are left."""
    kept = desk.answer(question("retention", retention.Options())).table
    grid = desk.answer(question("cohorts", cohorts.Options("quarter"))).table
    parts: list[Part] = [
        Facts(kept._replace(title=None), kept.title),
        *(Rows(each, each.title) for each in kept.sections),
    ]
    if grid.rows:
        title = Message("page-report-cohorts")
        parts.append(Chart(lambda phrases: of_tables.cohorts(grid, phrases), title, grid))
    return parts


def _satisfaction(desk: Desk) -> list[Part]:
    table = desk.answer(question("satisfaction", satisfaction.Options())).table
    return [Rows(table)]
