"""Every row of a table as a record, in their order: read by this process and another beside it."""

import pickle
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from crmcli.imports.card import Refused
from crmcli.imports.incoming import Incoming
from crmcli.imports.rows import IsSame, Reader
from crmcli.imports.table import Row
from crmcli.store.files.pool import processes, streamed

ALONE = 2000  # rows above which another process is worth its start
_BATCH = 250  # rows that are sent together
_WAITING = 12  # batches under way
_Read = Incoming | Refused
_Rows = list[Row | Incoming]


def rows_read(reader: Reader, is_same: IsSame | None) -> Iterator[_Read]:
    """The rows; those that are as they were the last time are only named."""
    rows: Iterable[Row | Incoming] = reader.table.rows()
    if is_same is not None:
        rows = (reader.known(row, is_same) or row for row in reader.table.rows())
    if reader.table.count < ALONE or processes() < 2:
        return (row if isinstance(row, Incoming) else reader.read(row) for row in rows)
    return _by_two(pickle.dumps(reader, 5), iter(rows))


def _by_two(reader: bytes, rows: Iterator[Row | Incoming]) -> Iterator[_Read]:
    tasks = ((reader, batch) for batch in iter(lambda: list(islice(rows, _BATCH)), []))
    for found in streamed(_batch, tasks, 1, _WAITING, here=True):
        yield from found


def _batch(task: tuple[bytes, _Rows]) -> list[_Read]:
    reader = _unpacked(task[0])
    return [row if isinstance(row, Incoming) else reader.read(row) for row in task[1]]


@lru_cache(maxsize=1)
def _unpacked(reader: bytes) -> Reader:
    found: Reader = pickle.loads(reader)
    return found
