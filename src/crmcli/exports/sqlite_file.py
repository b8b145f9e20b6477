"""One SQLite database with every table, its keys, its indexes and the views."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

from crmcli.exports.ddl import SQLITE, create, indexes, quoted
from crmcli.exports.folder import Folder
from crmcli.tables.table import Table

FILE = "crm.sqlite"


def write(
    folder: Folder,
    of_policy: Sequence[tuple[Table, list[Any]]],
    tables: Sequence[Table],
    accounts: Iterable[list[Any]],
    views: str = "",
) -> dict[str, int]:
    """Write every table; how many rows each has."""
    counts = {table.name: len(rows) for table, rows in of_policy}
    with closing(sqlite3.connect(folder.file(FILE), isolation_level=None)) as db:
        # the folder appears whole or not at all, so nothing has to be undone
        for pragma in ("journal_mode = off", "synchronous = off", "foreign_keys = off"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("BEGIN")
        for table in (*(each for each, _ in of_policy), *tables):
            db.execute(create(table, SQLITE))
        for table, rows in of_policy:
            db.executemany(_insert(table), rows)
        inserts = [_insert(table) for table in tables]
        sums = [0] * len(tables)
        for parts in accounts:
            for place, rows in enumerate(parts):
                if rows:
                    sums[place] += len(rows)
                    db.executemany(inserts[place], rows)
        for table in (*(each for each, _ in of_policy), *tables):
            for statement in indexes(table):
                db.execute(statement)
        db.execute("COMMIT")
        if views:
            db.executescript(views)
    counts |= {table.name: count for table, count in zip(tables, sums, strict=True)}
    return counts


def _insert(table: Table) -> str:
    marks = ", ".join("?" * len(table.columns))
    return f"INSERT INTO {quoted(table.name)} VALUES ({marks})"
