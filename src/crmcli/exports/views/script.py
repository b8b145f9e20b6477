"""What an engine is told so that it has the tables of a folder and the views over them."""

from collections.abc import Collection, Sequence

from crmcli.exports.ddl import DUCKDB, quoted
from crmcli.exports.views.dialects import spoken, views
from crmcli.tables.history import SUFFIX
from crmcli.tables.table import Table

_TODAY = {"duckdb": "CURRENT_DATE", "spark": "CURRENT_DATE", "sqlite": "DATE('now', 'localtime')"}
_NOTE = """\
-- The figures of the reports. They are as of the day in as_of; for another day say what it is:
--   {again}
"""
_AGAIN = {
    "duckdb": "CREATE OR REPLACE VIEW as_of AS SELECT DATE '2026-06-30' AS \"day\"",
    "spark": "CREATE OR REPLACE TEMPORARY VIEW as_of AS SELECT DATE '2026-06-30' AS `day`",
    "sqlite": "DROP VIEW as_of; CREATE VIEW as_of AS SELECT '2026-06-30' AS \"day\"",
}


def script(
    dialect: str,
    tables: Sequence[Table],
    day: str | None,
    files: str = "",
    folders: Collection[str] = (),
) -> str:
    """The statements; with `files` also those that read the tables from files of that form, those
    in `folders` from a folder's.

    Of tables over time views of the day's state are made, by the names of the tables.
    """
    parts = [_NOTE.format(again=_AGAIN[dialect])]
    parts += (
        [_from_file(each, files, is_folder=each.name in folders) for each in tables]
        if files
        else []
    )
    parts.append(_as_of(dialect, day))
    parts += [_on_the_day(each, dialect) for each in tables if each.name.endswith(SUFFIX)]
    text = "\n".join((*parts, views(dialect)))
    if dialect != "spark":
        return text
    made = text.replace("CREATE VIEW ", "CREATE OR REPLACE TEMPORARY VIEW ")
    return made.replace('"', "`")


def _as_of(dialect: str, day: str | None) -> str:
    said = (
        _TODAY[dialect] if day is None else f"'{day}'" if dialect == "sqlite" else f"DATE '{day}'"
    )
    return f'CREATE VIEW as_of AS SELECT {said} AS "day";'


def _on_the_day(table: Table, dialect: str) -> str:
    """The rows that the last commit by the end of the day had."""
    names = ", ".join(f"h.{quoted(name)}" for name in table.names[:-3])
    after = spoken('PLUS_DAYS(a."day", 1)', dialect)
    return (
        f"CREATE VIEW {quoted(table.name.removesuffix(SUFFIX))} AS SELECT {names}\n"
        f"FROM {quoted(table.name)} h CROSS JOIN as_of a\n"
        f"WHERE h.valid_from < {after} AND (h.valid_to IS NULL OR h.valid_to >= {after});"
    )


def _from_file(table: Table, files: str, *, is_folder: bool) -> str:
    """The table as it lies in the folder, whose name is the working directory's."""
    name = quoted(table.name)
    if files == "spark":
        path = table.name if is_folder else f"{table.name}.parquet"
        return f"CREATE VIEW {name} USING parquet OPTIONS (path '{path}');"
    columns = ", ".join(f"{quoted(each.name)}: '{DUCKDB[each.kind]}'" for each in table.columns)
    if files == "csv":
        source = (
            f"read_csv('{table.name}.csv', header = true, delim = ',', quote = '\"', "
            f"escape = '\"', nullstr = '', allow_quoted_nulls = false, auto_detect = false, "
            f"parallel = false, columns = {{{columns}}})"
        )
    elif files == "jsonl":
        source = (
            f"read_json('{table.name}.jsonl', format = 'newline_delimited', "
            f"columns = {{{columns}}})"
        )
    elif is_folder:
        source = f"read_parquet('{table.name}/*/*.parquet', hive_partitioning = false)"
    else:
        source = f"read_parquet('{table.name}.parquet')"
    return f"CREATE VIEW {name} AS SELECT * FROM {source};"
