"""What somebody has to know before a meeting, laid out to be printed on a sheet or two."""

from crmcli.domain.table import Message, Table
from crmcli.reports.options import ExplainOptions
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.page import View
from crmcli.web.views.parts import Facts, Link, Links, Notice, Part, Rows, To


def view(desk: Desk, asked: Asked) -> View:
    """The account's facts, then every part of the brief."""
    asks = question("brief", ExplainOptions(asked.explain), asked.subject)
    table = desk.answer(asks).table
    subject = table.rows[0].account
    fields = tuple(each.field for each in table.columns if each.field != "name")
    parts: list[Part] = [Facts(table._replace(title=None), columns=fields)]
    parts += [Notice((note,)) for note in table.notes]
    parts += [Rows(_plain(each), each.title, look="cards") for each in table.sections]
    parts.append(Links((Link(Message("page-account"), To("account", subject)),)))
    return View(table.title or Message("page-brief"), tuple(parts), asks)


def _plain(table: Table) -> Table:
    """The currency is said where there are amounts."""
    has_money = any(column.kind == "money" for column in table.columns)
    return table if has_money else table._replace(currency="")
