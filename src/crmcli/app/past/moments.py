"""The book at a moment: as committed by then where git has it, else from the facts dated in the
files.
"""

from collections.abc import Sequence
from datetime import date
from typing import Generic, NamedTuple

from crmcli.app.answering import Answer
from crmcli.app.session import Session
from crmcli.domain.table import Message, Table
from crmcli.reports.options import Filters
from crmcli.reports.report import F, FactSource, W
from crmcli.store.book.facts import FactRequest
from crmcli.store.book.load import Skipped
from crmcli.store.book.opening import with_holidays
from crmcli.store.past import sealed
from crmcli.store.past.book_at import book_at
from crmcli.store.past.commits import Commit
from crmcli.store.past.diff import State, committed, present
from crmcli.store.past.versions import Past


class Snapshot(NamedTuple, Generic[F]):
    """The facts of one moment, and the currency they are in. `note` tells where they come from when
    that is not git's record of the day; `skipped` are the files of then that had to be left out.

    `commit`: whose files they are of; None for the files as they are.
    """

    day: date
    facts: list[F]
    currency: str
    note: Message | None = None
    commit: Commit | None = None
    skipped: tuple[Skipped, ...] = ()


def taken(
    session: Session,
    past: Past,
    said: str,
    source: FactSource[F, W],
    options: W,
    *,
    as_of: date,
    filters: Filters,
) -> Snapshot[F]:
    """The facts of a moment as said. Raises CrmError when it cannot be told what is meant."""
    meant = _meant(past, said, as_of)
    if isinstance(meant, date):
        note = Message("note-snapshot-files", (meant,)) if meant < as_of else None
        want = FactRequest(source, with_holidays(session.book, meant), meant, options, filters)
        return Snapshot(meant, session.facts(want), session.policy(as_of).currency, note)
    day, commit = meant
    book = book_at(past, commit, session.book.cache, session.progress)
    want = FactRequest(source, with_holidays(book, day), day, options, filters)
    facts = book.library.facts(want, book.policy_digest)
    skipped = tuple(book.library.skipped)
    return Snapshot(day, facts, book.policy.currency, commit=commit, skipped=skipped)


def states(
    session: Session, past: Past, before: Snapshot[F], after: Commit | None
) -> tuple[State, State] | None:
    """Both moments as states to be compared; None where they are of the same files."""
    if before.commit is None or before.commit == after:
        return None
    old = committed(past, before.commit)
    if after is None and session.book.recorded is not None:
        after = past.resolve(past.line)
    return old, present(session.book, old) if after is None else committed(past, after)


def told(session: Session, table: Table, past: Past, more: Sequence[Skipped]) -> Answer:
    """The answer, with the files that the book and its past had to leave out, each once."""
    library = session.book.library
    known = {each.path: each for each in (*library.skipped, *more)}
    return Answer(
        table,
        tuple(sorted(known.values())),
        tuple(library.warnings),
        tuple(session.book.problems),
        sealed.lacks(past),
    )


def _meant(past: Past, said: str, as_of: date) -> date | tuple[date, Commit]:
    """A day with the commit its files are from; or a day alone, when the files as they are have to
    do.
    """
    day = past.day(said, as_of) if not past.is_revision(said) else None
    if day is None:
        commit = past.resolve(said, as_of)
        return commit.when.date(), commit
    if day >= as_of or not past.is_recorded():
        return day
    found = past.at_days([day])[0]
    return day if found is None else (day, found)
