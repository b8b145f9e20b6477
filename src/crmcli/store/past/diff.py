"""What differs between two states of the book: two commits, or a commit and the files as they are
now?
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account, Extra
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part
from crmcli.history.changes import changes
from crmcli.history.pairing import Found, paired
from crmcli.history.policies import policy_changes
from crmcli.store.book.load import Skipped
from crmcli.store.book.opening import Book
from crmcli.store.files.scan import MAX_BYTES, POLICY, read_bytes
from crmcli.store.git.blob_names import blob_name
from crmcli.store.past.book_at import SHORT, recorded_policy
from crmcli.store.past.commits import Commit
from crmcli.store.past.library_at import PastLibrary
from crmcli.store.past.versions import Past
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.extras import extras
from crmcli.store.shapes.reading import account_id, read
from crmcli.store.yaml.record_shape import R, Record

_NO_TEXT = ("file-encrypted", "not-utf-8", "control-character")


class State(NamedTuple):
    """One state of the book: the content of each account's file by the account's id, how to read
    one, and the policy (None when broken).

    `skipped`: what is wrong with a file that cannot be read.
    """

    contents: Mapping[str, str]
    account: Callable[[str], Account | None]
    policy: Policy | None
    policy_content: str | None
    skipped: Callable[[str], Skipped | None]


def committed(past: Past, commit: Commit) -> State:
    """The book as it was committed."""
    files = past.files(commit)
    # of two files of one id the first counts
    paths = {account_id(path): path for path in sorted(files, reverse=True) if path != POLICY}
    blob = files.get(POLICY)

    def skipped(key: str) -> Skipped:
        wrong = past.blobs.read(files[paths[key]]).wrong(paths[key])
        return Skipped(f"{commit.id[:SHORT]}:{paths[key]}", wrong, is_past=True)

    contents = {key: files[path] for key, path in paths.items()}
    return State(
        contents,
        lambda key: past.account(files[paths[key]], paths[key]),
        recorded_policy(past, blob),
        blob,
        skipped,
    )


def doubled(past: Past, commit: Commit, told: Sequence[Skipped]) -> list[Skipped]:
    """Files of the commit that are left out because another one had their id, but for those that
    are told already.
    """
    known = {each.file for each in told}
    skipped = PastLibrary(past, past.recorded(commit), commit.id[:SHORT], None).skipped
    return [
        each
        for each in skipped
        if each.problems[0][0].rule == "duplicate-account" and each.file not in known
    ]


def present(book: Book, other: State) -> State:
    """The files as they are.

    Contents are named as git would name them, so that a file that is the same is not read twice.
    """
    from crmcli.store.shapes.policy import POLICY as POLICY_SHAPE

    paths = book.library.paths
    known = next(iter({*other.contents.values(), other.policy_content} - {None}), "")
    contents = {key: _name(book.root, path, known or "") for key, path in paths.items()}
    # nobody removed them: they are told as left out
    missing = {account_id(each.path) for each in book.library.skipped if each.is_missing}
    contents |= {
        key: other.contents[key] for key in missing if key in other.contents and key not in contents
    }

    def account(key: str) -> Account | None:
        found = book.library.account(paths[key])
        return found and found._replace(extra=_extras(book.root, paths[key], ACCOUNT))

    policy = book.policy._replace(extra=_extras(book.root, POLICY, POLICY_SHAPE))
    # what the library cannot read it tells itself
    return State(contents, account, policy, _name(book.root, POLICY, known or ""), lambda _: None)


def _extras(root: str, path: str, shape: Record[R]) -> dict[str, Extra]:
    """The keys of a file that only its author knows; most have none."""
    try:
        data = read_bytes(root, path, MAX_BYTES)
    except OSError:
        return {}
    return extras(read(data, shape).tree, shape) if b"x-" in data else {}


def _name(root: str, path: str, like: str) -> str:
    """The name git gives to the content of a file; nothing for a file that cannot be read."""
    try:
        data = read_bytes(root, path, MAX_BYTES)
    except OSError:
        return ""
    return blob_name(data, len(like))


def paired_ids(old: State, new: State) -> dict[str, str]:
    """By their ids in the older state, the accounts that go by another one in the newer."""
    gone = {
        key: Found(key, old.contents[key], old.account(key))
        for key in old.contents
        if key not in new.contents
    }
    come = {
        key: Found(key, new.contents[key], new.account(key))
        for key in new.contents
        if gone and key not in old.contents
    }
    return paired(gone if come else {}, come)


def differences(
    old: State,
    new: State,
    policy: Policy,
    only: Callable[[str], bool] | None = None,
    wanted: Callable[[Account], bool] | None = None,
    skipped: list[Skipped] | None = None,
    as_of: date | None = None,
) -> Iterator[Change]:
    """The policy's changes, then account by account.

    `only`: accounts asked for, by either of their ids; `wanted`: by what they are in the newer
    state, or were if they can be read there no more.

    `skipped` gets the files that could not be compared. Who of us has left by `as_of` is told as
    left.
    """
    if old.policy_content != new.policy_content and only is None and wanted is None:
        yield from _of_policy(old, new)
    unlike = [
        key
        for key in {**old.contents, **new.contents}
        if old.contents.get(key) != new.contents.get(key)
    ]
    renamed = {after: before for before, after in paired_ids(old, new).items()}
    for key in sorted(set(unlike) - set(renamed.values())):
        before = renamed.get(key, key)
        if only is None or only(key) or only(before):
            yield from _of_account(
                old, new, before, key, policy, wanted, [] if skipped is None else skipped, as_of
            )


def incomparable(past: Past, account: str, *contents: str | None) -> Change:
    """A file that changed, and that cannot be read before or after: as it is, or because git keeps
    it as no text, behind a filter that encrypts.
    """
    hidden = any(b"\0" in past.data(each)[:8_000] for each in contents if each)
    return _incomparable(account, hidden=hidden)


def _incomparable(account: str, *, hidden: bool) -> Change:
    said = Message("change-file-hidden" if hidden else "change-file-unread")
    return Change(account, "file", "file", said, (Part("file", "broken", "broken again"),))


def _of_policy(old: State, new: State) -> Iterator[Change]:
    if new.policy is None and new.policy_content:
        if old.policy is not None or not old.policy_content:
            yield Change(
                POLICY,
                "policy",
                POLICY,
                Message("change-policy-broken"),
                (Part(POLICY, "read", "broken"),),
            )
        else:
            yield _incomparable(POLICY, hidden=False)
    elif old.policy is None and old.policy_content:
        yield Change(
            POLICY,
            "policy",
            POLICY,
            Message("change-file-mended" if new.policy else "change-file-gone"),
            (Part(POLICY, "broken", "read" if new.policy else None),),
        )
    else:
        yield from policy_changes(old.policy, new.policy)


def _of_account(
    old: State,
    new: State,
    before: str,
    after: str,
    policy: Policy,
    wanted: Callable[[Account], bool] | None,
    skipped: list[Skipped],
    as_of: date | None,
) -> Iterator[Change]:
    was = old.account(before) if before in old.contents else None
    now = new.account(after) if after in new.contents else None
    known = now or was
    if wanted is not None and not (known and wanted(known)):
        return
    unread = [
        state.skipped(key)
        for state, key, account in ((old, before, was), (new, after, now))
        if account is None and key in state.contents
    ]
    skipped += [each for each in unread if each]
    if len(unread) == 2:
        hidden = any(
            problem[0].rule in _NO_TEXT for each in unread if each for problem in each.problems
        )
        yield _incomparable(after, hidden=hidden)
    elif now is None and after in new.contents:
        yield Change(
            after, "file", "file", Message("change-file-broken"), (Part("file", "read", "broken"),)
        )
    elif was is None and before in old.contents:
        yield Change(
            after,
            "file",
            "file",
            Message("change-file-mended" if now else "change-file-gone"),
            (Part("file", "broken", "read" if now else None),),
        )
    else:
        yield from changes(was, now, policy, as_of)
