"""Findings mended, told one by one, and those that are left told as ever."""

import os
from collections.abc import Callable
from typing import NamedTuple, NoReturn

from crmcli.app.changing import Change
from crmcli.app.mending.book import Asked, mend
from crmcli.app.mending.kinds import Mended
from crmcli.app.mending.policy import mend_policy
from crmcli.commands.admin.linting.lint_output import day, tell
from crmcli.commands.admin.linting.lint_run import (
    Found,
    asked_filters,
    shown_file,
    spots,
    spots_of,
    wanted_files,
)
from crmcli.commands.admin.linting.lint_sum import Fixed
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.telling.say import say_error
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Finding
from crmcli.domain.text.visible import visible
from crmcli.store.book.opening import PolicyBroken
from crmcli.store.files.scan import POLICY
from crmcli.store.git.git import changed_files
from crmcli.store.shapes.finding_places import inside, locate

ROOM = 28  # characters that are shown of a line before and after what changes in it


class Wanted(NamedTuple):
    """Which findings are to be mended, and whether it is only shown."""

    paths: list[str]
    changed: str | None = None
    keeps: Callable[[Finding], bool] = lambda _: True
    unsafe: bool = False
    is_shown_only: bool = False


class _Done(NamedTuple):
    """What came of it: the book's folder, and what is wrong still."""

    root: str
    mended: tuple[Mended, ...]
    changes: tuple[Change, ...]
    left: Found
    refused: tuple[CrmError, ...] = ()


def fix(session: ReportSession, wanted: Wanted, *, fail_on: str, form: str) -> NoReturn:
    """Mend what can be, or show it, tell it and what is left, and end the command. Raises
    CrmError.
    """
    done = _done(session, wanted)
    for error in done.refused:
        session.screen.tell(say_error(error, session.phrases.language))
    for change in done.changes:
        for said in change.told:
            session.screen.tell(session.phrases.say(said))
        if change.commit:
            session.screen.tell(session.phrases("told-edit-committed", change.commit[:10]))
    fixed = Fixed(
        tuple(_line(session, done.root, each) for each in done.mended),
        tuple(_row(session, done.root, each) for each in done.mended),
        "".join(change.diff for change in done.changes) if wanted.is_shown_only else None,
        wanted.unsafe,
    )
    tell(session, done.left, fail_on=fail_on, form=form, fixed=fixed)


def _done(session: ReportSession, wanted: Wanted) -> _Done:
    """What there is to mend, mended. A crm.yaml that cannot be read comes first, and the book when
    it can be.
    """
    try:
        return _of_book(session, wanted)
    except PolicyBroken as broken:
        first = _of_policy(session, wanted, broken)
    if not first.mended or wanted.is_shown_only:
        return first
    try:
        then = _of_book(session, wanted)
    except PolicyBroken:
        return first
    return then._replace(
        mended=(*first.mended, *then.mended), changes=(*first.changes, *then.changes)
    )


def _of_book(session: ReportSession, wanted: Wanted) -> _Done:
    files = wanted_files(session, wanted.paths, wanted.changed)
    asked = Asked(files, wanted.unsafe, asked_filters(session), wanted.keeps)
    made = mend(
        session.opened,
        asked,
        as_of=session.as_of,
        dry_run=wanted.is_shown_only,
        phrases=session.phrases,
    )
    if files is not None:
        files = {*files, *made.moved.values()} - made.moved.keys()
    left = spots_of(session, made.book, files)
    return _Done(session.book.root, made.mended, made.changes, left, made.refused)


def _of_policy(session: ReportSession, wanted: Wanted, broken: PolicyBroken) -> _Done:
    root = broken.root
    if not _is_policy_asked(root, wanted):
        left = locate(root, POLICY, [], broken.problems)
        return _Done(root, (), (), Found([spots(session, root, POLICY, left)], 1))
    change, mended, found = mend_policy(
        root,
        day(session),
        unsafe=wanted.unsafe,
        keeps=wanted.keeps,
        dry_run=wanted.is_shown_only,
        phrases=session.phrases,
    )
    left_over = Found([spots(session, root, POLICY, found)], 1)
    return _Done(root, tuple(mended), (change,), left_over)


def _is_policy_asked(root: str, wanted: Wanted) -> bool:
    named = {inside(root, path) for path in wanted.paths}
    if named and not named & {POLICY, "."}:
        return False
    return wanted.changed is None or POLICY in changed_files(root, wanted.changed)


def _line(session: ReportSession, root: str, mended: Mended) -> str:
    """One mended finding for a person: its place, and what became of what."""
    file = shown_file(os.path.join(root, mended.path))
    old, new = _cut(mended.old, _new(session, mended))
    place = f"{file}:{mended.place.line}:{mended.place.column}"
    return visible(f"{place}: {old} -> {new} [{mended.finding.rule}]")


def _row(session: ReportSession, root: str, mended: Mended) -> dict[str, object]:
    """The same for programs, uncut."""
    return {
        "file": shown_file(os.path.join(root, mended.path)),
        "line": mended.place.line,
        "column": mended.place.column,
        "rule": mended.finding.rule,
        "severity": mended.finding.severity,
        "path": ".".join(map(str, mended.finding.path)),
        "old": mended.old,
        "new": _new(session, mended),
    }


def _new(session: ReportSession, mended: Mended) -> str:
    return mended.new if isinstance(mended.new, str) else session.phrases.say(mended.new)


def _cut(old: str, new: str) -> tuple[str, str]:
    """Two texts with some of what they have in common before and after what is different."""
    before = _common(old, new)
    after = _common(old[before:][::-1], new[before:][::-1])
    first = max(0, before - ROOM)
    was, now = (_window(each, first, len(each) - after + ROOM) for each in (old, new))
    return was, now


def _common(one: str, other: str) -> int:
    """How many characters do they begin with that are the same?"""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _window(text: str, first: int, last: int) -> str:
    """A part of a text; what is left out is worth a sign only where it is longer than that."""
    start = first if first > 1 else 0
    end = last if last < len(text) - 1 else len(text)
    return f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}"
