"""Rows that a mapping passes over, such as those that another system has deleted."""

from collections.abc import Iterator, Mapping, Sequence

from crmcli.domain.text.spelling import squeezed
from crmcli.imports.card import Refusal
from crmcli.imports.cells.words import yes_no
from crmcli.imports.mapping.mapping import key, places
from crmcli.imports.table import Row, Table

ANY = "*"  # whatever stands there
_TRUTH = ("true", "false")


def without(table: Table, skip: Mapping[str, tuple[str, ...]]) -> Table:
    """The table without the rows that have one of these words in one of these columns."""
    there = places(table.headings)
    held = [
        (place, words) for column, words in skip.items() for place in there.get(key(column), ())[:1]
    ]
    if not held:
        return table

    def rows() -> Iterator[Row]:
        for row in table.rows():
            if not any(_says(row.cells, place, words) for place, words in held):
                yield row

    return table._replace(rows=rows)


def _says(cells: Sequence[str], place: int, words: Sequence[str]) -> bool:
    cell = cells[place].strip() if place < len(cells) else ""
    for word in words:
        if word == ANY and cell:
            return True
        if word.casefold() in _TRUTH:
            if _truth(cell) == word.casefold():
                return True
        elif cell and squeezed(cell) == squeezed(word):
            return True
    return False


def _truth(cell: str) -> str:
    """An empty cell says no: that is how systems leave it."""
    try:
        return str(bool(cell) and yes_no(cell)).lower()
    except Refusal:
        return ""
