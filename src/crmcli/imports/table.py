"""A table of somebody else's: its headings, its rows, and how it was read."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from crmcli.imports.card import Above

COLUMNS = 16_384  # of any table; what spreadsheets have


class Row(NamedTuple):
    """One row's cells, as text, and the line (or the row of a sheet) in which it begins."""

    line: int
    cells: Sequence[str]


class Table(NamedTuple):
    """One table of a file.

    `name` tells it from the others of one run: `Deals.csv`, `export.zip/Deals.csv`,
    `book.xlsx/Sheet1`. Two headings may be the same. `rows` can be asked for again and again;
    a row has as many cells as there are headings. `encoding` and `separator` are empty where the
    file has none; `guessed` is a sample of a text whose encoding nobody has declared and no mark
    tells. `below` are the rows after the table, as a report's footer.
    """

    name: str
    headings: Sequence[str]
    rows: Callable[[], Iterator[Row]]
    count: int  # type: ignore[assignment]  # nobody counts values in a table
    encoding: str = ""
    separator: str = ""
    guessed: str = ""
    above: Above | None = None
    below: Above | None = None
