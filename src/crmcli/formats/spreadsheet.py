"""A table for a spreadsheet: CSV with English field names, and no cell that a spreadsheet would run."""

import csv
import json
from io import StringIO
from typing import Any

from crmcli.domain.table import Table
from crmcli.formats.cells import raw
from crmcli.formats.visible import visible
from crmcli.messages import Phrases

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def render(table: Table, phrases: Phrases) -> str:
    """Every field of every row; lists are joined by `; `. Record text that begins like a formula gets an apostrophe before it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    fields = _fields(table)
    writer.writerow([field.rstrip("_") for field in fields])
    for row in table.rows:
        writer.writerow([_field(raw(getattr(row, field), phrases)) for field in fields])
    return out.getvalue()


def _fields(table: Table) -> tuple[str, ...]:
    if table.rows:
        return tuple(table.rows[0]._fields)
    return tuple(column.field for column in table.columns)


def _field(value: Any) -> str:
    if isinstance(value, list):
        nested = any(isinstance(each, dict | list) for each in value)
        value = json.dumps(value, ensure_ascii=False) if nested else "; ".join(map(str, value))
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = visible(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
