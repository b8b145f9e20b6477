"""Which findings are there in the files asked for, and where do they stand?"""

import os
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from crmcli.app.book_findings import BookFindings
from crmcli.app.judging import judge
from crmcli.app.linting import spot
from crmcli.app.linting import spots as told
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Finding
from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.table import Message
from crmcli.reports.options import NO_FILTERS, Filters
from crmcli.store.book.opening import PolicyBroken
from crmcli.store.files.scan import POLICY
from crmcli.store.shapes.finding_places import Located, inside
from crmcli.store.shapes.finding_places import locate as locate_findings


class Found(NamedTuple):
    """What is wrong, file by file, in how many files; and how many of them could not be read for
    reasons that were not asked for.
    """

    spots: Iterable[list[LocatedFinding]]
    files: int
    unread: int = 0


def findings(
    session: ReportSession,
    paths: list[str],
    changed: str | None,
    keeps: Callable[[Finding], bool],
) -> Found:
    """The findings that `keeps` lets through, crm.yaml first.

    Files are looked at one by one, so that a large book stays small in memory. Raises CrmError for
    a path that is no file of the book.
    """
    try:
        wanted = wanted_files(session, paths, changed)
        filters = asked_filters(session)
        book = BookFindings(session.opened, session.as_of, filters=filters, keeps=keeps)
    except PolicyBroken as broken:
        located = locate_findings(broken.root, POLICY, [], broken.problems)
        return Found([spots(session, broken.root, POLICY, located)], 1)
    return spots_of(session, book, wanted)


def spots_of(session: ReportSession, book: BookFindings, wanted: Collection[str] | None) -> Found:
    """What a book's findings are to whoever reads them."""
    root, library = session.book.root, session.book.library
    files = len(library.entries) + len(library.skipped) if wanted is None else len(wanted)
    paths = book.paths(wanted)
    found = (spots(session, root, path, book.of(path)) for path in paths)
    return Found(found, files, sum(map(book.hides, paths)))


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
