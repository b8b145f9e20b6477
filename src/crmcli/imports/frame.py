"""Which of a file's rows are a table's: where do its headings stand, and where does it end?"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.card import Above
from crmcli.imports.cells.texts import shown
from crmcli.imports.table import Row, Table

ABOVE = 20  # rows that may stand above the headings
_BELOW = 20  # rows that may stand below the table
_SHOWN = 60  # characters of a row that is no row of the table
_CLOSING = re.compile(
    r"(?:grand totals?|총\s?합계|총계|합계)\b|copyright\b|©|confidential\b|do not distribute"
    r"|generated (?:by|on|from)\b|report generated\b|as of \d|end of (?:report|file)"
    r"|무단\s?(?:전재|배포)|대외비",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?:grand totals?|총\s?합계|총계|합계)\b|(?:sub)?totals?\b|소계\b", re.IGNORECASE
)
_FIGURE = re.compile(r"[\d\s.,:/+()%$€£¥₩-]*\d[\d\s.,:/+()%$€£¥₩-]*")
Known = Callable[[Sequence[str]], int]
Rows = Callable[[], Iterator[Row]]


def is_empty(row: Row) -> bool:
    """Does nothing stand in it?"""
    return not any(map(str.strip, row.cells))


def first_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Those among which the headings are looked for, without empty ones."""
    return islice((row for row in rows if not is_empty(row)), ABOVE + 1)


def known_place(rows: Iterable[Row], known: Known) -> int | None:
    """Which of the first rows names several columns, more than any row above it has cells filled?

    None when none does. A row of a table is as wide as its headings, so none of them can be taken
    for headings in its turn.
    """
    widest = 0
    for place, row in enumerate(rows):
        filled = sum(bool(cell.strip()) for cell in row.cells)
        count = known(row.cells)
        if count > 1 and filled > widest:
            return place
        if place == 0 and filled > 1 and count:
            return 0
        widest = max(widest, filled)
    return None


def likely_place(rows: Sequence[Row]) -> int:
    """Which of the first rows are the headings where none of them has a word that we know?

    The first, unless it is a title: one cell, and below it two rows of one width that is more.
    """
    if not rows or sum(bool(cell.strip()) for cell in rows[0].cells) > 1:
        return 0
    for place, (row, below) in enumerate(pairwise(rows)):
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if len(filled) > 1 and len(row.cells) == len(below.cells) and _are_words(filled):
            return place
    return 0


def _are_words(cells: Sequence[str]) -> bool:
    return not any(_FIGURE.fullmatch(cell) for cell in cells if len(cell) < _SHOWN)


def framed(rows: Rows, table: Table, place: int) -> Table:
    """The table whose headings are the row at this place, not counting empty ones.

    `rows` gives all of them, empty ones too, as often as it is asked. They are gone through once
    here, so what is wrong with them comes out now. Raises CrmError when there are none.
    """
    every = rows()
    above = [row for _, row in zip(range(place + 1), _filled(every), strict=False)]
    if not above:
        raise CrmError(
            Message("error-import-empty", (table.name,)), Message("hint-import-empty"), status=4
        )
    head = above.pop()
    headings = [" ".join(shown(cell).split()) for cell in head.cells]
    count, closing = _measured(every, len(headings))
    begin, end = head.line, closing[0].line if closing else None

    def body() -> Iterator[Row]:
        for row in rows():
            if row.line <= begin or is_empty(row):
                continue
            if row.line == end:
                return
            cells = _fitted(row.cells, len(headings))
            yield row if cells is row.cells else Row(row.line, cells)

    return table._replace(
        headings=headings,
        rows=body,
        count=count,
        above=Above(begin, [_begin(row) for row in above]) if above else None,
        below=Above(end, [_begin(row) for row in closing]) if end else None,
    )


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if not is_empty(row))


def _measured(rows: Iterable[Row], width: int) -> tuple[int, list[Row]]:
    """How many rows the table has, and those that stand below it."""
    count, closing, is_apart = 0, list[Row](), False
    for row in rows:
        if is_empty(row):
            is_apart = True
        elif width > 1 and len(closing) < _BELOW and _closes(row, is_apart=is_apart):
            closing.append(row)
        else:
            count += len(closing) + 1
            closing, is_apart = [], False
    return count, closing


def _closes(row: Row, *, is_apart: bool) -> bool:
    """May it stand below a table, and be none of its rows?"""
    first = next(filter(str.strip, row.cells)).strip()
    if is_apart and (len(row.cells) == 1 or _SUM.match(first)):
        return True
    if not _CLOSING.match(first):
        return False
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    is_alone = len(filled) == 1 and bool(row.cells[0].strip())
    return is_alone or _figures(filled[1:])


def _figures(cells: Sequence[str]) -> bool:
    return bool(cells) and all(_FIGURE.fullmatch(cell) for cell in cells)


def _fitted(cells: Sequence[str], width: int) -> Sequence[str]:
    """As many cells as there are headings, more only where more of them hold something."""
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        return cells[:width]
    return cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))]


def _begin(row: Row) -> str:
    said = " ".join(" ".join(row.cells).split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
