"""One workbook with a sheet a table, and another where it has more rows than a sheet.

Rows are made and compressed batch by batch; what is remembered of it is copied as it is.
"""

import marshal
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from crmcli.exports.batches import Making, Packed, encoded, of_tables
from crmcli.exports.deflated import END, Piece, deflated, inflated, joined_crc
from crmcli.exports.folder import Folder
from crmcli.exports.sheet_rows import ROW_END, sheet_rows
from crmcli.exports.workbook_parts import SHEET_END, parts, sheet_path, sheet_start
from crmcli.tables.forms import Text
from crmcli.tables.table import Table

FILE = "crm.xlsx"
MOST_ROWS = 1_048_576  # of a sheet, with its heading


def encode(tables: Sequence[Table], batch: list[bytes]) -> bytes:
    """The rows of some accounts, of every table that they have any of."""
    made = []
    for place, (count, texts) in enumerate(of_tables(batch)):
        if count:
            text, cut = sheet_rows(tables[place], texts)
            made.append((place, count, cut, *deflated(text)))
    return marshal.dumps(made)


def write(
    folder: Folder,
    of_policy: Sequence[tuple[Table, Text]],
    tables: Sequence[Table],
    accounts: Iterable[Packed],
    making: Making,
) -> tuple[dict[str, int], int]:
    """Write every table; how many rows each has, and how many texts were cut because a cell holds
    no more.
    """
    with ExitStack() as stack:

        def spool() -> IO[bytes]:
            return stack.enter_context(TemporaryFile(dir=folder.path))

        every = [_Sheets(each, spool) for each in (*(table for table, _ in of_policy), *tables)]
        for sheets, (table, (count, text)) in zip(every, of_policy, strict=False):
            made, cut = sheet_rows(table, (text,))
            sheets.add(count, cut, deflated(made))
        rest = every[len(of_policy) :]
        for kept in encoded(accounts, partial(encode, tables), making):
            for place, count, cut, *piece in marshal.loads(kept):
                rest[place].add(count, cut, Piece(*piece))
        whole = [(name, each) for sheets in every for name, each in sheets.named()]
        with open(folder.file(FILE), "wb") as file, ZipFile(file, "w") as book:
            for path, text in parts([name for name, _ in whole]).items():
                book.writestr(_entry(path), text)
            for place, (_, sheet) in enumerate(whole, start=1):
                sheet.put(book, file, sheet_path(place))
    counts = {each.table.name: sum(sheet.count for sheet in each.sheets) for each in every}
    return counts, sum(each.cut for each in every)


class _Sheets:
    """One table's sheets: another begins where one is full."""

    def __init__(self, table: Table, spool: Callable[[], IO[bytes]]) -> None:
        self.table, self.spool = table, spool
        self.cut = 0
        self.sheets = [_Sheet(table, spool())]

    def add(self, count: int, cut: int, rows: Piece) -> None:
        """Rows below those that are there."""
        self.cut += cut
        room = MOST_ROWS - 1 - self.sheets[-1].count
        if count <= room:
            self.sheets[-1].add(count, rows)
            return
        each = [f"{row}{ROW_END}" for row in inflated(rows.data).split(ROW_END)[:-1]]
        self.sheets[-1].add(room, deflated("".join(each[:room])))
        self.sheets.append(_Sheet(self.table, self.spool()))
        self.add(count - room, 0, deflated("".join(each[room:])))

    def named(self) -> Iterable[tuple[str, "_Sheet"]]:
        """Each with its name."""
        for place, sheet in enumerate(self.sheets, start=1):
            yield self.table.name + (f"_{place}" if place > 1 else ""), sheet


class _Sheet:
    """A sheet on its way into a workbook, compressed."""

    def __init__(self, table: Table, file: IO[bytes]) -> None:
        self.file = file
        self.count = self.size = self.crc = 0
        self.add(0, deflated(sheet_start(table)))

    def add(self, count: int, piece: Piece) -> None:
        """So many rows below those that are there."""
        self.file.write(piece.data)
        self.count += count
        self.crc = joined_crc(self.crc, piece.crc, piece.size)
        self.size += piece.size

    def put(self, book: ZipFile, file: IO[bytes], path: str) -> None:
        """Write it into the workbook, and so into its file, as it is: `zipfile` itself would
        compress it once more.
        """
        self.add(0, deflated(SHEET_END))
        self.file.write(END)
        entry = _entry(path)
        entry.CRC, entry.file_size, entry.compress_size = self.crc, self.size, self.file.tell()
        entry.header_offset = book.start_dir
        file.seek(book.start_dir)
        file.write(entry.FileHeader())
        self.file.seek(0)
        shutil.copyfileobj(self.file, file)
        book.start_dir = file.tell()
        book.filelist.append(entry)
        book.NameToInfo[path] = entry


def _entry(path: str) -> ZipInfo:
    """An entry that tells no time, so that the same book gives the same bytes."""
    entry = ZipInfo(path)
    entry.compress_type = ZIP_DEFLATED
    return entry
