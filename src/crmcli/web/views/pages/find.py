"""Where in the book does it stand? Over everything, with what was looked for marked."""

from crmcli.domain.searchable import KINDS
from crmcli.domain.table import Message
from crmcli.reports.queries import find
from crmcli.web.views.asked import Asked
from crmcli.web.views.decoding import Field, value
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.page import View
from crmcli.web.views.parts import Link, Links, Rows, Text, To

ROWS = 50
WITHIN = Field("within", str, None, KINDS)
FIELDS = (Field("text", str, None), WITHIN)


def view(desk: Desk, asked: Asked) -> View:
    """The hits: accounts of that name first, then people and deals, then what happened."""
    title, text = Message("page-find"), (asked.one("text") or "").strip()
    if not text:
        return View(title, (Text((Message("page-find-how"),)),), None, FIELDS)
    within = str(value(WITHIN, asked)) if "within" in asked.said else None
    asks = question("find", find.Options(text=text, within=within, explain=asked.explain))
    table = desk.answer(asks).table
    rows = Rows(table, None, asked.start, ROWS, "cards", marked=text)
    return View(title, (rows, *_kinds(text, within)), asks, FIELDS, _count(table.totals))


def _count(totals: dict[str, int]) -> Message:
    return Message("page-find-count", (totals["hits"], totals["accounts"]))


def _kinds(text: str, within: str | None) -> tuple[Links, ...]:
    """The same in everything again, and as a condition."""
    if within is None:
        return ()
    everywhere = Link(Message("page-find-everywhere"), To("find", "", {"text": text}))
    return (Links((everywhere,)),)
