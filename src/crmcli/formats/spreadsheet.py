"""A table for a spreadsheet: CSV with English field names, and no cell that a spreadsheet would
run.
"""

import csv
from decimal import Decimal
from io import StringIO

from crmcli.domain.table import Table
from crmcli.domain.text.visible import visible
from crmcli.formats.cells import flat, raw
from crmcli.messages import Phrases

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def render(table: Table, phrases: Phrases) -> str:
    """Every field of every row, and where there are amounts their currency; lists are joined by `;
    `. Record text that begins like a formula gets an apostrophe before it.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    fields = _fields(table)
    money, name = ([table.currency], ["currency"]) if table.currency else ([], [])
    writer.writerow([*(field.rstrip("_") for field in fields), *name])
    for row in table.rows:
        writer.writerow([*(_field(getattr(row, field), phrases) for field in fields), *money])
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
