"""Two states of a book on one day: the figures of both, and the findings that only one has."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.app.finding_differences import Judge, found_rows
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.reports.options import NO_FILTERS, Filters, NoOptions
from crmcli.reports.pages import figures
from crmcli.reports.queries.lint import LintFact
from crmcli.store.book.facts import FactRequest
from crmcli.store.book.load import Skipped
from crmcli.store.book.opening import Book, with_holidays
from crmcli.store.files.scan import MAX_BYTES, POLICY, read_bytes
from crmcli.store.past.book_at import SHORT, book_at
from crmcli.store.past.commits import Commit
from crmcli.store.past.diff import State, paired_ids
from crmcli.store.past.library_at import PastLibrary, Shared
from crmcli.store.past.versions import Past


class Side(NamedTuple):
    """One state: what it says by account, and the book it is; no book where there is none yet, or
    where its crm.yaml cannot be read, and then why.
    """

    state: State
    commit: str | None
    book: Book | None
    read: Callable[[str], bytes]
    why: CrmError | None = None

    @property
    def is_empty(self) -> bool:
        """Is there no book at all?"""
        return self.book is None and self.state.policy_content is None


class Comparison(NamedTuple):
    """What differs in figures and findings; the files that one side or both had to leave out."""

    compared: figures.Compared
    sides: tuple[Side, Side]
    skipped: tuple[Skipped, ...]
    notes: tuple[Message, ...]


def side_of(session: Session, past: Past, commit: Commit | None, state: State) -> Side:
    """A commit as a side, or with None the files as they are."""
    if commit is None:
        root = session.book.root
        return Side(state, None, session.book, lambda path: _read(root, path))
    files, said = past.recorded(commit).blobs, commit.id[:SHORT]

    def read(path: str) -> bytes:
        return past.data(files[path]) if path in files else b""

    try:
        book = book_at(past, commit, session.book.cache, session.progress)
    except CrmError as error:
        return Side(state, said, None, read, error)
    return Side(state, said, book, read)


def _read(root: str, path: str) -> bytes:
    try:
        return read_bytes(root, path, MAX_BYTES)
    except OSError:
        return b""


def compare(
    session: Session, sides: tuple[Side, Side], as_of: date, filters: Filters = NO_FILTERS
) -> Comparison:
    """Both sides as of one day, each by its own crm.yaml, as the commands answer with `--at`.

    A file that is the same on both is read once.
    """
    shared: Shared = {}
    for side in sides:
        if side.book is not None and isinstance(side.book.library, PastLibrary):
            side.book.library.shared = shared
    # the newer one first: what git says of files that are as they are is known then
    now, before = (_Counted(session, side, as_of, filters) for side in reversed(sides))
    told = tuple(
        figures.SideRow(each.side.commit, each.side.book is not None, each.currency)
        for each in (before, now)
    )
    is_known = all(side.book is not None or side.is_empty for side in sides)
    renamed = paired_ids(sides[0].state, sides[1].state)
    rows: list[figures.FoundRow] = []
    if is_known:
        rows = found_rows(before.judge(renamed), now.judge({}), _same(sides, renamed))
    compared = figures.compare(before.moment, now.moment, (told[0], told[1]), as_of, rows)
    skipped: dict[str, Skipped] = {}
    for side in sides:
        skipped |= {each.path: each for each in (side.book.library.skipped if side.book else ())}
    return Comparison(compared, sides, tuple(skipped.values()), tuple(_notes(sides, told)))


def _same(sides: tuple[Side, Side], renamed: dict[str, str]) -> frozenset[str]:
    """The files that say the very same on both sides, by the account's later id; crm.yaml too."""
    old, new = (side.state for side in sides)
    same = {
        key
        for key, content in new.contents.items()
        if content and old.contents.get(key) == content and key not in renamed
    }
    if old.policy_content == new.policy_content:
        same.add(POLICY)
    return frozenset(same)


def _notes(sides: tuple[Side, Side], told: Sequence[figures.SideRow]) -> "list[Message]":
    """What has to be known of the figures: sides that have none, policies that differ."""
    notes = []
    for side in sides:
        if side.is_empty:
            notes.append(Message("note-figures-no-book", (side.commit,)))
        elif side.why is not None:
            notes.append(Message("note-figures-no-policy", (side.commit,)))
    old, new = (side.state for side in sides)
    if not notes and old.policy_content != new.policy_content:
        notes.append(Message("note-figures-policies"))
    currencies = [each.currency for each in told]
    if all(currencies) and currencies[0] != currencies[1]:
        notes.append(Message("note-figures-currencies", tuple(currencies)))
    return notes


class _Counted:
    """One side's facts on a day."""

    def __init__(self, session: Session, side: Side, as_of: date, filters: Filters) -> None:
        self.side, self.as_of = side, as_of
        self.moment: figures.Moment | None = None
        self.currency: str | None = None
        self._lint: list[LintFact] = []
        self._shown: frozenset[str] | None = None
        book = side.book
        if book is None:
            return
        policy = with_holidays(book, as_of)
        whole = FactRequest(figures.FACTS, policy, as_of, NoOptions())
        everything = self._facts(session, book, whole)
        facts = everything
        if filters != NO_FILTERS:
            facts = self._facts(session, book, whole._replace(filters=filters))
            self._shown = frozenset(each.account for each in facts if isinstance(each, LintFact))
        self._lint = [each for each in everything if isinstance(each, LintFact)]
        self.moment = figures.Moment(facts, policy, side.commit)
        self.currency = policy.currency

    @staticmethod
    def _facts(session: Session, book: Book, want: FactRequest[object, NoOptions]) -> list[object]:
        if book is session.book:
            return session.facts(want)
        return book.library.facts(want, book.policy_digest)

    def judge(self, renamed: dict[str, str]) -> Judge | None:
        """What is wrong on this side; None where nothing can be."""
        if self.side.book is None or self.moment is None:
            return None
        return Judge(
            self.side.book,
            self.side.read,
            self._lint,
            self.moment.policy,
            self.as_of,
            renamed,
            self._shown,
        )
