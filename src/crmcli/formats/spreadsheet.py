"""A table for a spreadsheet: CSV with English field names, and no cell that a spreadsheet would
run.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO

from crmcli.domain.table import Table
from crmcli.domain.text.visible import visible
from crmcli.formats.cells import flat, raw
from crmcli.messages import Phrases
from crmcli.messages.cells import each_once

_AT_ONCE = 1000  # rows
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def render(table: Table, phrases: Phrases) -> str:
    """Every field of every row, and where there are amounts their currency; lists are joined by `;
    `. Record text that begins like a formula gets an apostrophe before it.
    """
    return "".join(pieces(table, phrases))


def pieces(table: Table, phrases: Phrases) -> Iterator[str]:
    """The same piece by piece: of many rows the text is never all in memory."""
    fields = _fields(table)
    money, name = ([table.currency], ["currency"]) if table.currency else ([], [])
    yield _lines([[*(field.rstrip("_") for field in fields), *name]])
    for at in range(0, len(table.rows), _AT_ONCE):
        rows = table.rows[at : at + _AT_ONCE]
        columns = [
            each_once((getattr(row, field) for row in rows), lambda value: _field(value, phrases))
            for field in fields
        ]
        yield _lines([*cells, *money] for cells in zip(*columns, strict=True))


def _lines(rows: Iterable[Sequence[str]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _fields(table: Table) -> tuple[str, ...]:
    if table.rows:
        return tuple(table.rows[0]._fields)
    return tuple(column.field for column in table.columns)


def _field(value: object, phrases: Phrases) -> str:
    text = visible(flat(raw(value, phrases), "; "))
    if isinstance(value, int | float | Decimal):
        return text  # a number keeps its sign
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
