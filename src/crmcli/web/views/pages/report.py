"""Any report by its name, with its own options: so that each has an address."""

from crmcli.domain.table import Message
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk
from crmcli.web.views.named_report import form, lacking, named
from crmcli.web.views.page import View
from crmcli.web.views.pages import history, lint
from crmcli.web.views.parts import Notice, Rows

OWN = {"history": history.view, "lint": lint.view}  # a few at a time, however many there are


def view(desk: Desk, asked: Asked) -> View:
    """The report's table, paged; what it still has to be told, where it cannot be asked yet."""
    if asked.subject in OWN:
        return OWN[asked.subject](desk, asked)
    title, own = Message(f"page-report-{asked.subject}"), form(asked.subject)
    missing = lacking(asked)
    if missing:
        told = Message("page-needs", (Message("list", missing),))
        return View(title, (Notice((told,)),), None, own)
    asks = named(asked)
    table = desk.answer(asks).table
    return View(title, (Rows(table, None, asked.start, filtered=True),), asks, own)
