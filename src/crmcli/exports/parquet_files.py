"""Parquet files, a table each or in folders by year or month, made by DuckDB of CSV files; and one
file of DuckDB's own.
"""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.exports import csv_files
from crmcli.exports.batches import Packed
from crmcli.exports.ddl import DUCKDB, quoted
from crmcli.exports.folder import Folder
from crmcli.tables.forms import Text
from crmcli.tables.table import Table

if TYPE_CHECKING:
    import duckdb

FILE = "crm.duckdb"
_PARTS = {"year": "%Y", "month": "%Y-%m"}
_MEMORY = "256MB"
_LINE = 1 << 25  # bytes; without a size of its own a buffer holds sixteen of them


def write(
    folder: Folder,
    of_policy: Sequence[tuple[Table, Text]],
    tables: Sequence[Table],
    accounts: Iterable[Packed],
    partition: str = "",
) -> dict[str, int]:
    """Write every table; how many rows each has."""
    database = connected()
    counts = csv_files.write(folder, of_policy, tables, accounts, suffix=".rows")
    for table in (*(table for table, _ in of_policy), *tables):
        source = folder.file(f"{table.name}.rows")
        parts = partition if table.day and counts[table.name] else ""
        _copy(database, folder, table, source, parts)
        os.unlink(source)
    database.close()
    return counts


def connected(path: str = ":memory:") -> "duckdb.DuckDBPyConnection":
    """A database of DuckDB that looks at nothing by itself. Raises CrmError where it is not
    installed.
    """
    try:
        import duckdb
    except ImportError:
        raise CrmError(
            Message("error-extra-missing", ("DuckDB",)), Message("hint-extra-tables")
        ) from None
    database = duckdb.connect(path)
    # one thread writes the same bytes each time
    database.execute(f"SET threads = 1; SET memory_limit = '{_MEMORY}'")
    return database


def write_database(
    folder: Folder,
    of_policy: Sequence[tuple[Table, Text]],
    tables: Sequence[Table],
    accounts: Iterable[Packed],
    views: str = "",
) -> dict[str, int]:
    """Write every table into one file of DuckDB, with the views; how many rows each has."""
    counts = csv_files.write(folder, of_policy, tables, accounts, suffix=".rows")
    database = connected(folder.file(FILE))
    for table in (*(table for table, _ in of_policy), *tables):
        source = folder.file(f"{table.name}.rows")
        # without keys: rows may point to nothing, and engines of columns need no index
        database.execute(
            f"CREATE TABLE {quoted(table.name)} AS SELECT * FROM {rows_of(table, source)}"
        )
        os.unlink(source)
    database.execute(views)
    database.close()
    return counts


def rows_of(table: Table, path: str) -> str:
    """The rows of such a CSV file, as DuckDB reads them, each column of its type."""
    types = ", ".join(f"{_text(each.name)}: {_text(DUCKDB[each.kind])}" for each in table.columns)
    return (
        f"read_csv({_text(path)}, header = true, delim = ',', quote = '\"', escape = '\"', "
        f"nullstr = '', allow_quoted_nulls = false, auto_detect = false, parallel = false, "
        f"new_line = '\\n', max_line_size = {_LINE}, "
        f"buffer_size = {2 * _LINE}, columns = {{{types}}})"
    )


def _copy(
    database: "duckdb.DuckDBPyConnection", folder: Folder, table: Table, source: str, parts: str
) -> None:
    rows = rows_of(table, source)
    if parts:
        target = folder.file(table.name)
        chosen = f"*, strftime({quoted(table.day)}, '{_PARTS[parts]}') AS {quoted(parts)}"
        more = f", PARTITION_BY ({quoted(parts)})"
    else:
        target, chosen, more = folder.file(f"{table.name}.parquet"), "*", ""
    database.execute(
        f"COPY (SELECT {chosen} FROM {rows}) TO {_text(target)} "
        f"(FORMAT parquet, COMPRESSION zstd{more})"
    )


def _text(said: str) -> str:
    return "'" + said.replace("'", "''") + "'"
