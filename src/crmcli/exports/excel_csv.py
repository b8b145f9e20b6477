"""CSV files for Excel: a byte order mark, and no text that it would run or take for something
else.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack

from crmcli.exports.batches import Packed, batches, of_tables
from crmcli.exports.folder import Folder
from crmcli.exports.rows import Row, rows
from crmcli.tables.forms import Text
from crmcli.tables.table import Table

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# What Excel makes a number, a day, a time or a truth of.
_TAKEN = re.compile(
    r"\s*(?:[0-9(.,$₩€£¥%][0-9eE.,:/%()\s+-]*|[0-9]{1,4}[-/. ]\w+(?:[-/. ]\w+)?|true|false)\s*",
    re.IGNORECASE,
)


def write(
    folder: Folder,
    of_policy: Sequence[tuple[Table, Text]],
    tables: Sequence[Table],
    accounts: Iterable[Packed],
) -> dict[str, int]:
    """Write every table; how many rows each has."""
    counts = {table.name: count for table, (count, _) in of_policy}
    with ExitStack() as stack:
        writers = []
        for table in (*(table for table, _ in of_policy), *tables):
            path = folder.file(f"{table.name}.csv")
            file = stack.enter_context(open(path, "w", encoding="utf-8-sig", newline=""))
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(table.names)
            writers.append(writer)
        for writer, (table, (_, text)) in zip(writers, of_policy, strict=False):
            writer.writerows(_rows(table, (text,)))
        rest = writers[len(of_policy) :]
        sums = [0] * len(rest)
        for batch in batches(accounts):
            for place, (count, texts) in enumerate(of_tables(batch)):
                sums[place] += count
                rest[place].writerows(_rows(tables[place], texts))
    counts |= {table.name: count for table, count in zip(tables, sums, strict=True)}
    return counts


def _rows(table: Table, texts: Iterable[str]) -> Iterator[Row]:
    are_texts = [column.kind in ("id", "text") for column in table.columns]
    for row in rows(texts):
        yield [
            inert(cell) if is_text and cell is not None else cell
            for cell, is_text in zip(row, are_texts, strict=True)
        ]


def inert(text: str) -> str:
    """The text with an apostrophe before it, where a spreadsheet would run it or take it for a
    number or a day.
    """
    if text.lstrip().startswith(_FORMULA) or _TAKEN.fullmatch(text):
        return f"'{text}"
    return text
