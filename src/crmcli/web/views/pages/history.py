"""What changed, when, and who did it: in sales terms, a few commits at a time."""

from crmcli.app.past import history
from crmcli.domain.table import Message, Table
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk
from crmcli.web.views.named_report import form, named
from crmcli.web.views.page import View
from crmcli.web.views.parts import Link, Links, Notice, Part, Rows, To

NAME = "history"
_MANY = 10_000  # rows of as many commits as a page has: never more pages within a page


def view(desk: Desk, asked: Asked) -> View:
    """The newest commits, or those after one of the list."""
    asks = named(asked._replace(subject=NAME))
    options = asks.options
    assert isinstance(options, history.Options)  # noqa: S101 - what the name says
    asks = asks._replace(options=options._replace(limit=history.COMMITS))
    table = desk.answer(asks).table
    fields = tuple(each for each in form(NAME) if each.name not in ("before", "limit"))
    rows: Part = Rows(desk.by_name(table._replace(notes=())), None, number=_MANY, look="cards")
    if not table.rows and desk.recorded is not None and desk.as_of < desk.recorded:
        begun = Message("page-history-begins", (desk.recorded,))
        rows = Notice((begun,), to=To(NAME, today=True))
    return View(
        Message("page-history"), (rows, *_on(table, asked, options)), asks, fields, _lead(asked)
    )


def _lead(asked: Asked) -> Message | None:
    """Only the first page says what this is."""
    return None if "before" in asked.said else Message("page-history-lead")


def _on(table: Table, asked: Asked, options: history.Options) -> tuple[Links, ...]:
    """To what came before, and back to the newest."""
    said = {name: values[0] for name, values in asked.said.items() if name != "before"}
    links = []
    if options.before:
        links.append(Link(Message("page-history-newest"), To(NAME, "", said)))
    if table.cut and table.rows:
        last = table.rows[-1].commit_id
        links.append(Link(Message("page-history-older"), To(NAME, "", {**said, "before": last})))
    return (Links(tuple(links)),) if links else ()
