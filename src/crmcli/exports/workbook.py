"""One workbook with a sheet a table: ids, phones and all texts are text, days are days, amounts
are numbers as far as a spreadsheet can hold them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.exports.batches import Packed, batches, of_tables
from crmcli.exports.folder import Folder
from crmcli.exports.rows import Row, rows
from crmcli.tables.forms import Text
from crmcli.tables.table import Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FILE = "crm.xlsx"
LONGEST = 32_767  # characters of a cell
MOST_ROWS = 1_048_576  # of a sheet, with its heading
_EXACT = 15  # digits of a number that a spreadsheet keeps
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - written as it is, so that the bytes are the same
_FIRST = "1900-03-01"  # before it Excel counts a day that never was


def write(
    folder: Folder,
    of_policy: Sequence[tuple[Table, Text]],
    tables: Sequence[Table],
    accounts: Iterable[Packed],
) -> tuple[dict[str, int], int]:
    """Write every table; how many rows each has, and how many texts were cut because a cell holds
    no more.
    """
    book = _workbook(folder.file(FILE))
    sheets = [_Sheet(book, table) for table in (*(each for each, _ in of_policy), *tables)]
    for sheet, (_, (_, text)) in zip(sheets, of_policy, strict=False):
        sheet.add(rows((text,)))
    rest = sheets[len(of_policy) :]
    for batch in batches(accounts):
        for place, (_, texts) in enumerate(of_tables(batch)):
            rest[place].add(rows(texts))
    book.close()
    return {each.table.name: each.count for each in sheets}, sum(each.cut for each in sheets)


def _workbook(path: str) -> "Workbook":
    try:
        import xlsxwriter
    except ImportError:
        raise CrmError(
            Message("error-extra-missing", ("XlsxWriter",)), Message("hint-extra-sheets")
        ) from None
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _EPOCH})
    book.use_zip64()
    return book


class _Sheet:
    """One table's sheet, and another where it has more rows than a sheet."""

    def __init__(self, book: "Workbook", table: Table) -> None:
        self.book, self.table = book, table
        self.count = self.cut = self.sheets = 0
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.text: Format = book.add_format({"num_format": "@"})
        self.bold: Format = book.add_format({"bold": True})
        self.kinds = [column.kind for column in table.columns]
        self._begin()

    def _begin(self) -> None:
        self.sheets += 1
        name = self.table.name if self.sheets == 1 else f"{self.table.name}_{self.sheets}"
        self.sheet: Worksheet = self.book.add_worksheet(name)
        self.sheet.freeze_panes(1, 0)
        self.row = 1
        for place, column in enumerate(self.table.columns):
            width, form = (12, self.day) if column.kind == "day" else (16, None)
            self.sheet.set_column(place, place, width, form)
            self.sheet.write_string(0, place, column.name, self.bold)

    def add(self, found: Iterable[Row]) -> None:
        """Rows below those that are there."""
        for row in found:
            if self.row == MOST_ROWS:
                self._begin()
            for place, cell in enumerate(row):
                if cell is not None:
                    self._put(place, cell, self.kinds[place])
            self.row += 1
            self.count += 1

    def _put(self, place: int, cell: str, kind: str) -> None:
        sheet = self.sheet
        if kind == "truth":
            sheet.write_boolean(self.row, place, cell == "true")
        elif kind == "day" and cell >= _FIRST:
            sheet.write_datetime(self.row, place, date.fromisoformat(cell), self.day)
        elif kind in ("whole", "number", "amount") and _is_exact(cell):
            sheet.write_number(self.row, place, float(cell))
        else:
            text = cell
            if len(text.encode("utf-16-le")) // 2 > LONGEST:
                text, self.cut = text[: LONGEST // 2], self.cut + 1
            sheet.write_string(self.row, place, text, self.text)


def _is_exact(cell: str) -> bool:
    """Does a spreadsheet keep all its digits?"""
    return len(cell.replace(".", "").strip("-0")) <= _EXACT
