"""What words of the past mean: which account, which two states, whose fact."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from crmcli.app.past.history import account_path as path_of
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_contact
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.history.names import Names
from crmcli.history.renames import Renames, called_anew, renames
from crmcli.history.statements import BlameRow, Statement, standing
from crmcli.history.timeline import SHORT, Author, author_of
from crmcli.store.files.scan import SUFFIX
from crmcli.store.past.commits import Commit
from crmcli.store.past.log import Chronicle
from crmcli.store.past.versions import Past
from crmcli.store.shapes.finding_places import inside
from crmcli.store.shapes.reading import account_id

if TYPE_CHECKING:
    from crmcli.app.past.diff import Ends


def account_path(session: ReportSession, past: Past, name: str) -> str:
    """The file of the account that is meant. Raises CrmError."""
    return path_of(session.opened, past, name, session.as_of)


def sides(session: ReportSession, past: Past, words: list[str]) -> "Ends":
    """The two states meant, and which accounts are asked for, whichever stand first: git says the
    state first, other commands the account. Raises CrmError.
    """
    from crmcli.app.past.diff import Ends, both, has_commits

    has_commits(past)
    words.sort(key=lambda word: not _is_revision(session, past, word))
    said = words.pop(0) if words and _is_revision(session, past, words[0]) else "HEAD"
    one, two = both(past, said, session.now.date())
    # A B, as git has it
    if two is None and words and _is_revision(session, past, words[0]) and ".." not in words[0]:
        two = past.resolve(words.pop(0), session.now.date())
    if not words:
        return Ends(one, two)
    wanted = [_asked(session, past, word) for word in words]
    return Ends(one, two, lambda key: any(each(key) for each in wanted))


def _is_revision(session: ReportSession, past: Past, word: str) -> bool:
    """A file or an account of that very name is meant before a branch is; `NAME..` means the branch
    in any case.
    """
    if ".." in word and not os.path.lexists(word):
        return True
    known = {account_id(entry[0]) for entry in session.book.library.entries}
    if os.path.lexists(word) or word in known:
        return False
    try:
        past.resolve(word, session.now.date())
    except CrmError as error:
        return error.message.key == "error-past-nothing-by"  # a day, only too early
    return True


def _asked(session: ReportSession, past: Past, word: str) -> Callable[[str], bool]:
    """Accounts by a path (a file, or a folder with all in it), or by a name. Raises CrmError."""
    if os.path.lexists(word) or "/" in word or word.endswith(SUFFIX):
        path = inside(session.book.root, word)
        if path.endswith(SUFFIX):
            return lambda key: key == account_id(path)
        within = {
            account_id(entry[0])
            for entry in session.book.library.entries
            if path == "." or entry[0].startswith(f"{path}/")
        }
        return lambda key: key in within
    try:
        key = account_id(account_path(session, past, word))
    except CrmError as unknown:
        if unknown.message.key != "error-no-account":
            raise
        raise CrmError(
            Message("error-diff-neither", (word,)),
            Message("hint-past-shallow") if past.repository().is_shallow else unknown.hint,
            status=4,
        ) from None
    return lambda each: each == key


def trace(
    session: ReportSession, past: Past, path: str, contact: str | None
) -> tuple[Account, list[BlameRow]]:
    """The account as its file is now, and every fact with the commit that brought it. Raises
    CrmError for a file that cannot be read, and for an unknown contact.
    """
    account = (
        session.book.library.account(path)
        if any(entry[0] == path for entry in session.book.library.entries)
        else None
    )
    if account is None:
        session.tell_skipped(session.book.library.skipped[-1:])
        raise CrmError(Message("error-account-broken", (path,)), status=1)
    if contact is not None:
        contact = find_contact(contact, account.contacts)
    names = Names(session.book.policy, account.contacts, session.as_of)
    facts = standing(account, names, session.as_of, contact)
    origins = _origins(session, past, path, account, facts, contact)
    if any(commit is not None and commit.id in past.cut().commits for _, commit in origins):
        past.reach(None)  # what the first commit that is here brings may be older
    return account, [_row(session, account.id, fact, commit) for fact, commit in origins]


def _origins(
    session: ReportSession,
    past: Past,
    path: str,
    now: Account,
    facts: list[Statement],
    contact: str | None,
) -> list[tuple[Statement, Commit | None]]:
    """For each fact the last commit in which it became what it is; None while that is only on
    disk.
    """

    def held(account: Account | None, by: Renames) -> dict[tuple[str, str], object]:
        """The facts of a version under the ids of today: another id makes no other fact."""
        if account is None:
            return {}
        account = called_anew(account, by)
        found = standing(
            account,
            Names(session.book.policy, account.contacts, session.as_of),
            session.as_of,
            contact,
        )
        return {each.key: each.identity for each in found}

    chronicle = Chronicle(past, session.book.policy)
    committed = _committed(past, path) if past.has_commits() else None
    by = renames(committed, now) if committed else Renames()
    known = held(committed, by)
    waiting = {fact.key: fact.identity for fact in facts if known.get(fact.key) == fact.identity}
    origins: dict[tuple[str, str], Commit] = {}
    for version in chronicle.versions(path) if waiting else ():
        if not waiting:
            break
        if version.broken:
            continue
        after = held(version.after, by)
        steps = [
            renames(before, version.after).then(by) if before and version.after else by
            for before in version.before
        ]
        befores = [held(before, step) for before, step in zip(version.before, steps, strict=True)]
        for key, identity in list(waiting.items()):
            if after.get(key) == identity and all(
                before.get(key) != identity for before in befores
            ):
                origins[key] = version.commit
                del waiting[key]
        by = steps[0]
    return [(fact, origins.get(fact.key)) for fact in facts]


def _committed(past: Past, path: str) -> Account | None:
    """The account as last committed, in whatever folder. Raises CrmError when that cannot be read:
    who said what cannot be told.
    """
    files = past.files(past.resolve(past.line))
    there = (
        path
        if path in files
        else next((each for each in files if account_id(each) == account_id(path)), None)
    )
    account = past.account(files[there], there) if there else None
    if there and account is None:
        raise CrmError(
            Message("error-blame-unreadable", (there,)), Message("hint-blame-unreadable"), status=1
        )
    return account


def _row(session: ReportSession, account: str, fact: Statement, commit: Commit | None) -> BlameRow:
    policy = session.book.policy
    author: Author | None = author_of(commit.who, commit.email, policy) if commit else None
    day = commit.when.date() if commit else None
    return BlameRow(
        fact=Message("change-first", (fact.about,)),
        value=Message("change-first", (fact.shown,)),
        by=fact.by or (author.member or author.name if author else None),
        date=fact.date or day,
        commit=commit.id[:SHORT] if commit else None,
        account=account,
        subject=fact.subject,
        author=author.name if author else None,
        email=author.email if author else None,
        committed=day,
        commit_id=commit.id if commit else None,
    )
