"""The rows of one account as bytes that can be kept and put together: as text of a CSV file, or
as plain values.
"""

import csv
import marshal
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.tables.on_day import on_day
from crmcli.tables.registry import OF_ACCOUNTS, OF_POLICY
from crmcli.tables.table import Cell, Cells, Table

Plain = str | int | None  # a day and a decimal are text


class Options(NamedTuple):
    """What the rows of an account depend on: `csv` or `plain`, and as of which day."""

    form: str = "csv"
    day: date | None = None


class _Lines:
    """What a CSV writer writes to."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> None:
        """Take a line."""
        self.parts.append(text)


def gather(
    account: Account, policy: Policy, as_of: date, options: Options
) -> list[tuple[str | None, str, str | None, tuple[str, ...], bytes]]:
    """The account's rows of every table, with what filters ask of an account."""
    if options.day is not None:
        account = on_day(account, options.day)
    make = csv_text if options.form == "csv" else plain
    parts = [
        make(table, table.rows(account, policy.currency)) for table in OF_ACCOUNTS if table.rows
    ]
    return [(account.owner, account.id, account.segment, account.tags, packed(parts))]


def packed(parts: list[Any]) -> bytes:
    """One account's tables as bytes."""
    return zlib.compress(marshal.dumps(parts), 1)


def of_account(account: Account, currency: str) -> list[list[tuple[Plain, ...]]]:
    """The account's rows of every table as plain values."""
    return [plain(table, table.rows(account, currency)) for table in OF_ACCOUNTS if table.rows]


def formed(table: Table, rows: list[Any], form: str) -> Any:  # noqa: ANN401 - as its writer takes it
    """Plain rows in the form that is asked for."""
    return csv_text(table, rows) if form == "csv" else rows


def unpacked(data: bytes) -> list[Any]:
    """What was packed: of each table the text, or the rows."""
    found: list[Any] = marshal.loads(zlib.decompress(data))
    return found


def of_policy(policy: Policy, form: str) -> list[Any]:
    """The rows of the policy's tables, in the same form."""
    make = csv_text if form == "csv" else plain
    return [make(table, table.of_policy(policy)) for table in OF_POLICY if table.of_policy]


def csv_text(table: Table, rows: Iterable[Cells]) -> tuple[int, str]:
    """Lines of a CSV file, and how many. Nothing in a cell is no value; an empty text is one in
    quotes.
    """
    out, count = _Lines(), 0
    writer = csv.writer(out, lineterminator="\n")
    truths = truths_of(table)
    for count, row in enumerate(rows, start=1):  # noqa: B007 - how many is told
        cells = tuple(map(csv_cell, row)) if Decimal in map(type, row) else row
        if truths:
            cells = worded(cells, truths)
        if "" in cells:
            _quoted(out, cells)
        else:
            writer.writerow(cells)
    return count, "".join(out.parts)


def truths_of(table: Table) -> tuple[int, ...]:
    """The places of the columns that say true or false."""
    return tuple(place for place, each in enumerate(table.columns) if each.kind == "truth")


def worded(row: Sequence[Any], truths: Sequence[int]) -> tuple[Any, ...]:
    """The row with its truths as words."""
    cells = list(row)
    for place in truths:
        if cells[place] is not None:
            cells[place] = "true" if cells[place] else "false"
    return tuple(cells)


def csv_cell(cell: Cell) -> Cell:
    """A decimal with all its digits; everything else as it is."""
    return f"{cell:f}" if isinstance(cell, Decimal) else cell


def _quoted(out: _Lines, cells: Iterable[Cell]) -> None:
    parts = []
    for cell in cells:
        said = "" if cell is None else str(cell)
        if cell is not None and (not said or any(mark in said for mark in ',"\n\r')):
            said = '"' + said.replace('"', '""') + '"'
        parts.append(said)
    out.write(",".join(parts) + "\n")


def plain(table: Table, rows: Iterable[Cells]) -> list[tuple[Plain, ...]]:
    """Rows of text, whole numbers and nothing else."""
    return [tuple(map(_plain, row)) for row in rows]


def _plain(cell: Cell) -> Plain:
    if cell is None or type(cell) is str or type(cell) is int:
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
