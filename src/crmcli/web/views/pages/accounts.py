"""All accounts: by name, alias or initials, in any order, with how well each is known."""

from collections.abc import Mapping

from crmcli.domain.records.words import STATUSES
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.pages import directory
from crmcli.web.views.asked import Asked
from crmcli.web.views.composing import figures
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.own_options import read
from crmcli.web.views.page import View
from crmcli.web.views.parts import Figures, Notice, Part, Rows, To

ACCOUNTS = 100  # on one page
# what is asked for by a head first: the highest, the longest ago, or the alphabet
FALLING = ("composite", "named_share", "friendly_share", "gaps", "open_deals", "open_amount")
ORDERS = ("name", "composite", "-composite", "-open_amount", "last_touch", "-last_touch", "-gaps")
# a phone shows the first of them
COLUMNS = (
    *("name", "composite", "status", "owner", "last_touch", "open_deals", "open_amount"),
    *("segment", "named_share", "friendly_share", "gaps"),
)
Q, STATUS = Field("q", str, None), Field("status", str, None, STATUSES)
SORT = Field("sort", str, None, ORDERS)
FIELDS = (Q, STATUS, SORT)


def view(desk: Desk, asked: Asked) -> View:
    """The accounts that the address asks for, as `crm list --known` tells them."""
    # a head asks for more orders than the form has; the report knows them all
    said = read(asked, (Q, STATUS), besides=(SORT.name,))
    sort = asked.one(SORT.name)
    options = directory.Options(
        said["q"], said["status"], (sort,) if sort else (), None, asked.explain
    )
    asks = question("directory", options)
    table = desk.answer(asks).table
    parts: list[Part] = [_figures(table), _rows(table, asked)]
    if desk.is_empty:
        parts.insert(0, Notice((Message("page-empty-book"),)))
    return View(Message("page-accounts"), tuple(parts), asks, FIELDS)


def _figures(table: Table) -> Figures:
    """How many there are of them, and what is open there."""
    columns = (
        Column("accounts", "count"),
        Column("open_deals", "count"),
        Column("open_amount", "money"),
    )
    return Figures(tuple(figures(columns, table.totals, [each.field for each in columns])))


def _rows(table: Table, asked: Asked) -> Rows:
    """How well each is known has a colour; each head leads to the order of its column."""
    by_field = {column.field: column for column in table.columns}
    by_field["composite"] = by_field["composite"]._replace(kind="heat")
    columns = tuple(by_field[field] for field in COLUMNS)
    return Rows(
        table._replace(columns=columns, totals=None),
        None,
        asked.start,
        ACCOUNTS,
        filtered=True,
        heads={column.field: _by(column.field, asked) for column in table.columns},
    )


def _by(field: str, asked: Asked) -> To:
    """The same accounts in the order of a column; in the other direction where that is how they
    are.
    """
    falls = f"-{field}"
    first, other = (falls, field) if field in FALLING else (field, falls)
    said: Mapping[str, str] = {
        name: values[0] for name, values in asked.said.items() if name != "sort"
    }
    return To("accounts", "", {**said, "sort": other if asked.one("sort") == first else first})
