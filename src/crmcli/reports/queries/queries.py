"""Which questions does crm.yaml keep under a name?"""

from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table


class SavedRow(NamedTuple):
    """One saved query; `where` is its expression."""

    query: str
    label: Label | None
    on: str
    where: str


COLUMNS = (
    Column("query", "id", 9),
    Column("label", "label", 7, heading="meaning"),
    Column("on", "text", 6),
    Column("where", "text", 9, heading="expression"),
)


def tabulate(policy: Policy, as_of: date) -> Table:
    """A row per saved query, in the order of crm.yaml."""
    rows = [
        SavedRow(name, saved.label or None, saved.on, " ".join(saved.where.split()))
        for name, saved in policy.queries.items()
    ]
    columns = (
        COLUMNS
        if any(row.label for row in rows)
        else tuple(column for column in COLUMNS if column.field != "label")
    )
    return Table(
        report="queries",
        as_of=as_of,
        rows=rows,
        columns=columns,
        totals={"queries": len(rows)},
        notes=() if rows else (Message("hint-query-none-saved"),),
    )
