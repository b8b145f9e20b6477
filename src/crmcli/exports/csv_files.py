"""A CSV file a table: UTF-8, a heading, RFC 4180. No value is nothing between the commas,
an empty text is "".
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack

from crmcli.exports.batches import Packed, batches, of_tables
from crmcli.exports.folder import Folder
from crmcli.tables.forms import Text
from crmcli.tables.table import Table


def write(
    folder: Folder,
    of_policy: Sequence[tuple[Table, Text]],
    tables: Sequence[Table],
    accounts: Iterable[Packed],
    suffix: str = ".csv",
) -> dict[str, int]:
    """Write every table; how many rows each has."""
    counts = {}
    for table, (count, text) in of_policy:
        with open(folder.file(table.name + suffix), "w", encoding="utf-8", newline="") as file:
            file.write(",".join(table.names) + "\n" + text)
        counts[table.name] = count
    with ExitStack() as stack:
        files = []
        for table in tables:
            path = folder.file(table.name + suffix)
            file = stack.enter_context(
                open(path, "w", encoding="utf-8", newline="", buffering=1 << 18)
            )
            file.write(",".join(table.names) + "\n")
            files.append(file)
        sums = [0] * len(files)
        for batch in batches(accounts):
            for place, (count, texts) in enumerate(of_tables(batch)):
                sums[place] += count
                files[place].writelines(texts)
    counts |= {table.name: count for table, count in zip(tables, sums, strict=True)}
    return counts
