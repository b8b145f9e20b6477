"""Which findings are there in the files asked for, and where do they stand?"""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crmcli.app.judging import judge, weighed
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Finding, Place, Problem
from crmcli.domain.located_finding import LocatedFinding, RelatedPlace, Replacement
from crmcli.domain.table import Message
from crmcli.store.book.load import Skipped
from crmcli.store.book.opening import PolicyBroken
from crmcli.store.files.scan import POLICY
from crmcli.store.shapes.finding_places import Located, inside, place_mends
from crmcli.store.shapes.finding_places import locate as locate_findings
from crmcli.store.shapes.reading import account_id

if TYPE_CHECKING:
    from crmcli.reports.queries.lint import LintFact


def findings(
    session: ReportSession, paths: list[str], changed: str | None, *, timeless: bool = False
) -> tuple[Iterator[list[LocatedFinding]], int]:
    """The findings file by file, crm.yaml first, and how many files were judged.

    `timeless` leaves out what comes of days that pass. Files are looked at one by one, so that a
    large book stays small in memory. Raises CrmError for a path that is no file of the book.
    """
    try:
        wanted = _wanted(session, paths, changed)
        found, problems = _found(session, timeless=timeless)
        root, library = session.book.root, session.book.library
    except PolicyBroken as broken:
        return iter([_spots(session, broken.root, POLICY, [], broken.problems, weigh=False)]), 1
    names = [
        path
        for path in sorted({*found, *problems}, key=lambda path: (path != POLICY, path))
        if wanted is None or path in wanted
    ]
    files = len(library.entries) + len(library.skipped) if wanted is None else len(wanted)
    return (
        _spots(session, root, path, found.pop(path, []), problems.get(path, ())) for path in names
    ), files


def _wanted(session: ReportSession, paths: list[str], changed: str | None) -> set[str] | None:
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
        if not matching and not os.path.lexists(path):
            raise CrmError(Message("error-no-such-path", (path,)))
        wanted = wanted | matching
    if changed is not None:
        return wanted & set(changed_files(root, changed))
    return wanted if paths else None


def _found(
    session: ReportSession, *, timeless: bool
) -> tuple[dict[str, list[Finding]], dict[str, tuple[Problem, ...]]]:
    """What the rules say of each file, and what reading it already said."""
    from crmcli.reports.options import NoOptions
    from crmcli.reports.queries import lint
    from crmcli.reports.queries.lint import findings as lint_findings
    from crmcli.rules.registry import OF_DAYS, check_paths, check_policy

    left_out = OF_DAYS if timeless else frozenset()
    facts = session.gather(lint.FACTS, NoOptions())
    library = session.book.library
    by_account = {account_id(entry[0]): entry[0] for entry in library.entries if entry[0] != POLICY}
    unread = {account_id(each.path) for each in library.skipped}
    shown = {fact.account for fact in _filtered(session, facts)}
    found: dict[str, list[Finding]] = {}
    for account, finding in lint_findings(facts, session.policy, session.as_of, unread):
        if account in shown and finding.rule not in left_out:
            found.setdefault(by_account[account], []).append(finding)
    for path, finding in check_paths(
        (path for account, path in by_account.items() if account in shown), session.policy
    ):
        found.setdefault(path, []).append(finding)
    for finding in check_policy(session.policy, session.as_of):
        if finding.rule not in left_out:
            found.setdefault(POLICY, []).append(finding)
    problems = {
        each.path: each.problems
        for each in (*library.skipped, *library.warnings, Skipped(POLICY, session.book.problems))
        if each.problems
    }
    return found, problems


def _filtered(session: ReportSession, facts: "list[LintFact]") -> "list[LintFact]":
    """The accounts that --owner, --segment and --tag let through; rules across accounts still see
    all of them.
    """
    if not (session.common.owner or session.common.segment or session.common.tag):
        return facts
    from crmcli.reports.options import NoOptions
    from crmcli.reports.queries import lint

    return session.gather(lint.FACTS, NoOptions(), session.filters())


def _spots(
    session: ReportSession,
    root: str,
    path: str,
    found: list[Finding],
    problems: Sequence[Problem],
    *,
    weigh: bool = True,
) -> list[LocatedFinding]:
    """One file's findings with their places, in order."""
    located = locate_findings(root, path, found, problems)
    file = _shown_file(os.path.join(root, path))
    spots = [
        _spot(session, each, file)
        for each in (weighed(located, session.policy) if weigh else located)
    ]
    return sorted(spots, key=lambda spot: (spot.line, spot.column, spot.rule))


def judged(session: ReportSession, path: str, data: bytes) -> list[LocatedFinding]:
    """What is wrong with a file of the book that says this, as far as it can be told without the
    others?
    """
    found = judge(session.opened, path, data, as_of=session.as_of)
    return [_spot(session, each, path) for each in found]


def _shown_file(full: str) -> str:
    """A file as editors and CI services want it: from where we stand, with forward slashes."""
    try:
        return os.path.relpath(full).replace(os.sep, "/")
    except (ValueError, FileNotFoundError):  # another drive, or a folder that is gone
        return full


def _spot(session: ReportSession, located: Located, file: str) -> LocatedFinding:
    finding, place = located.finding, located.place
    end = place.end_column if place.end_line == place.line else place.column + 1
    return LocatedFinding(
        file=file,
        line=place.line,
        column=place.column,
        end_column=max(end, place.column + 1),
        rule=finding.rule,
        severity=finding.severity,
        message=session.phrases.say(finding.message),
        path=".".join(map(str, finding.path)),
        excerpt=located.excerpt,
        write=located.write,
        replacements=tuple(Replacement(*each) for each in place_mends(finding, located.place)),
        is_safe=all(mend.is_safe for mend in finding.mends),
        related=tuple(
            RelatedPlace(related.at, session.phrases.say(related.message), line)
            for related, line in zip(finding.related, located.around, strict=True)
            if isinstance(related.at, Place)
        ),
    )
