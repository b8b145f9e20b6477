"""What a change does to the book, behind what it says: figures before and after, and findings."""

from datetime import date
from shlex import quote

from crmcli.app.comparing import compare, side_of
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.table import Message, Table
from crmcli.reports.pages.figures import sections
from crmcli.store.past.book_at import SHORT
from crmcli.store.past.commits import Commit
from crmcli.store.past.diff import State
from crmcli.store.past.versions import Past


def with_figures(
    session: ReportSession,
    past: Past,
    changes: Table,
    commits: tuple[Commit, Commit | None],
    states: tuple[State, State],
) -> tuple[Table, int]:
    """The changes, then the figures of both sides and the findings that one side alone has; and the
    exit status: 1 where a crm.yaml cannot be read.

    Files that either side had to leave out are told with those of the book.
    """
    before, now = (
        side_of(session.opened, past, commit, state)
        for commit, state in zip(commits, states, strict=True)
    )
    filters, day = session.filters(of_today=False), session.as_of
    found = compare(session.opened, (before, now), day, filters)
    told = {each.path for each in session.book.library.skipped}
    session.book.library.skipped.extend(each for each in found.skipped if each.path not in told)
    books = [side.book for side in (now, before) if side.book is not None]
    nothing = not changes.rows and not found.compared.differs
    note = Message("note-figures-nothing") if nothing else Message("note-figures-day", (day,))
    shown = () if nothing else sections(found.compared, day, [book.policy for book in books])
    told_all = changes._replace(
        totals=found.compared._asdict(),
        sections=shown,
        notes=(note, *found.notes),
        currency=books[0].policy.currency if books else "",
        whole=_command(commits, session.common, day),
    )
    return told_all, int(any(side.book is None and not side.is_empty for side in (before, now)))


def _command(commits: tuple[Commit, Commit | None], common: Common, day: date) -> str:
    """What shows all of it."""
    one, other = commits
    filters = (("owner", common.owner), ("segment", common.segment), ("tag", common.tag))
    words = [
        f"crm diff {one.id[:SHORT]}{f'..{other.id[:SHORT]}' if other else ''} --figures",
        *(f"--{name} {quote(each)}" for name, chosen in filters for each in chosen),
        f"--as-of {day}",
    ]
    return " ".join(words)
