"""Workbooks (.xlsx, .xlsm, .xls, .ods): every sheet that has something in it is a table.

Read by python-calamine, which is no part of a plain installation. What it is given has been looked
at before: it makes room for whatever a file says it needs.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.table import Row, Table
from crmcli.sources import limits
from crmcli.sources.archive import Archive, refuse
from crmcli.sources.book_size import OdsMeasured, SheetMeasured, look
from crmcli.sources.kinds import ODS, XLS
from crmcli.sources.old_book import measured
from crmcli.sources.opened import How, LeftAside
from crmcli.sources.packed import table_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_PARTS = (".xml", ".rels", "mimetype")  # of a workbook, that hold its cells: no pictures, no code


class Book(NamedTuple):
    """The tables of a workbook, the sheets that none was made of, and what is to be told."""

    tables: list[Table]
    left_aside: list[LeftAside]
    told: list[Message]


def workbook(data: bytes, name: str, kind: str, how: How) -> Book:
    """Its sheets, in their order. Raises CrmError for what is no workbook, or larger than the
    limits.
    """
    clean, told = (measured(data, name), []) if kind == XLS else _clean(data, name, kind)
    found, left = list[Table](), list[LeftAside]()
    with _open(clean, name) as book:
        for place, each in enumerate(book.sheets_metadata):
            called = f"{name}/{each.name}"
            if str(each.typ) != "SheetTypeEnum.WorkSheet":
                left.append(LeftAside(called, Message("told-source-no-cells")))
            elif str(each.visible) != "SheetVisibleEnum.Visible":
                left.append(LeftAside(called, Message("told-source-hidden")))
            elif table := table_of(_rows(_sheet(book, place, name), name), called, how.known):
                found.append(table)
    return Book(found, left, told)


def _clean(data: bytes, name: str, kind: str) -> tuple[bytes, list[Message]]:
    """The workbook without what is not needed, after a look at how large it would be."""
    archive = Archive(data, name, limits.FILE * 2)
    entries = [each for each in archive.entries if each.filename.lower().endswith(_PARTS)]
    errors = 0
    for each in entries:
        if kind == ODS and each.filename == "content.xml":
            OdsMeasured(name).feed(archive.chunks(each))
            continue
        seen = look(archive.chunks(each), name)
        if kind != ODS and not seen.is_small():
            SheetMeasured(name).feed(archive.chunks(each))
        errors += seen.errors if "worksheets/" in each.filename else 0
    told = [Message("told-source-cell-errors", (name, errors))] if errors else []
    return archive.only(entries), told


def _open(data: bytes, name: str) -> "CalamineWorkbook":
    try:
        from python_calamine import CalamineWorkbook, PasswordError
    except ImportError:
        raise CrmError(
            Message("error-source-no-reader", (name,)), Message("hint-source-no-reader"), status=4
        ) from None
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        refuse("error-source-password", name)
    except BaseException as error:  # noqa: BLE001 - a panic of the reader is no Exception
        _broken(error, name)


def _sheet(book: "CalamineWorkbook", place: int, name: str) -> "CalamineSheet":
    try:
        return book.get_sheet_by_index(place)
    except BaseException as error:  # noqa: BLE001
        _broken(error, name)


def _broken(error: BaseException, name: str) -> NoReturn:
    if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
        raise error
    refuse("error-source-broken", name)


def _rows(sheet: "CalamineSheet", name: str) -> Iterator[Row]:
    if not sheet.height:  # of which older readers cannot give the rows
        return
    try:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            yield Row(number, [text_of(cell) for cell in cells])
    except GeneratorExit:
        raise
    except BaseException as error:  # noqa: BLE001
        _broken(error, name)


def text_of(cell: object) -> str:
    """A cell as text: days as 2021-01-29, numbers in their shortest exact form."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, datetime):
        return _day_and_time(cell)
    if isinstance(cell, timedelta):
        return _lasting(cell)
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def number_text(number: float) -> str:
    """The shortest text that is this number, without an exponent."""
    if number != number or number in {float("inf"), float("-inf")}:  # noqa: PLR0124
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1 << 53 else _plain(number)


def _plain(number: float) -> str:
    said = repr(number)
    return f"{Decimal(said):f}" if "e" in said else said


def _day_and_time(moment: datetime) -> str:
    # a serial number is a fraction of a day: half a second is what it cannot tell
    near = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    said = near if abs(near - moment) < timedelta(milliseconds=2) else moment
    return said.date().isoformat() if said.time() == time() else said.isoformat(" ")


def _lasting(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
