"""Why we do this, and whether we get there: each goal on its way, beside the time that passed."""

from crmcli.charts import of_tables
from crmcli.domain.table import Message
from crmcli.reports.options import ExplainOptions
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.own_options import read
from crmcli.web.views.page import View
from crmcli.web.views.parts import Chart, Part, Rows

COLUMNS = (
    *("purpose", "from_said", "now_said", "expected_said", "to_said", "to_date", "state"),
    "audience",
)


def view(desk: Desk, asked: Asked) -> View:
    """A bar a goal, and the table."""
    read(asked, ())
    asks = question("goals", ExplainOptions(asked.explain))
    table = desk.answer(asks).table
    parts: list[Part] = [Rows(table, look="cards", columns=COLUMNS)]
    if table.rows:
        drawn = Chart(lambda phrases: of_tables.goals(table, phrases), Message("page-goals-way"))
        parts.insert(0, drawn)
    return View(Message("page-goals"), tuple(parts), asks, lead=Message("page-goals-lead"))
