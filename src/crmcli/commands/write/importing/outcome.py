"""What became of a foreign file's rows, told: added, filled, the same, or skipped with the reason
and the line.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, NoReturn

from crmcli.app.changing import Change
from crmcli.commands.shared.change_output import tell_end, tell_reformatted
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Write
from crmcli.domain.table import Column, Message, Table
from crmcli.edits.cards import STATES
from crmcli.imports.card import Unread


class ImportRow(NamedTuple):
    """One row or card. `line` is the file's; account and contact are None where it came to none."""

    line: int
    state: str
    account: str | None
    contact: str | None
    name: str
    what: Message | None


COLUMNS = (
    Column("line", "count", 9),
    Column("state", "status", 9),
    Column("account", "id", 8),
    Column("name", "text", 9),
    Column("what", "message", 9),
)


class Imported:
    """The rows of one import, by their place in the file: making the same edits once more counts
    nothing twice.
    """

    def __init__(self, rows: Iterable[ImportRow] = (), unread: Sequence[Unread] = ()) -> None:
        self.unread = unread
        self.rows: dict[int, ImportRow] = {}
        self.created: list[str] = []
        self.notes: dict[int, list[Message]] = {}  # by line, what else is to be said of its row
        self._left_out: dict[int, int] = {}  # by line, how many of its cells were not taken
        for row in rows:
            self.put(row)

    def put(self, row: ImportRow) -> None:
        """What became of the row that begins in its line."""
        told = [*filter(None, (row.what,)), *self.notes.get(row.line, ())]
        what = Message("list", tuple(told)) if len(told) > 1 else next(iter(told), None)
        self.rows[row.line] = row._replace(what=what)

    def note(self, line: int, what: Message) -> None:
        """Something else is to be said of the row, whatever becomes of it."""
        self.notes.setdefault(line, []).append(what)

    def leave_out(self, line: int, whys: Sequence[Message]) -> None:
        """The row is taken without these of its cells."""
        for why in whys:
            self.note(line, Message("told-import-left-out", (why,)))
        self._left_out[line] = len(whys)

    def tell(self, session: ReportSession, asked: Write, made: Change) -> NoReturn:
        """Say it, with the changes themselves if nothing was written, and end the command: with 1
        if something was skipped or left out.
        """
        rows = [self.rows[line] for line in sorted(self.rows)]
        counts = Counter(row.state for row in rows)
        totals = {state: counts[state] for state in STATES}
        left_out = sum(self._left_out.get(row.line, 0) for row in rows if row.state != "skipped")
        files = [each.path for each in made.changed]
        tell_reformatted(session, made.files)
        if asked.output == "json":
            more = {
                "left_out": left_out,
                "created": self.created,
                "unread": [each._asdict() for each in self.unread],
                "files": files,
                "commit": made.commit or None,
                "dry_run": asked.dry_run,
            }
            text = session.render(
                Table("import", session.now.date(), rows, COLUMNS, totals={**totals, **more})
            )
        else:
            shown = [row for row in rows if row.state != "same" or row.what]
            cells = [Message("told-import-left-out-cells", (left_out,))] if left_out else []
            notes = (
                Message("told-import-summary", tuple(totals.values())),
                *cells,
                *self._unread(),
            )
            text = made.diff + "\n" if asked.dry_run and files else ""
            text += session.render(Table("import", session.now.date(), shown, COLUMNS, notes=notes))
        if files or counts["same"]:  # where all was skipped, no file says so already
            tell_end(session, made)
        session.finish(
            text.encode("utf-8", "surrogateescape"), 1 if counts["skipped"] or left_out else 0
        )

    def _unread(self) -> list[Message]:
        told = tuple(Message("told-import-unread-column", each) for each in self.unread)
        return [Message("told-import-unread", (Message("list", told),))] if told else []
