"""A file of JSON lines a table: numbers as exact as they are in the book, days as text."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from json.encoder import encode_basestring
from typing import Any

from crmcli.exports.folder import Folder
from crmcli.tables.table import Table


def write(
    folder: Folder,
    of_policy: Sequence[tuple[Table, list[Any]]],
    tables: Sequence[Table],
    accounts: Iterable[list[Any]],
) -> dict[str, int]:
    """Write every table; how many rows each has."""
    counts = {}
    for table, rows in of_policy:
        with open(folder.file(f"{table.name}.jsonl"), "w", encoding="utf-8", newline="\n") as file:
            file.writelines(_lines(table, rows))
        counts[table.name] = len(rows)
    with ExitStack() as stack:
        files = [
            stack.enter_context(
                open(folder.file(f"{table.name}.jsonl"), "w", encoding="utf-8", newline="\n")
            )
            for table in tables
        ]
        sums = [0] * len(files)
        for parts in accounts:
            for place, rows in enumerate(parts):
                sums[place] += len(rows)
                files[place].writelines(_lines(tables[place], rows))
    counts |= {table.name: count for table, count in zip(tables, sums, strict=True)}
    return counts


def _lines(table: Table, rows: Iterable[tuple[Any, ...]]) -> Iterable[str]:
    names = [f"{encode_basestring(name)}: " for name in table.names]
    kinds = [_NUMBERS.get(column.kind, "text") for column in table.columns]
    for row in rows:
        cells = [
            name + _cell(cell, kind) for name, cell, kind in zip(names, row, kinds, strict=True)
        ]
        yield "{" + ", ".join(cells) + "}\n"


_NUMBERS = {"truth": "truth", "number": "number", "amount": "number", "whole": "number"}


def _cell(cell: str | int | None, kind: str) -> str:
    if cell is None:
        return "null"
    if kind == "truth":
        return "true" if cell else "false"
    if kind == "number":
        return str(cell)
    return encode_basestring(str(cell))
