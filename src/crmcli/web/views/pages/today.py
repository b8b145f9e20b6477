"""What has to be done today, which figures moved since last week, and what changed since
yesterday.
"""

from crmcli.domain.table import Message, Table
from crmcli.reports.pages import morning
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.forms import of_rows
from crmcli.web.views.page import View
from crmcli.web.views.parts import Figure, Figures, Link, Links, Notice, Part, Rows, To

ROWS = 30  # of the agenda: what a day may hold
COLUMNS = ("n", "days_late", "kind", "name", "subject", "why", "owner")
# where a figure is looked into
WHERE = {
    "composite": To("coverage"),
    "open_amount": To("report", "pipeline"),
    "overdue_tasks": To("report", "due"),
}


def view(desk: Desk, asked: Asked) -> View:
    """The figures, the agenda by how late it is, and the news where git has a yesterday."""
    asks = question("morning", morning.Options(ROWS, asked.explain))
    table = desk.answer(asks).table
    parts: list[Part] = [_figures(table.sections[0]), *_agenda(desk, table)]
    if desk.is_empty:
        parts.insert(0, Notice((Message("page-empty-book"),)))
    if table.cut:
        more = Link(Message("page-whole-agenda"), To("report", "due"))
        parts.append(Links((more,)))
    parts += [
        Rows(desk.by_name(news), title=news.title, columns=("account", "change"), filtered=False)
        for news in table.sections[1:]
    ]
    return View(Message("page-today"), tuple(parts), asks, lead=table.title)


def _agenda(desk: Desk, table: Table) -> list[Part]:
    """The list as the report orders it: what is late, what is for today, what has no day."""
    of = {
        "late": [place for place, row in enumerate(table.rows) if (row.days_late or 0) > 0],
        "today": [place for place, row in enumerate(table.rows) if row.days_late == 0],
        "undated": [place for place, row in enumerate(table.rows) if row.days_late is None],
        "coming": [place for place, row in enumerate(table.rows) if (row.days_late or 0) < 0],
    }
    plain = table._replace(sections=(), title=None, cut=0)
    found: list[Part] = [
        Rows(
            plain,
            Message(f"page-agenda-{name}", (len(places),)),
            look="cards",
            columns=COLUMNS,
            places=tuple(places),
            notes=False,
            actions=of_rows(desk.as_of),
        )
        for name, places in of.items()
        if places
    ]
    notes = table.notes
    return [*found, *([Notice(tuple(notes))] if notes else [])]


def _figures(table: Table) -> Figures:
    """How the figures moved since a week ago."""
    return Figures(
        tuple(
            Figure(
                Message(f"word-{row.figure}"),
                row.now_said,
                Message("page-week-ago", (row.before_said, row.change)),
                WHERE.get(row.figure),
            )
            for row in table.rows
        ),
        table.title,
    )
