"""The pages as a table: what there is, which key leads there, and which command says the same."""

from datetime import date
from typing import NamedTuple

from crmcli.domain.table import Column, Message, Table
from crmcli.web.views.command_lines import WAYS
from crmcli.web.views.registry import PAGES


class PageRow(NamedTuple):
    """One page."""

    page: str
    title: Message
    key: str | None
    address: str
    command: str


COLUMNS = (
    Column("title", "message", 9, heading="page"),
    Column("key", "text", 8),
    Column("address", "id", 9),
    Column("command", "text", 7),
)


def listed(as_of: date) -> Table:
    """A row a page, in the order of the menu."""
    rows = [
        PageRow(
            page.name,
            page.title,
            page.key or None,
            f"/{page.path}{'/…' if page.of_one else ''}",
            " ".join(("crm", *WAYS[page.report].words)) if page.report in WAYS else "",
        )
        for page in PAGES
    ]
    return Table("pages", as_of, rows, COLUMNS)
