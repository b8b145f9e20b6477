"""A table for pipes: a heading line, then one line a row, fields separated by tabs, nothing padded,
folded or dropped.
"""

from crmcli.domain.table import Column, Table
from crmcli.domain.text.visible import visible
from crmcli.formats import explain
from crmcli.formats.cells import flat, raw
from crmcli.messages import Phrases
from crmcli.messages.cells import cell, each_once, has_money, value_of

_AS_SAID = frozenset(("share", "bar", "rate", "message", "index", "points", "spark", "heat"))


def render(table: Table, phrases: Phrases, *, explained: bool = False) -> str:
    """The rows; ids and fixed words as in the files, amounts without separators and their currency
    in a last column, shares as whole percents.
    """
    parts = [part for part in (table, *table.sections) if part.rows]
    blocks = [
        "\n".join(_lines(part, table.currency if part is table or has_money(part) else "", phrases))
        for part in parts
    ]
    if explained:
        blocks.append("\n".join(explain.lines(table, phrases)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _lines(table: Table, currency: str, phrases: Phrases) -> list[str]:
    heads = "\t".join(
        str(column.heading or column.field if column.item is None else column.item).rstrip("_")
        for column in table.columns
    )
    lines = [
        heads,
        *map(
            "\t".join,
            zip(*(_fields(table, column, phrases) for column in table.columns), strict=True),
        ),
    ]
    return (
        [f"{line}\t{'currency' if place == 0 else currency}" for place, line in enumerate(lines)]
        if currency
        else lines
    )


def _fields(table: Table, column: Column, phrases: Phrases) -> list[str]:
    """A column's. What is not known is blank; what a reader has a label or a name for is its id."""
    if column.key:
        column = column._replace(field=column.key, kind="id")
    if column.kind not in _AS_SAID:
        values = (value_of(column, row) for row in table.rows)
        return each_once(values, lambda value: _as_it_is(value, phrases))
    return [
        "" if value_of(column, row) is None else cell(table, column, row, place, phrases)
        for place, row in enumerate(table.rows)
    ]


def _as_it_is(value: object, phrases: Phrases) -> str:
    return visible(flat(raw(value, phrases), ", "))
