"""Which rows does a CSV file hold, under which headings, and in which line does each begin?"""

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

_DELIMITERS = (",", ";", "\t")
_SAID = re.compile(r"sep=([,;\t])[ ,;\t]*\n", re.IGNORECASE)  # how a spreadsheet is told
_HEADING = 10_000  # characters of the first line that are looked at


class Row(NamedTuple):
    """One row's cells, and the line of the file in which it begins."""

    line: int
    cells: list[str]


class Sheet(NamedTuple):
    """The headings, and the rows below them that have anything in them."""

    headings: list[str]
    rows: list[Row]


def sheet(text: str, file: str) -> Sheet:
    """The file's rows. Raises CrmError when there is no heading, or where quotes are not closed: what comes after them could be anything."""
    said = _SAID.match(text)
    if said:
        text = f"\n{text[said.end() :]}"
    rows = list(_rows(text, file, said.group(1) if said else _delimiter(text)))
    if not rows:
        raise CrmError(Message("import-empty", (file,)), Message("import-empty-hint"), status=4)
    return Sheet([cell.strip() for cell in rows[0].cells], rows[1:])


def _rows(text: str, file: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise CrmError(Message("import-quotes", (file, line)), Message("import-quotes-hint"), status=4) from None
        if any(map(str.strip, cells)):
            yield Row(line, cells)


def _delimiter(text: str) -> str:
    """What stands between the headings: the sign that makes the most of them, a comma when none does."""
    first = next((line for line in text.split("\n") if line.strip()), "")[:_HEADING]
    return max(_DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
