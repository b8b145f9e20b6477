"""A row of the agenda that was ticked off, and is asked for all the same: told, rather than found
tomorrow.
"""

from typing import NoReturn

from crmcli.app.changing import Change
from crmcli.app.requests.agenda import SettleRow
from crmcli.commands.shared import change_output
from crmcli.commands.shared.edit_session import Tell
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Write
from crmcli.domain.relations.agenda import tasks
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible
from crmcli.history.names import word
from crmcli.store.write.rewriting import FileChange


def telling(row: SettleRow) -> Tell:
    """Says what changed, and whether the row stays."""

    def tell(session: ReportSession, asked: Write, made: Change) -> NoReturn:
        if any(stays(session, each, row) for each in made.files):
            said = Message("told-done-stays", (word(row.kind), row.subject))
            session.screen.tell(visible(session.phrases.say(said)))
            if row.kind == "cadence":
                takes = Message("hint-done-stays", (row.subject.rpartition("/")[2],))
                session.screen.tell(
                    visible(f"{session.phrases('common-hint')}: {session.phrases.say(takes)}")
                )
        change_output.tell(session, asked, made)

    return tell


def stays(session: ReportSession, written: FileChange, row: SettleRow) -> bool:
    """Is the very same due after it?"""
    if written.new is None or written.new.id != row.account:
        return False
    as_of = max(day for day in (row.date, row.as_of) if day is not None)
    due = tasks(written.new, session.policy, as_of, 0)
    return any(
        (row.kind, row.subject, row.day) == (each.kind, each.subject, each.day) for each in due
    )
