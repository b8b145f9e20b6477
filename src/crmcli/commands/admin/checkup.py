"""What the doctor looks at, one thing after the other: what was found, and what to do about it."""

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Literal, NamedTuple

from crmcli.commands.admin.checkup_files import missing, unheld
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.book.opening import PolicyBroken, locate
from crmcli.store.files.editors import ACCOUNT_SCHEMA, leads
from crmcli.store.files.scan import read_bytes
from crmcli.store.git.git import git, is_partial, is_work_tree, user_email

State = Literal["ok", "warning", "missing"]
_LOOKED_AT = 200  # files whose first lines are read for an editor's schema
_MEND = Message("check-do-fix")


class Check(NamedTuple):
    """One thing looked at. `state` is ok, warning (works, could be better) or missing (does not
    work).
    """

    check: str
    state: State
    found: Message
    todo: Message | None = None


def checks(session: ReportSession) -> Iterator[Check]:
    """Everything worth looking at, the book itself first. What needs a book or a clone is not
    looked at without one.
    """
    root = _root(session)
    yield _book(session, root)
    if root:
        yield _names(session)
    yield _parser()
    has_git, version = _git(root or os.curdir)
    yield version
    yield _program()
    if root and has_git:
        yield from _clone(session, root)
    if root:
        yield _cache(root)
        yield _schema(session, root)
    yield _encoding()


def _root(session: ReportSession) -> str | None:
    try:
        return locate(session.common.book)
    except CrmError:
        return None


def _none(session: ReportSession, name: str) -> Check:
    """No book can be opened: there is none, or git keeps its crm.yaml back."""
    try:
        locate(session.common.book)
    except CrmError as error:
        if error.message.key == "error-policy-not-here":
            return Check(name, "missing", error.message, error.hint)
    return Check(name, "missing", Message("check-no-book"), Message("check-do-book"))


def _book(session: ReportSession, root: str | None) -> Check:
    name = "book"
    if root is None:
        return _none(session, name)
    try:
        accounts = len(session.names())
        broken = len(session.book.library.skipped)
    except PolicyBroken:
        return Check(
            name, "missing", Message("check-policy-broken", (root,)), Message("check-do-lint")
        )
    except CrmError as error:
        return Check(name, "missing", error.message, error.hint or Message("check-do-lint"))
    found = Message("check-accounts", (accounts, root))
    if broken:
        return Check(
            name, "missing", Message("check-broken", (found, broken)), Message("check-do-lint")
        )
    return Check(name, "ok", found)


def _names(session: ReportSession) -> Check:
    found = unheld(session)
    return (
        Check("names", "warning", found, Message("check-do-names"))
        if found
        else Check("names", "ok", Message("check-names"))
    )


def _parser() -> Check:
    from crmcli.store.yaml.libyaml import IS_C

    name = "parser"
    return (
        Check(name, "ok", Message("check-libyaml"))
        if IS_C
        else Check(name, "warning", Message("check-no-libyaml"), Message("check-do-libyaml"))
    )


def _git(folder: str) -> tuple[bool, Check]:
    try:
        version = (
            git(folder, "--version")
            .stdout.decode("utf-8", "replace")
            .strip()
            .removeprefix("git version ")
        )
    except (CrmError, OSError):
        return False, Check("git", "missing", Message("error-git-missing"), Message("check-do-git"))
    return True, Check("git", "ok", Message("check-plain", (version,)))


def _program() -> Check:
    found = shutil.which("crm")
    name = "program"
    return (
        Check(name, "ok", Message("check-plain", (found,)))
        if found
        else Check(name, "missing", Message("check-no-program"), Message("check-do-program"))
    )


