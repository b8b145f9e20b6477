"""Any report by its name, with its own options: so that each has an address."""

from crmcli.domain.table import Message
from crmcli.reports.options import ExplainOptions
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.named_report import form, lacking, named
from crmcli.web.views.page import View
from crmcli.web.views.pages import history, lint
from crmcli.web.views.parts import Link, Links, Notice, Part, Rows, To

OWN = {"history": history.view, "lint": lint.view}  # a few at a time, however many there are
LISTED = 100  # accounts to choose from, where a report is about one


def view(desk: Desk, asked: Asked) -> View:
    """The report's table, paged; what it still has to be told, where it cannot be asked yet."""
    if asked.subject in OWN:
        return OWN[asked.subject](desk, asked)
    title, own = Message(f"page-report-{asked.subject}"), form(asked.subject)
    missing = lacking(asked)
    if missing:
        names = tuple(Message(f"page-option-{name}") for name in missing)
        told: Part = Notice((Message("page-needs", (Message("list", names),)),))
        return View(
            title, (told, *(_accounts(desk, asked) if "account" in missing else ())), None, own
        )
    asks = named(asked)
    table = desk.answer(asks).table
    return View(title, (Rows(table, None, asked.start, filtered=True),), asks, own)


def _accounts(desk: Desk, asked: Asked) -> tuple[Links, ...]:
    """The same report of each account: of the first ones, where there are many."""
    rows = desk.answer(question("accounts", ExplainOptions())).table.rows[:LISTED]
    links = tuple(
        Link(
            Message("change-first", (row.name,)),
            To("report", asked.subject, {**asked.said, "account": row.account}),
        )
        for row in rows
    )
    return (Links(links, Message("page-accounts")),) if links else ()
