"""What is in a table, seen in one pass before anything is taken of it."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from crmcli.imports.table import Table

_SAMPLES = 2
_SHOWN = 40  # characters of a sample
MOST = 20_000  # different cells of one column that are counted


class Survey(NamedTuple):
    """Of each column, how many cells are filled and two of them; of those asked for, how often each
    cell comes.
    """

    rows: int
    filled: list[int]
    samples: list[list[str]]
    counts: dict[int, Counter[str]]


def survey(table: Table, asked: Iterable[int]) -> Survey:
    """The whole table, looked through once."""
    width = len(table.headings)
    filled, samples = [0] * width, [list[str]() for _ in range(width)]
    counts = {place: Counter[str]() for place in asked}
    few, rows = set(range(width)), 0
    for row in table.rows():
        rows += 1
        for place, cell in enumerate(row.cells[:width]):
            if not cell or cell.isspace():
                continue
            filled[place] += 1
            if place in few:
                _sample(samples[place], cell)
                if len(samples[place]) >= _SAMPLES:
                    few.discard(place)
        for place, count in counts.items():
            said = row.cells[place].strip() if place < len(row.cells) else ""
            if said and (len(count) < MOST or said in count):
                count[said] += 1
    return Survey(rows, filled, samples, counts)


def _sample(found: list[str], cell: str) -> None:
    said = " ".join(cell.split())
    said = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
    if said not in found:
        found.append(said)
