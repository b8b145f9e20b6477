"""A file of JSON lines a table: numbers as exact as they are in the book, days as text."""

import marshal
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from json.encoder import encode_basestring

from crmcli.exports.batches import Making, Packed, encoded, of_tables
from crmcli.exports.folder import Folder
from crmcli.exports.rows import rows
from crmcli.tables.forms import Text
from crmcli.tables.table import Table

_BARE = ("truth", "number", "amount", "whole")


def encode(tables: Sequence[Table], batch: list[bytes]) -> bytes:
    """The lines of some accounts, of every table."""
    parts = [
        (count, "".join(_lines(table, texts)))
        for table, (count, texts) in zip(tables, of_tables(batch), strict=True)
    ]
    return zlib.compress(marshal.dumps(parts), 1)


def write(
    folder: Folder,
    of_policy: Sequence[tuple[Table, Text]],
    tables: Sequence[Table],
    accounts: Iterable[Packed],
    making: Making,
) -> dict[str, int]:
    """Write every table; how many rows each has."""
    counts = {}
    for table, (count, text) in of_policy:
        with open(folder.file(f"{table.name}.jsonl"), "w", encoding="utf-8", newline="\n") as file:
            file.writelines(_lines(table, (text,)))
        counts[table.name] = count
    with ExitStack() as stack:
        files = [
            stack.enter_context(
                open(folder.file(f"{table.name}.jsonl"), "w", encoding="utf-8", newline="\n")
            )
            for table in tables
        ]
        sums = [0] * len(files)
        for made in encoded(accounts, partial(encode, tables), making):
            for place, (count, text) in enumerate(marshal.loads(zlib.decompress(made))):
                if count:
                    sums[place] += count
                    files[place].write(text)
    counts |= {table.name: count for table, count in zip(tables, sums, strict=True)}
    return counts


def _lines(table: Table, texts: Iterable[str]) -> Iterator[str]:
    """Column by column, since all cells of one are written in the same way."""
    columns = [
        [cell or "null" for cell in cells]
        if column.kind in _BARE
        else ["null" if cell is None else encode_basestring(cell) for cell in cells]
        for column, cells in zip(table.columns, zip(*rows(texts), strict=True), strict=False)
    ]
    names = ", ".join(f"{encode_basestring(name)}: %s" for name in table.names)
    return map(("{" + names + "}\n").__mod__, zip(*columns, strict=True))
