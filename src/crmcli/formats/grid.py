"""A table with more columns than a line has room for: the cells of a grid go on below, under the
names of their rows.
"""

from collections.abc import Iterator

from crmcli.domain.table import Table
from crmcli.domain.text.width import cells as cell_len
from crmcli.messages import Phrases
from crmcli.messages.cells import heading, texts

GAP = 2
# cells that a column of marks keeps: the longest word of its heading within these
LEAST, MOST = (
    8,
    12,
)
NAME = 16  # cells that the name of a row keeps


def blocks(table: Table, phrases: Phrases, width: int) -> Iterator[Table]:
    """The table as it is if it fits, else in blocks of as many grid columns as fit; what is said
    once a row stands in the first.
    """
    places = [place for place, column in enumerate(table.columns) if column.item is not None]
    if not places or not table.rows:
        yield table
        return
    names = [
        column
        for column in table.columns
        if column.item is None and column.kind in ("text", "id", "label") and column.keep == 9
    ]
    once = [column for column in table.columns if column.item is None and column.keep == 9]
    taken = sum(
        min(_width(table, table.columns.index(column), phrases), NAME) + GAP for column in once
    )
    sizes = [
        min(_width(table, place, phrases), least_width(heading(table.columns[place], phrases)))
        + GAP
        for place in places
    ]
    room = max(1, (width + GAP - taken) // max(sizes))
    if taken + sum(sizes) - GAP <= width:
        yield table
        return
    count = -(-len(places) // room)
    each = -(-len(places) // count)
    for number in range(count):
        shown = places[number * each : (number + 1) * each]
        columns = [
            column
            for place, column in enumerate(table.columns)
            if place in shown
            or (column in (once if number == 0 else names) and column.item is None)
        ]
        yield table._replace(columns=tuple(columns), title=None if number else table.title)


def least_width(head: str) -> int:
    """How many cells a grid column needs, so that its heading folds between words."""
    return min(max(LEAST, *map(cell_len, head.split() or [""])), MOST)


def _width(table: Table, place: int, phrases: Phrases) -> int:
    column = table.columns[place]
    return max(map(cell_len, {heading(column, phrases), *texts(table, column, phrases)}))
