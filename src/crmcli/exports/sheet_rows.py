"""Rows as the XML of a sheet: ids, phones and all texts are text, days are days, amounts are
numbers as far as a spreadsheet can hold them.

Neither rows nor cells say where they stand: each is beside the one before it. So rows are the same
wherever they come.
"""

import re
from collections.abc import Iterable
from datetime import date

from crmcli.exports.rows import rows
from crmcli.exports.workbook_parts import DAY, TEXT
from crmcli.tables.table import Table

LONGEST = 32_767  # UTF-16 units of a cell
ROW_END = "</row>"
_EXACT = 15  # digits of a number that a spreadsheet keeps
_FIRST = "1900-03-01"  # before it Excel counts a day that never was
_BEFORE = date(1899, 12, 30).toordinal()
# what no XML can hold, and what would be taken for it
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")


def sheet_rows(table: Table, texts: Iterable[str]) -> tuple[str, int]:
    """The rows, and how many texts were cut because a cell holds no more.

    Column by column, since all cells of one are written in the same way, and many are the same.
    """
    columns, cut = [], 0
    for column, cells in zip(table.columns, zip(*rows(texts), strict=True), strict=False):
        known = {cell: _cell(cell, column.kind) for cell in set(cells)}
        cut += sum(map(cells.count, filter(_is_long, known)))
        columns.append(map(known.__getitem__, cells))
    found = f"{ROW_END}<row>".join(map("".join, zip(*columns, strict=True)))
    return f"<row>{found}{ROW_END}" if found else "", cut


def _cell(cell: str | None, kind: str) -> str:
    if cell is None:
        return f'<c s="{DAY}"/>' if kind == "day" else "<c/>"
    if kind == "truth":
        return f'<c t="b"><v>{int(cell == "true")}</v></c>'
    if kind == "day" and cell >= _FIRST:
        return f'<c s="{DAY}"><v>{date.fromisoformat(cell).toordinal() - _BEFORE}</v></c>'
    if kind in ("whole", "number", "amount") and _is_exact(cell):
        return f"<c><v>{float(cell):.16G}</v></c>"
    if not cell:
        return f'<c s="{TEXT}"/>'
    text = cell[: LONGEST // 2] if _is_long(cell) else cell
    space = "" if text == text.strip() else ' xml:space="preserve"'
    return f'<c s="{TEXT}" t="inlineStr"><is><t{space}>{_escaped(text)}</t></is></c>'


def _is_exact(cell: str) -> bool:
    """Does a spreadsheet keep all its digits?"""
    return len(cell.replace(".", "").strip("-0")) <= _EXACT


def _is_long(cell: str | None) -> bool:
    """Is it more than a cell holds?"""
    # no character is more than two units
    return (
        cell is not None
        and len(cell) > LONGEST // 2
        and len(cell.encode("utf-16-le")) // 2 > LONGEST
    )


def _escaped(text: str) -> str:
    text = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
