"""What is in a table, seen in one pass before anything is taken of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from crmcli.imports.table import Table

_SAMPLES = 2
_SHOWN = 40  # characters of a sample
_TOGETHER = 500  # rows that are looked at column by column
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
    every, total = table.rows(), 0
    while some := [row.cells for row in islice(every, _TOGETHER)]:
        total += len(some)
        columns = islice(zip_longest(*some, fillvalue=""), width)
        for place, cells in enumerate(columns):
            filled[place] += len(cells) - cells.count("") - sum(map(str.isspace, cells))
            if len(samples[place]) < _SAMPLES:
                _sample(samples[place], cells)
            if place in counts:
                _count(counts[place], list(map(str.strip, cells)))
    return Survey(total, filled, samples, counts)


def _count(count: Counter[str], cells: Sequence[str]) -> None:
    """How often each comes, of the first of them that differ."""
    if len(count) + len(cells) <= MOST:
        count.update(cells)
        del count[""]
        return
    for said in cells:
        if said and (len(count) < MOST or said in count):
            count[said] += 1


def _sample(found: list[str], cells: Iterable[str]) -> None:
    """The first that differ."""
    for cell in cells:
        said = " ".join(cell.split())
        said = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
        if said and said not in found:
            found.append(said)
        if len(found) >= _SAMPLES:
            return
