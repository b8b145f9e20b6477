"""What `--explain` adds: each figure's definition, and the rows behind it."""

from collections.abc import Iterator

from crmcli.domain.table import Table
from crmcli.formats.cells import cell, heading
from crmcli.formats.visible import visible
from crmcli.messages import Phrases


def definitions(table: Table, phrases: Phrases) -> dict[str, str]:
    """Each column's meaning, where it needs telling."""
    found = {}
    for column in table.columns:
        for key in (f"explain-{table.report}-{column.field}", f"explain-{column.field}"):
            if phrases.has(key):
                found[column.field] = phrases(key)
                break
    return found


def lines(table: Table, phrases: Phrases) -> Iterator[str]:
    """The definitions, then row by row the sources of each figure."""
    told: set[str] = set()
    for part in (table, *table.sections):
        meanings = definitions(part, phrases)
        for column in part.columns:
            if column.field in meanings and column.field not in told:
                told.add(column.field)
                yield f"{heading(column, phrases)}: {meanings[column.field]}"
    named = next((column for column in table.columns if column.kind in ("text", "label", "id")), None)
    for place, sources in enumerate(table.evidence):
        name = cell(table, named, table.rows[place], place, phrases) if named else ""
        for field, refs in sources.items():
            if refs:
                key = f"col-{field}"
                title = phrases(key) if phrases.has(key) else field
                yield f"{name + ' · ' if name else ''}{title} ({len(refs)}): {', '.join(visible(ref) for ref in refs)}"
