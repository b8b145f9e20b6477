"""One SQLite database with every table, its keys, its indexes and the views.

Putting a cell into a statement costs Python more than all else. So it is done once for each batch
of accounts, into a small database; what is remembered of it SQLite copies by itself.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import partial

from crmcli.exports.batches import Making, Packed, encoded, of_tables
from crmcli.exports.ddl import SQLITE, create, indexes, quoted
from crmcli.exports.folder import Folder
from crmcli.exports.rows import rows
from crmcli.tables.forms import Text
from crmcli.tables.table import Column, Table

FILE = "crm.sqlite"


def encode(tables: Sequence[Table], batch: list[bytes]) -> bytes:
    """A database with the rows of some accounts."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        for table, (_, texts) in zip(tables, of_tables(batch), strict=True):
            db.execute(create(table, SQLITE))
            db.executemany(_insert(table), rows(texts))
        return zlib.compress(db.serialize(), 1)


def write(
    folder: Folder,
    of_policy: Sequence[tuple[Table, Text]],
    tables: Sequence[Table],
    accounts: Iterable[Packed],
    making: Making,
    views: str = "",
) -> dict[str, int]:
    """Write every table; how many rows each has."""
    counts = {table.name: count for table, (count, _) in of_policy}
    every = (*(table for table, _ in of_policy), *tables)
    with closing(sqlite3.connect(folder.file(FILE), isolation_level=None)) as db:
        # the folder appears whole or not at all, so nothing has to be undone
        for pragma in ("journal_mode = off", "synchronous = off", "foreign_keys = off"):
            db.execute(f"PRAGMA {pragma}")
        for table in every:
            db.execute(create(table, SQLITE))
        for table, (_, text) in of_policy:
            db.executemany(_insert(table), rows((text,)))
        sums = [0] * len(tables)
        for made in encoded(accounts, partial(encode, tables), making):
            db.execute("ATTACH ':memory:' AS batch")
            db.deserialize(zlib.decompress(made), name="batch")
            db.execute("BEGIN")
            for place, table in enumerate(tables):
                name = quoted(table.name)
                found = db.execute(f"INSERT INTO main.{name} SELECT * FROM batch.{name}")
                sums[place] += found.rowcount
            db.execute("COMMIT")
            db.execute("DETACH batch")
        db.execute("BEGIN")
        for table in every:
            for statement in indexes(table):
                db.execute(statement)
        db.execute("COMMIT")
        if views:
            db.executescript(views)
    counts |= {table.name: count for table, count in zip(tables, sums, strict=True)}
    return counts


def _insert(table: Table) -> str:
    cells = ", ".join(_cell(column, place) for place, column in enumerate(table.columns, start=1))
    return f"INSERT INTO {quoted(table.name)} VALUES ({cells})"


def _cell(column: Column, place: int) -> str:
    """How a text becomes the value that it means; a whole number by the type of its column."""
    if column.kind == "truth":
        return f"?{place} = 'true'"
    if column.kind in ("number", "amount"):
        is_whole = f"length(?{place}) < 19 AND ?{place} NOT GLOB '*[^0-9-]*'"
        return f"CASE WHEN {is_whole} THEN CAST(?{place} AS INTEGER) ELSE ?{place} END"
    return f"?{place}"
