"""The statements that make the tables of a database: types, keys, indexes."""

from crmcli.tables.table import Column, Table

# A day of SQLite is its text. Its amounts have no declared type, so that decimals stay as written.
SQLITE = {
    "id": "TEXT",
    "text": "TEXT",
    "day": "TEXT",
    "whole": "INTEGER",
    "truth": "INTEGER",
    "number": "",
    "amount": "",
    "moment": "TEXT",
}
DUCKDB = {
    "id": "VARCHAR",
    "text": "VARCHAR",
    "day": "DATE",
    "whole": "BIGINT",
    "truth": "BOOLEAN",
    "number": "DECIMAL(28, 4)",
    "amount": "DECIMAL(28, 4)",
    "moment": "TIMESTAMP",
}


def quoted(name: str) -> str:
    """A name as SQL has it, whatever word it is."""
    return '"' + name.replace('"', '""') + '"'


def create(table: Table, types: dict[str, str]) -> str:
    """The statement that makes it, with its keys."""
    lines = [f"  {_column(column, types, table.key)}" for column in table.columns]
    if table.key:
        lines.append(f"  PRIMARY KEY ({_names(table.key)})")
    lines += [
        f"  FOREIGN KEY ({_names(own)}) REFERENCES {quoted(parent)} ({_names(theirs)})"
        for own, parent, theirs in table.parents
        if not (parent == table.name and own == theirs)
    ]
    end = ") WITHOUT ROWID" if types is SQLITE and table.key else ")"
    return f"CREATE TABLE {quoted(table.name)} (\n" + ",\n".join(lines) + f"\n{end}"


def indexes(table: Table) -> list[str]:
    """The statements that make its indexes: by its day, and by who owns it."""
    wanted = [name for name in table.names if name in (table.day, "owner")]
    return [
        f"CREATE INDEX {quoted(f'{table.name}_{name}')} ON {quoted(table.name)} ({quoted(name)})"
        for name in wanted
    ]


def _column(column: Column, types: dict[str, str], key: tuple[str, ...]) -> str:
    words = (
        quoted(column.name),
        types[column.kind],
        "NOT NULL" if column.name in key else "",
    )
    return " ".join(filter(None, words))


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))