def _clone(session: ReportSession, root: str) -> Iterator[Check]:
    """What this clone's git knows, and who works in it."""
    from crmcli.store.git.attributes import ATTRIBUTES_FILE
    from crmcli.store.git.clone import clone_at

    try:
        found = is_work_tree(root)
    except CrmError as untrusted:
        yield Check("repository", "missing", untrusted.message, untrusted.hint)
        return
    if not found:
        yield Check(
            "repository",
            "missing",
            Message("error-not-a-repository", (root,)),
            Message("check-do-repository"),
        )
        return
    yield Check("repository", "ok", Message("check-present"))
    absent = missing(session)
    yield (
        Check("checkout", "missing", absent, Message("hint-not-here"))
        if absent
        else Check("checkout", "ok", Message("check-whole"))
    )
    yield _history(root)
    clone = clone_at(root)
    for name, works in (
        ("attributes", clone.merges and clone.compares),
        ("merge", clone.can_merge),
        ("diff", clone.can_compare),
    ):
        without = (
            Message("check-no-line", (ATTRIBUTES_FILE,))
            if name == "attributes"
            else Message("check-not-installed")
        )
        yield (
            Check(name, "ok", Message("check-installed"))
            if works
            else Check(name, "missing", without, _MEND)
        )
    yield _who(session, root)


def _history(root: str) -> Check:
    name = "history"
    if git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        return Check(name, "warning", Message("check-shallow"), Message("check-do-unshallow"))
    if is_partial(root):
        return Check(name, "warning", Message("check-partial"), Message("hint-past-left-out"))
    return Check(name, "ok", Message("check-history"))


def _who(session: ReportSession, root: str) -> Check:
    name, address = "email", user_email(root)
    if not address:
        return Check(name, "missing", Message("error-mine-no-email"), Message("hint-mine-no-email"))
    try:
        team = session.book.policy.team
    except (PolicyBroken, CrmError):
        return Check(name, "warning", Message("check-plain", (address,)), Message("check-do-lint"))
    if not team:
        return Check(name, "warning", Message("error-no-team"), Message("hint-no-team"))
    if address.casefold() not in {
        each.casefold() for member in team.values() for each in member.emails
    }:
        return Check(
            name,
            "warning",
            Message("error-mine-unknown", (address,)),
            Message("hint-mine-unknown", (address,)),
        )
    return Check(name, "ok", Message("check-plain", (address,)))


def _cache(root: str) -> Check:
    from crmcli.store.cache import database as memory
    from crmcli.store.files.private import is_safe_folder

    name, path = "cache", memory.file_for(root)
    folder = os.path.dirname(path)
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK):
        return Check(
            name, "warning", Message("check-no-cache", (folder,)), Message("check-do-cache")
        )
    if folder == os.path.dirname(path) and not is_safe_folder(folder):
        return Check(
            name,
            "warning",
            Message("check-open-cache", (folder,)),
            Message("check-do-open-cache"),
        )
    size = sum(os.path.getsize(each) for each in memory.files_of(path) if os.path.exists(each))
    return Check(name, "ok", Message("check-cache-size", (path, f"{size:,}")))


def _schema(session: ReportSession, root: str) -> Check:
    """Do editors know what an account file may hold: by a line in the files, or by their
    settings?
    """
    from crmcli.store.book.schemas import differing

    name = "schema"
    settings = os.path.join(".vscode", "settings.json")
    if b"yaml.schemas" in _beginning(root, settings):
        return Check(name, "ok", Message("check-plain", (".vscode/settings.json",)))
    try:
        paths = [entry[0] for entry in session.book.library.entries if entry[0] != "crm.yaml"][
            :_LOOKED_AT
        ]
    except (PolicyBroken, CrmError):
        paths = []
    named = [leads(root, path, _beginning(root, path)) for path in paths]
    old = differing(root)
    if old:
        return Check(
            name,
            "warning",
            Message("check-schema-old", (", ".join(old),)),
            Message("check-do-book-schema"),
        )
    if False in named:
        lost = Message("check-schema-lost", (named.count(False), len(paths)))
        return Check(name, "warning", lost, Message("check-do-fmt"))
    found = Message("check-schema-lines", (named.count(True), len(paths)))
    if None not in named and (paths or os.path.isfile(os.path.join(root, ACCOUNT_SCHEMA))):
        return Check(name, "ok", found)
    return Check(name, "warning", found, Message("check-do-schema"))


def _beginning(root: str, path: str) -> bytes:
    try:
        return read_bytes(root, path, 4096)
    except OSError:
        return b""


def _encoding() -> Check:
    encoding = getattr(sys.stdout, "encoding", None) or "?"
    name, found = "encoding", Message("check-plain", (encoding,))
    return (
        Check(name, "ok", found)
        if encoding.lower().replace("-", "") == "utf8"
        else Check(name, "warning", found, Message("check-do-encoding"))
    )
