"""One account at a glance."""

from crmcli.domain.table import Message
from crmcli.reports.options import ExplainOptions
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.page import View
from crmcli.web.views.parts import Link, Links, Rows, To

MORE = ("brief", "map", "roles", "gaps", "stance_roles", "knows", "attempts", "whitespace_cells")


def view(desk: Desk, asked: Asked) -> View:
    """Its facts and their parts, and what else can be asked of it."""
    asks = question("show", ExplainOptions(asked.explain), asked.subject)
    table = desk.answer(asks).table
    return View(
        table.title or Message("page-account"),
        (
            Rows(table._replace(title=None)),
            Links(
                tuple(
                    Link(
                        Message(f"page-report-{name}"),
                        To("report", name, {"account": asked.subject}),
                    )
                    for name in MORE
                ),
                Message("page-more-of-account"),
            ),
        ),
        asks,
    )
