"""Where no row is named: the list with keys, if the terminal can show it."""

from datetime import date

from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write
from crmcli.reports.options import Filters


def sit(editing: EditSession, write: Write, day: date, whose: Filters) -> None:
    """At a terminal that can draw: the list with keys, which ends the command; with the rows of
    whoever is named, or all.
    """
    try:
        from crmcli.commands.write.agenda.board.window import can_show
    except ImportError:  # no such terminals on Windows
        return
    if write.dry_run or write.output != "text":
        return
    if not can_show():
        editing.session.screen.tell(editing.session.phrases("told-board-plain"))
        return
    from crmcli.commands.write.agenda.board.run import Board

    Board(editing, write, day, whose).run()
