"""What differs between two states of a book: in sales terms, and with figures what that does to
pipeline, coverage and forecast, and which findings came and went.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.app.answering import Answer
from crmcli.app.comparing import compare, side_of
from crmcli.app.past.moments import told
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message, Table
from crmcli.history.timeline import SHORT, diff_table
from crmcli.reports.options import NO_FILTERS, Filters
from crmcli.reports.pages.figures import sections
from crmcli.store.book.load import Skipped
from crmcli.store.git.git import git
from crmcli.store.past.commits import Commit
from crmcli.store.past.diff import State, committed, differences, doubled, present
from crmcli.store.past.versions import Past


class Options(NamedTuple):
    """What may be asked: two revisions or days as A..B, or one to hold against the files; and
    whether the figures of both are.
    """

    what: str | None = None
    figures: bool = False
    explain: bool = False


class Ends(NamedTuple):
    """The two states meant (None: the files as they are), and which accounts are asked for (None:
    all).
    """

    one: Commit
    other: Commit | None
    only: Callable[[str], bool] | None = None


def ask(
    session: Session,
    options: Options,
    *,
    as_of: date | None = None,
    filters: Filters = NO_FILTERS,
) -> Answer:
    """What differs between the states that are meant; against HEAD where none is. Raises CrmError
    for a state that there is not.
    """
    session.look_again()
    with session.past() as past:
        has_commits(past)
        ends = Ends(*both(past, options.what or "HEAD", session.now.date()))
        table, skipped, _ = differing(session, past, ends, options, as_of, filters)
    return told(session, table, past, skipped)


def differing(
    session: Session,
    past: Past,
    ends: Ends,
    options: Options,
    as_of: date | None,
    filters: Filters,
) -> tuple[Table, tuple[Skipped, ...], int]:
    """The table, the files that were left out of it, and the exit status: 1 where a crm.yaml cannot
    be read.
    """
    one, other, only = ends
    if options.figures and only is not None:
        raise CrmError(Message("error-figures-of-all"), Message("hint-figures-of-all"))
    day = as_of or session.today
    if options.figures and other is not None and as_of is None:
        day = other.when.date()
    old = committed(past, one)
    new = present(session.book, old) if other is None else committed(past, other)
    skipped: list[Skipped] = []
    for side in filter(None, (one, other)):
        skipped += doubled(past, side, [*session.book.library.skipped, *skipped])
    if other is None and only is None:
        session.names(day)  # which names every file that cannot be read, changed or not
    found = list(differences(old, new, session.book.policy, only, filters.accounts(), skipped, day))
    to = other.id[:SHORT] if other else Message("title-diff-files")
    title = Message("title-diff", (one.id[:SHORT], to))
    table = diff_table(found, day, title, explain=options.explain)
    if not options.figures:
        return table, tuple(skipped), 0
    table, more, status = _with_figures(session, past, table, (one, other), (old, new), filters)
    each_once = {each.path: each for each in (*skipped, *more)}
    return table, tuple(each_once.values()), status


def _with_figures(
    session: Session,
    past: Past,
    changes: Table,
    commits: tuple[Commit, Commit | None],
    states: tuple[State, State],
    filters: Filters,
) -> tuple[Table, Sequence[Skipped], int]:
    """The changes, then the figures of both sides and the findings that one side alone has."""
    before, now = (
        side_of(session, past, commit, state) for commit, state in zip(commits, states, strict=True)
    )
    day = changes.as_of
    found = compare(session, (before, now), day, filters)
    books = [side.book for side in (now, before) if side.book is not None]
    nothing = not changes.rows and not found.compared.differs
    note = Message("note-figures-nothing") if nothing else Message("note-figures-day", (day,))
    shown = () if nothing else sections(found.compared, day, [book.policy for book in books])
    told_all = changes._replace(
        totals=found.compared._asdict(),
        sections=shown,
        notes=(note, *found.notes),
        currency=books[0].policy.currency if books else "",
    )
    status = int(any(side.book is None and not side.is_empty for side in (before, now)))
    return told_all, found.skipped, status


def has_commits(past: Past) -> None:
    """Raises CrmError where nothing was committed yet."""
    if not past.has_commits():
        raise CrmError(
            Message("error-diff-no-commits", (past.root,)),
            Message("hint-diff-no-commits"),
            status=4,
        )


def both(past: Past, said: str, today: date) -> tuple[Commit, Commit | None]:
    """A..B, A...B (from where they parted), or A against the files as they are."""
    if ".." not in said:
        return past.resolve(said, today), None
    dots = "..." if "..." in said else ".."
    first, _, second = said.partition(dots)
    one, two = (past.resolve(each or "HEAD", today) for each in (first, second))
    if dots == "..":
        return one, two
    base = git(past.root, "merge-base", one.id, two.id).stdout.decode().strip()
    if not base:
        raise CrmError(
            Message("error-diff-no-base", (first or "HEAD", second or "HEAD")),
            Message("hint-diff-no-base"),
            status=4,
        )
    return past.resolve(base), two
