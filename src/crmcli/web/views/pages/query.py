"""A condition, and what it holds for: asked, completed, mended where it is wrong."""

from crmcli.domain.records.words import QUERIED
from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.query.offers import offers
from crmcli.query.saved import MARK, listed
from crmcli.reports.queries import queries, query
from crmcli.web.views.asked import Asked
from crmcli.web.views.decoding import Field, value
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.page import View
from crmcli.web.views.parts import Link, Links, Part, Rows, Text, To, Wrong

ON = Field("on", str, None, QUERIED)
FIELDS = (
    Field("text", str, None, wide=True),
    ON,
    Field("columns", tuple, ()),
    Field("by", str, None),
    Field("sort", tuple, ()),
)
# to begin with: each of them holds for something in most books
EXAMPLES: tuple[tuple[str, dict[str, str]], ...] = (
    ("quiet", {"text": 'status == "customer" and last_touch > 60d'}),
    ("closing", {"text": "open and close < today + 30d", "on": "deals"}),
    ("negative", {"text": 'stance == "negative"', "on": "contacts"}),
    ("carries", {"text": "open", "on": "deals", "by": "owner", "columns": "n,sum(amount)"}),
    ("visits", {"text": 'type == "visit" and date > today - 30d', "on": "log"}),
)


def view(desk: Desk, asked: Asked) -> View:
    """The records, or what is wrong with the condition; what else could be asked below."""
    title, lists = Message("page-query"), _lists(asked)
    on = str(value(ON, asked)) if "on" in asked.said else None
    text = (asked.one("text") or "").strip() or ("true" if lists["by"] or lists["columns"] else "")
    known = {
        "text": tuple(offers(on or "accounts", desk.session.book.policy)),
        "by": (),
        "columns": (),
        "sort": (),
    }
    more = _more(desk)
    if not text:
        how = Text((Message("page-query-how"),))
        return View(title, (how, *more), None, FIELDS, offers=known)
    asks = question(
        "query",
        query.Options(
            by=",".join(lists["by"]) or None,
            text=text,
            on=on,
            columns=lists["columns"],
            sort=lists["sort"],
            explain=asked.explain,
        ),
    )
    found: Part
    lead = None
    try:
        table = desk.answer(asks).table
        found = Rows(desk.by_name(table), None, asked.start, filtered=True)
        if isinstance(table.totals, dict):
            lead = Message("page-query-count", (table.totals["rows"], table.totals["accounts"]))
    except QueryError as error:
        found = Wrong(error.message, *error.around, error.at + 1, error.hint)
    return View(title, (found, *more), asks, FIELDS, lead, known)


def _lists(asked: Asked) -> dict[str, tuple[str, ...]]:
    """Names with commas between them, as the command takes them."""
    return {name: tuple(listed(asked.said.get(name, ()))) for name in ("by", "columns", "sort")}


def _more(desk: Desk) -> list[Part]:
    """The questions that the book keeps, and some to begin with."""
    policy = desk.session.book.policy
    saved = queries.tabulate(policy, desk.as_of).rows
    links = [
        Link(
            Message("change-first", (row.label or row.query,)),
            To("query", "", {"text": f"{MARK}{row.query}"}),
        )
        for row in saved
    ]
    examples = [
        Link(Message(f"page-query-{name}"), To("query", "", said)) for name, said in EXAMPLES
    ]
    kept: list[Part] = [Links(tuple(links), Message("page-menu-saved"))] if links else []
    return [*kept, Links(tuple(examples), Message("page-query-examples"))]
