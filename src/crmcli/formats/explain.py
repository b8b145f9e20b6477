"""What `--explain` adds: each figure's definition, and the records behind it, row by row."""

from collections.abc import Iterator

from crmcli.domain.table import Table
from crmcli.domain.text.visible import visible
from crmcli.messages import Phrases
from crmcli.messages.cells import cell, heading, naming_columns


def definitions(table: Table, phrases: Phrases) -> dict[str, str]:
    """Each column's meaning, where it needs telling; the table's own word for it goes before the
    report's.
    """
    found = {}
    for column in table.columns:
        if column.field in table.terms:
            found[column.field] = phrases.say(table.terms[column.field])
            continue
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
                named = column if column.field in part.terms else column._replace(label=None)
                yield f"{heading(named, phrases)}: {meanings[column.field]}"
    for term, meaning in table.terms.items():
        if term not in told:
            yield f"{_title(table, term, phrases)}: {visible(phrases.say(meaning))}"
    for place in range(len(table.evidence)):
        yield from behind(table, place, phrases)


def behind(table: Table, place: int, phrases: Phrases) -> Iterator[str]:
    """The sources of one row, figure by figure."""
    row = table.rows[place]
    names = [cell(table, column, row, place, phrases) for column in naming_columns(table)]
    for field, refs in table.evidence[place].items():
        if refs:
            shown = ", ".join(visible(ref) for ref in refs)
            told = f"{_title(table, field, phrases)} ({len(refs)}): {shown}"
            yield " · ".join([*(name for name in names if name), told])


def _title(table: Table, field: str, phrases: Phrases) -> str:
    """What a figure is called: like its column; where it has none, like the part of the answer or
    the word it is in a cell.
    """
    column = next((column for column in table.columns if column.field == field), None)
    if column is not None:
        return heading(column, phrases)
    return next(
        (
            phrases(key)
            for key in (f"evidence-{table.report}-{field}", f"word-{field}", f"col-{field}")
            if phrases.has(key)
        ),
        visible(field),
    )
