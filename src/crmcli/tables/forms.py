"""The rows of one account as bytes that can be kept and put together: text of CSV files, which
every other form is made of.
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
Text = tuple[int, str]  # how many rows, and their lines


class Options(NamedTuple):
    """What the rows of an account depend on: as of which day they are."""

    day: date | None = None


class _Lines(list[str]):
    """What a CSV writer writes to."""

    write = list.append


def gather(
    account: Account, policy: Policy, as_of: date, options: Options
) -> list[tuple[str | None, str, str | None, tuple[str, ...], bytes]]:
    """The account's rows of every table, with what filters ask of an account."""
    if options.day is not None:
        account = on_day(account, options.day)
    parts = [
        csv_text(table, table.rows(account, policy.currency)) for table in OF_ACCOUNTS if table.rows
    ]
    return [(account.owner, account.id, account.segment, account.tags, packed(parts))]


def packed(parts: list[Text]) -> bytes:
    """One account's tables as bytes."""
    return zlib.compress(marshal.dumps(parts), 1)


def of_account(account: Account, currency: str) -> list[list[tuple[Plain, ...]]]:
    """The account's rows of every table as plain values."""
    return [plain(table, table.rows(account, currency)) for table in OF_ACCOUNTS if table.rows]


def unpacked(data: bytes) -> list[Text]:
    """What was packed, of each table."""
    found: list[Text] = marshal.loads(zlib.decompress(data))
    return found


def of_policy(policy: Policy) -> list[Text]:
    """The rows of the policy's tables."""
    return [csv_text(table, table.of_policy(policy)) for table in OF_POLICY if table.of_policy]


def rows_of_policy(policy: Policy) -> list[list[tuple[Plain, ...]]]:
    """The same as plain values."""
    return [plain(table, table.of_policy(policy)) for table in OF_POLICY if table.of_policy]


def csv_text(table: Table, rows: Iterable[Cells]) -> Text:
    """Lines of a CSV file, and how many. Nothing in a cell is no value; an empty text is one in
    quotes.
    """
    found: list[Sequence[Cell]] = list(rows)
    exact = [n for n, each in enumerate(table.columns) if each.kind in ("number", "amount")]
    if any(type(row[place]) is Decimal for place in exact for row in found):
        found = [tuple(map(csv_cell, row)) for row in found]
    if truths := truths_of(table):
        found = [worded(row, truths) for row in found]
    lines = _Lines()
    csv.writer(lines, lineterminator="\n").writerows(found)
    text = "".join(lines)
    if "\r" in text or any("" in row for row in found):  # which the writer leaves as they are
        text = "".join(map(_quoted, found))
    return len(found), text


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


def _quoted(cells: Iterable[Cell]) -> str:
    parts = []
    for cell in cells:
        said = "" if cell is None else str(cell)
        if cell is not None and (not said or any(mark in said for mark in ',"\n\r')):
            said = '"' + said.replace('"', '""') + '"'
        parts.append(said)
    return ",".join(parts) + "\n"


def plain(table: Table, rows: Iterable[Cells]) -> list[tuple[Plain, ...]]:
    """Rows of text, whole numbers and nothing else."""
    return [tuple(map(_plain, row)) for row in rows]


def _plain(cell: Cell) -> Plain:
    if cell is None or type(cell) is str or type(cell) is int:
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
