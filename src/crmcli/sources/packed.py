"""The rows of a sheet, held in little room: gone through again and again without reading anew."""

import marshal
from collections.abc import Iterable, Iterator
from itertools import islice

from crmcli.imports.frame import Known, first_rows, framed, known_place, likely_place
from crmcli.imports.table import Row, Table

_TOGETHER = 1000  # rows


def table_of(rows: Iterable[Row], name: str, known: Known | None) -> Table | None:
    """The table that the rows of a sheet are, None where nothing stands in them."""
    packed, every = list[bytes](), iter(rows)
    while part := [(row.line, list(row.cells)) for row in islice(every, _TOGETHER)]:
        packed.append(marshal.dumps(part))

    def unpacked() -> Iterator[Row]:
        for part in packed:
            yield from (Row(line, cells) for line, cells in marshal.loads(part))

    first = [*first_rows(unpacked())]
    if not first:
        return None
    place = known_place(first, known) if known else None
    return framed(
        unpacked, Table(name, (), unpacked, 0), likely_place(first) if place is None else place
    )
