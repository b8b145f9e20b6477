"""The text of CSV lines as rows again, for the forms that are no text of CSV lines."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

Row = list[str | None]
# an empty text that is a value; now and then two quotes inside of a text
_EMPTY = re.compile(r'(?:^|,)""(?:,|$)', re.MULTILINE)
_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^,\n]*))([,\n])')


def rows(texts: Iterable[str]) -> list[Row]:
    """Every row, its cells text as it was written; None where nothing stands."""
    parts = list(texts)
    whole = "".join(parts)
    if '""' not in whole or not _EMPTY.search(whole):
        try:
            return _read(whole)
        except csv.Error:  # a cell longer than the reader takes
            return list(_by_hand(whole))
    if len(parts) == 1:
        return list(_by_hand(whole))
    return [row for each in parts for row in rows((each,))]


def _read(text: str) -> list[Row]:
    return [[cell or None for cell in row] for row in csv.reader(StringIO(text, newline=""))]


def _by_hand(text: str) -> Iterator[Row]:
    row: Row = []
    for cell in _CELL.finditer(text):
        quoted, bare, end = cell.groups()
        row.append(bare or None if quoted is None else quoted.replace('""', '"'))
        if end == "\n":
            yield row
            row = []
