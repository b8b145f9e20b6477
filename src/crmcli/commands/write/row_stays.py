"""A row of the agenda that was ticked off, and is asked for all the same: told, rather than found
tomorrow.
"""

from collections.abc import Sequence
from datetime import date as Date
from typing import NoReturn

from crmcli.commands.shared import change_output
from crmcli.commands.shared.edit_session import Tell
from crmcli.commands.shared.report_session import Desk
from crmcli.commands.shared.writing import Write
from crmcli.domain.relations.agenda import tasks
from crmcli.domain.table import Message
from crmcli.formats.visible import visible
from crmcli.history.names import word
from crmcli.store.book.listing import Shown
from crmcli.store.write.rewriting import Written


def telling(row: Shown, day: Date) -> Tell:
    """Says what changed, and whether the row stays."""

    def tell(desk: Desk, asked: Write, written: Sequence[Written], committed: str) -> NoReturn:
        if any(_stays(desk, each, row, day) for each in written):
            said = Message("told-done-stays", (word(row.kind), row.subject))
            desk.screen.tell(visible(desk.phrases.say(said)))
            if row.kind == "cadence":
                takes = Message("hint-done-stays", (row.subject.rpartition("/")[2],))
                desk.screen.tell(
                    visible(f"{desk.phrases('common-hint')}: {desk.phrases.say(takes)}")
                )
        change_output.tell(desk, asked, written, committed)

    return tell


def _stays(desk: Desk, written: Written, row: Shown, day: Date) -> bool:
    """Is the very same due after it?"""
    if written.new is None or written.new.id != row.account:
        return False
    as_of = max(day, Date.fromisoformat(row.as_of))
    due = tasks(written.new, desk.policy, as_of, 0)
    asked = (row.kind, row.subject, row.day)
    return any(
        asked == (each.kind, each.subject, each.day and each.day.isoformat()) for each in due
    )
