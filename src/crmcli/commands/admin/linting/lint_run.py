"""Which findings are there in the files asked for, and where do they stand?"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from crmcli.app.book_findings import BookFindings
from crmcli.app.judging import judge
from crmcli.app.linting import spot
from crmcli.app.linting import spots as told
from crmcli.app.told_files import Counts, Telling, ToldFile, told_files
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Finding
from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.table import Message
from crmcli.reports.options import NO_FILTERS, Filters
from crmcli.store.book.opening import PolicyBroken
from crmcli.store.files.scan import POLICY, leads_within
from crmcli.store.shapes.finding_places import Located, inside
from crmcli.store.shapes.finding_places import locate as locate_findings


class Words(NamedTuple):
    """How one file's findings are put into words; equal keys are equal words."""

    key: tuple[object, ...]
    of: Callable[[list[LocatedFinding]], str]


class Found:
    """What is wrong, file by file, in how many files; and how many of them could not be read for
    reasons that were not asked for. Both numbers are known once it was told.
    """

    def __init__(self, spots: Iterable[list[LocatedFinding]], files: int, unread: int = 0) -> None:
        self.spots, self.files, self.unread = spots, files, unread

    def told(self, words: Words) -> Iterator[tuple[str, Counts]]:
        """Each file in words, and how many findings of what it has."""
        return ((words.of(spots), counted(spots)) for spots in self.spots)


class FoundBefore(Found):
    """The same, most of it told before in the same words: `choice` is what `keeps` keeps."""

    def __init__(
        self,
        session: ReportSession,
        wanted: Collection[str] | None,
        keeps: Callable[[Finding], bool],
        choice: tuple[object, ...],
    ) -> None:
        self._session, self._wanted, self._keeps, self._choice = session, wanted, keeps, choice
        self._filters = asked_filters(session)
        super().__init__(self._placed(), 0)

    def _placed(self) -> Iterator[list[LocatedFinding]]:
        session = self._session
        book = BookFindings(session.opened, session.as_of, filters=self._filters, keeps=self._keeps)
        found = spots_of(session, book, self._wanted)
        self.files, self.unread = found.files, found.unread
        yield from found.spots

    def told(self, words: Words) -> Iterator[tuple[str, Counts]]:
        """Each file in words."""
        known = None if self._filters is not NO_FILTERS else self._known(words)
        if known is None:
            yield from super().told(words)
            return
        self.files = files_of(self._session, self._wanted)
        self.unread = sum(each.is_hidden for each in known)
        yield from ((each.text, each.counts) for each in known)

    def _known(self, words: Words) -> list[ToldFile] | None:
        session, root = self._session, self._session.book.root

        def told(path: str, located: Sequence[Located]) -> tuple[str, Counts]:
            found = spots(session, root, path, located)
            return words.of(found), counted(found)

        seen = (words.key, session.phrases.language, shown_file(root), self._choice)
        return told_files(
            session.opened, session.as_of, self._keeps, Telling(repr(seen), told), self._wanted
        )


def findings(
    session: ReportSession,
    paths: list[str],
    changed: str | None,
    keeps: Callable[[Finding], bool],
    choice: tuple[object, ...],
) -> Found:
    """The findings that `keeps` lets through, crm.yaml first.

    Files are looked at one by one, so that a large book stays small in memory. Raises CrmError for
    a path that is no file of the book.
    """
    try:
        wanted = wanted_files(session, paths, changed)
        # elsewhere a path may lead to another file, and no file of the book changes
        session.memorable &= all(leads_within(session.book.root, path) for path in paths)
        return FoundBefore(session, wanted, keeps, choice)
    except PolicyBroken as broken:
        located = locate_findings(broken.root, POLICY, [], broken.problems)
        return Found([spots(session, broken.root, POLICY, located)], 1)


def spots_of(session: ReportSession, book: BookFindings, wanted: Collection[str] | None) -> Found:
    """What a book's findings are to whoever reads them."""
    root = session.book.root
    paths = book.paths(wanted)
    found = (spots(session, root, path, book.of(path)) for path in paths)
    return Found(found, files_of(session, wanted), sum(map(book.hides, paths)))


def files_of(session: ReportSession, wanted: Collection[str] | None) -> int:
    """How many files were looked at."""
    library = session.book.library
    return len(library.entries) + len(library.skipped) if wanted is None else len(wanted)


def counted(spots: Iterable[LocatedFinding]) -> Counts:
    """How many of each rule, severity and way to mend, in the order in which they come."""
    counts = Counter((each.rule, each.severity, each.mending) for each in spots)
    return tuple((*each, count) for each, count in counts.items())


def asked_filters(session: ReportSession) -> Filters:
    """Of which accounts? Filters are looked at more closely where there are some."""
    common = session.common
    is_filtered = common.owner or common.segment or common.tag
    return session.filters() if is_filtered else NO_FILTERS


def wanted_files(session: ReportSession, paths: list[str], changed: str | None) -> set[str] | None:
    """The files asked for as the book names them; None for all."""
    from crmcli.store.git.git import changed_files

    root = session.book.root
    known = {entry[0] for entry in session.book.library.entries} | {
        each.path for each in session.book.library.skipped
    }
    wanted = known if not paths else set()
    for path in paths:
        name = inside(root, path)
        matching = {
            each for each in known if each == name or each.startswith(f"{name}/") or name == "."
        }
        stands = map(os.path.lexists, (path, os.path.join(root, path)))
        if not matching and not any(stands):
            raise CrmError(Message("error-no-such-path", (path,)))
        wanted = wanted | matching
    if changed is not None:
        return wanted & set(changed_files(root, changed))
    return wanted if paths else None


def spots(
    session: ReportSession, root: str, path: str, located: Iterable[Located]
) -> list[LocatedFinding]:
    """One file's findings with their places, in order."""
    return told(located, shown_file(os.path.join(root, path)), session.phrases)


def judged(session: ReportSession, path: str, data: bytes) -> list[LocatedFinding]:
    """What is wrong with a file of the book that says this, as far as it can be told without the
    others?
    """
    found = judge(session.opened, path, data, as_of=session.as_of)
    return [spot(each, path, session.phrases) for each in found]


def shown_file(full: str) -> str:
    """A file as editors and CI services want it: from where we stand, with forward slashes."""
    try:
        return os.path.relpath(full).replace(os.sep, "/")
    except (ValueError, FileNotFoundError):  # another drive, or a folder that is gone
        return full
