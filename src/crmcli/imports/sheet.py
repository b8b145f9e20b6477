"""Which rows does a CSV file hold, under which headings, and in which line does each begin?"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.card import Above

_DELIMITERS = (",", ";", "\t")
_SAID = re.compile(r"sep=([,;\t])[ ,;\t]*\n", re.IGNORECASE)  # how a spreadsheet is told
_HEADING = 10_000  # characters of the first line that are looked at
_ABOVE = 20  # rows that may stand above the headings
_SHOWN = 60  # characters of such a row that are told
Known = Callable[[Sequence[str]], int]


class Row(NamedTuple):
    """One row's cells, and the line of the file in which it begins."""

    line: int
    cells: list[str]


class Sheet(NamedTuple):
    """The headings, the rows below them that have anything in them, and what stood above the
    headings.
    """

    headings: list[str]
    rows: list[Row]
    above: Above | None = None


class _Head(NamedTuple):
    """Where the headings stand, among the rows that have anything in them, and what is between
    them.
    """

    place: int
    delimiter: str


def sheet(text: str, file: str, known: Known) -> Sheet:
    """The file's rows. `known` counts the columns that headings name, 0 when they name nobody.

    Raises CrmError when there is no heading, or where quotes are not closed: what comes after them
    could be anything.
    """
    said = _SAID.match(text)
    if said:
        text = f"\n{text[said.end() :]}"
    head = _head(text, said.group(1) if said else "", known)
    rows = list(_rows(text, file, head.delimiter))
    if not rows:
        raise CrmError(
            Message("error-import-empty", (file,)), Message("hint-import-empty"), status=4
        )
    above = [_begin(row) for row in rows[: head.place]]
    headings = [cell.strip() for cell in rows[head.place].cells]
    return Sheet(
        headings, rows[head.place + 1 :], Above(rows[head.place].line, above) if above else None
    )


def _head(text: str, said: str, known: Known) -> _Head:
    """The first row, unless it names nobody and one soon below it does, in more columns than any
    row above it has.

    A row of a table is as wide as its headings, so none of them can be taken for headings in its
    turn.
    """
    first = _Head(0, said or _delimiter(text))
    for delimiter in dict.fromkeys((first.delimiter, *([] if said else _DELIMITERS))):
        widest = 0
        for place, row in enumerate(_first_rows(text, delimiter)):
            filled = sum(bool(cell.strip()) for cell in row.cells)
            if known(row.cells) > 1 and filled > widest:
                return _Head(place, delimiter)
            if place == 0 and filled > 1 and known(row.cells):
                return first
            widest = max(widest, filled)
    return first


def _first_rows(text: str, delimiter: str) -> Iterator[Row]:
    with suppress(CrmError):  # quotes that make no sense with what is between the cells elsewhere
        yield from islice(_rows(text, "", delimiter), _ABOVE + 1)


def _begin(row: Row) -> str:
    said = " ".join(" ".join(row.cells).split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def _rows(text: str, file: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(
        (f"{line}\n" for line in text.split("\n")), delimiter=delimiter, strict=True
    )
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise CrmError(
                Message("error-import-quotes", (file, line)),
                Message("hint-import-quotes"),
                status=4,
            ) from None
        if any(map(str.strip, cells)):
            yield Row(line, cells)


def _delimiter(text: str) -> str:
    """What stands between the headings: the sign that makes the most of them, a comma when none
    does.
    """
    first = next((line for line in text.split("\n") if line.strip()), "")[:_HEADING]
    return max(_DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
