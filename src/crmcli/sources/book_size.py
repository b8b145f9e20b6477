"""How many cells would a workbook's sheets be, from the first to the last? Looked at before they
are read: a reader makes room for all of them, so two cells can ask for half a terabyte.
"""

import re
from collections.abc import Iterable
from typing import NoReturn
from xml.parsers import expat

from crmcli.sources import limits
from crmcli.sources.archive import refuse

_KEPT = 400  # bytes of a piece that are looked at again with the next
_PLACE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_PLACED = re.compile(rb"""<(?:[\w.-]+:)?c r="[A-Za-z]+\d+["]""")  # as every program writes it
_NOT_UTF_8 = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["'](?!utf-?8|us-ascii)""", re.IGNORECASE
)
_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Seen:
    """What a quick look at a part of a workbook saw: bounds, and how many cells hold errors."""

    def __init__(self) -> None:
        self.columns, self.rows, self.placed, self.cells, self.errors = 0, 0, 0, 0, 0

    def is_small(self) -> bool:
        """Is it certain that the cells are not too many, and none stands elsewhere than it says?"""
        return self.cells <= self.placed and self.columns * self.rows <= limits.CELLS


def look(pieces: Iterable[bytes], name: str) -> Seen:
    """A quick look, which takes everything that looks like a cell's place for one.

    Raises CrmError for parts with definitions of their own, which no program writes.
    """
    seen, before, is_first = Seen(), b"", True
    for piece in pieces:
        if b"\0" in piece or (is_first and _NOT_UTF_8.match(piece)):
            refuse("error-source-broken", name)
        is_first = False
        part = before + piece
        end = max(0, len(part) - _KEPT)
        tag = part.rfind(b"<", 0, end)
        end = tag if tag > 0 else end
        before, part = part[end:], part[:end]
        _count(seen, part, name)
    _count(seen, before, name)
    return seen


def _count(seen: Seen, part: bytes, name: str) -> None:
    if b"<!" in part and _DOCTYPE.search(part):
        refuse("error-source-entities", name)
    found = _PLACE.findall(part)
    letters = {each.upper() for each, _ in found}
    seen.columns = max([seen.columns, *(_column(each) for each in letters)])
    seen.rows = max([seen.rows, *(int(each or b"0") for each in {row for _, row in found})])
    seen.placed += len(_PLACED.findall(part))
    seen.cells += len(_CELL.findall(part))
    seen.errors += len(_ERROR.findall(part))


def _column(letters: bytes) -> int:
    number = 0
    for each in letters[:8]:
        number = number * 26 + each - 64
    return number


class _Measured:
    """The bounds of the cells that hold something, exactly: slower."""

    def __init__(self, name: str) -> None:
        self.name, self.rows, self.columns = name, 0, 0
        self.row, self.column, self.depth = 0, 0, 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.EntityDeclHandler = self.entity

    def entity(self, *_: object) -> NoReturn:
        refuse("error-source-entities", self.name)

    def start(self, tag: str, said: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, tag: str) -> None:
        raise NotImplementedError

    def holds(self, rows: int, columns: int) -> None:
        """Something stands in this row and column."""
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)
        if self.rows * self.columns > limits.CELLS:
            refuse("error-source-cells", self.name, self.rows, self.columns, limits.CELLS)

    def feed(self, pieces: Iterable[bytes]) -> None:
        """Measure. Raises CrmError for too many cells and for what is no XML."""
        try:
            for piece in pieces:
                self.parser.Parse(piece, False)
            self.parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, OverflowError, LookupError):
            refuse("error-source-broken", self.name)


class SheetMeasured(_Measured):
    """Of a sheet of an .xlsx."""

    def start(self, tag: str, said: dict[str, str]) -> None:
        """A row, a cell, or something within a cell."""
        local = tag.rpartition(":")[2]
        if self.depth:
            self.depth += 1
            self.holds(self.row, self.column)
        elif local == "row":
            self.row = int(said.get("r", self.row + 1))
            self.column = 0
        elif local == "c":
            found = re.fullmatch(r"([A-Za-z]+)(\d+)", said.get("r", ""))
            self.column = _column(found[1].upper().encode()) if found else self.column + 1
            self.row = int(found[2]) if found else self.row
            self.depth = 1

    def end(self, _: str) -> None:
        """What began last ends."""
        self.depth = max(0, self.depth - 1)


class OdsMeasured(_Measured):
    """Of all sheets of an .ods together: repeated cells are counted as often as they are."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.times, self.filled, self.before = 1, 0, 0

    def start(self, tag: str, said: dict[str, str]) -> None:
        """A table, a row, a cell, or something within a cell."""
        local = tag.rpartition(":")[2]
        if local == "table":
            if not self.depth:
                self.before += self.rows * self.columns
                self.rows = self.columns = self.row = 0
            self.depth += 1
        elif local == "table-row":
            self.times = _repeated(said, ":number-rows-repeated")
            self.column = self.filled = 0
        elif local in {"table-cell", "covered-table-cell"}:
            self.column += _repeated(said, ":number-columns-repeated")
            if any(key.endswith((":value-type", ":formula")) for key in said):
                self.filled = self.column
        elif local == "p":
            self.filled = self.column

    def end(self, tag: str) -> None:
        """A row ends: it counts if something stands in it."""
        local = tag.rpartition(":")[2]
        if local == "table-row":
            self.row += self.times
            if self.filled:
                self.holds(self.row, self.filled)
        elif local == "table":
            self.depth -= 1

    def holds(self, rows: int, columns: int) -> None:
        """Something stands in this row and column."""
        super().holds(rows, columns)
        if self.before + self.rows * self.columns > limits.CELLS:
            refuse("error-source-cells", self.name, self.rows, self.columns, limits.CELLS)


def _repeated(said: dict[str, str], ending: str) -> int:
    return max((int(value) for key, value in said.items() if key.endswith(ending)), default=1)
