"""The agenda of the day as rows of the list."""

from crmcli.app.answering import answer
from crmcli.app.session import Session
from crmcli.commands.write.agenda.board.state import Item
from crmcli.domain.table import Column, Table
from crmcli.messages import Phrases
from crmcli.messages.cells import text
from crmcli.reports.options import Filters
from crmcli.reports.pages import due

_COLUMNS = {each.field: each for each in due.COLUMNS}


def read(session: Session, phrases: Phrases, filters: Filters) -> tuple[tuple[Item, ...], str]:
    """All rows of today in the order of `crm due`, and what stands below its table. The files are
    looked at anew.
    """
    session.is_stale = True
    found = answer(session, due.REPORT, due.Options(), filters=filters)
    notes = [phrases.say(each) for each in found.table.notes if each.key != "note-due-nothing"]
    if found.skipped:
        notes.insert(0, phrases("told-board-skipped", len(found.skipped)))
    rows = [of_row(found.table, row, phrases) for row in found.table.rows]
    return tuple(rows), " ".join(notes)


def of_row(table: Table, row: due.DueRow, phrases: Phrases) -> Item:
    """The row as it reads."""

    def cell(field: str, value: object) -> str:
        column: Column = _COLUMNS[field]
        return text(value, column, table, phrases) if value is not None else ""

    return Item(
        row.kind,
        row.account,
        row.subject,
        row.date,
        tuple(row.records),
        table.as_of,
        cell("days_late", row.days_late),
        cell("kind", row.kind),
        row.name,
        row.about,
        phrases.say(row.why),
        cell("owner", row.owner),
    )
