"""The week on one sheet: for the meeting, and for the wall."""

from collections.abc import Iterator
from datetime import date, timedelta

from crmcli.app.past import pipeline_change, review
from crmcli.charts.of_tables import change
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import ONE_DAY
from crmcli.reports.pages.review_cut import ROWS
from crmcli.reports.pages.review_rows import ReviewRow
from crmcli.web.views.asked import Asked, day_of
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.page import View
from crmcli.web.views.parts import Chart, Link, Links, Notice, Part, Rows, Text, To

WEEK = Field("week", date, None)
_WEEK = timedelta(days=7)


def view(desk: Desk, asked: Asked) -> View:
    """The week's parts side by side, and why the pipeline changed since the month began."""
    said = asked.one("week")
    week = day_of(said) if said else None
    asks = question("review", review.Options(week, ROWS, asked.explain))
    table = desk.answer(asks).table
    (row,) = table.rows
    parts: list[Part] = [Links(tuple(_weeks(row, desk.as_of)))]
    parts += [
        Rows(each, each.title, number=2 * ROWS, notes=False) for each in table.sections if each.rows
    ]
    rest = tuple(each.title for each in table.sections if not each.rows and each.title)
    if rest:
        parts.append(Text(rest))
    if table.notes:
        parts.append(Notice(table.notes))
    return View(Message("page-review"), (*parts, _month(desk, row)), asks, (WEEK,), table.title)


def _weeks(row: ReviewRow, as_of: date) -> Iterator[Link]:
    """The week before, and the next one where it has begun."""
    if row.start > date.min + _WEEK:
        yield Link(Message("page-review-before"), _of(row.start - _WEEK))
    if row.end + ONE_DAY <= as_of and row.start < date.max - _WEEK:
        yield Link(Message("page-review-after"), _of(row.start + _WEEK))


def _of(day: date) -> To:
    return To("review", "", {"week": day.isoformat()})


def _month(desk: Desk, row: ReviewRow) -> Part:
    """From the end of the month before the week's to the week's end."""
    since = row.start.replace(day=1)
    since = since - ONE_DAY if since > date.min else since
    asks = pipeline_change.Options(since.isoformat(), row.end.isoformat())
    table = desk.answer(question("pipeline_change", asks)).table
    title = Message("page-review-month", (since, row.end))
    return Chart(lambda phrases: change(table, phrases), title, table._replace(title=None))
