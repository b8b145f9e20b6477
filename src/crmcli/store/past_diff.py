"""What differs between two states of the book: two commits, or a commit and the files as they are now?"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from crmcli.domain.policy import Policy
from crmcli.domain.records import Account
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part
from crmcli.history.changes import changes
from crmcli.history.pairing import paired
from crmcli.history.policies import policy_changes
from crmcli.store.book import Book
from crmcli.store.load import Skipped
from crmcli.store.past import Commit, Past
from crmcli.store.past_book import SHORT, past_policy
from crmcli.store.past_library import PastLibrary
from crmcli.store.reading import account_id
from crmcli.store.scan import POLICY, read_bytes
from crmcli.store.tree import MAX_BYTES


class State(NamedTuple):
    """One state of the book: the content of each account's file by the account's id, how to read one, and the policy (None when broken)."""

    contents: Mapping[str, str]
    account: Callable[[str], Account | None]
    policy: Policy | None
    policy_content: str | None


def committed(past: Past, commit: Commit) -> State:
    """The book as it was committed."""
    files = past.files(commit)
    paths = {account_id(path): path for path in sorted(files, reverse=True) if path != POLICY}  # of two files of one id the first counts
    blob = files.get(POLICY)
    return State({key: files[path] for key, path in paths.items()}, lambda key: past.account(files[paths[key]], paths[key]), _policy(past, blob), blob)


def doubled(past: Past, commit: Commit, told: Sequence[Skipped]) -> list[Skipped]:
    """Files of the commit that are left out because another one had their id, but for those that are told already."""
    known = {each.path.rpartition(":")[2] for each in told}
    skipped = PastLibrary(past, past.recorded(commit), commit.id[:SHORT], None).skipped
    return [each for each in skipped if each.problems[0][0].rule == "duplicate-account" and each.path.rpartition(":")[2] not in known]


def _policy(past: Past, blob: str | None) -> Policy | None:
    from crmcli.store.policy_shape import POLICY as SHAPE

    tree = past_policy(past, blob, None)[0].tree if blob else None
    found: Policy | None = SHAPE.decode(tree) if tree is not None else None
    return found


def present(book: Book, other: State) -> State:
    """The files as they are. Contents are named as git would name them, so that a file that is the same is not read twice."""
    paths = {account_id(entry[0]): entry[0] for entry in book.library.entries if entry[0] != POLICY}
    known = next(iter({*other.contents.values(), other.policy_content} - {None}), "")
    contents = {key: _name(book.root, path, known or "") for key, path in paths.items()}
    missing = {account_id(each.path) for each in book.library.skipped if each.is_missing}  # nobody removed them: they are told as left out
    contents |= {key: other.contents[key] for key in missing if key in other.contents and key not in contents}
    return State(contents, lambda key: book.library.account(paths[key]), book.policy, _name(book.root, POLICY, known or ""))


def _name(root: str, path: str, like: str) -> str:
    """The name git gives to the content of a file; nothing for a file that cannot be read."""
    try:
        data = read_bytes(root, path, MAX_BYTES)
    except OSError:
        return ""
    make: Any = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return str(make(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest())


def differences(
    old: State, new: State, policy: Policy, only: Callable[[str], bool] | None = None, wanted: Callable[[Account], bool] | None = None
) -> Iterator[Change]:
    """The policy's changes, then account by account. `only`: accounts asked for, by either of their ids; `wanted`: by what they are in the newer state, or were if they can be read there no more."""
    if old.policy_content != new.policy_content and only is None and wanted is None:
        yield from _of_policy(old, new)
    unlike = [key for key in {**old.contents, **new.contents} if old.contents.get(key) != new.contents.get(key)]
    gone = [account for key in unlike if key not in new.contents and (account := old.account(key))]
    come = [account for key in unlike if key not in old.contents and (account := new.account(key))]
    renamed = {after: before for before, after in paired(gone, come).items()}
    for key in sorted(set(unlike) - set(renamed.values())):
        before = renamed.get(key, key)
        if only is None or only(key) or only(before):
            yield from _of_account(old, new, before, key, policy, wanted)


def _of_policy(old: State, new: State) -> Iterator[Change]:
    if new.policy is None and new.policy_content:
        if old.policy is not None or not old.policy_content:
            yield Change(POLICY, "policy", POLICY, Message("change-policy-broken"), (Part(POLICY, "read", "broken"),))
    elif old.policy is None and old.policy_content:
        yield Change(POLICY, "policy", POLICY, Message("change-file-mended" if new.policy else "change-file-gone"), (Part(POLICY, "broken", "read" if new.policy else None),))
    else:
        yield from policy_changes(old.policy, new.policy)


def _of_account(old: State, new: State, before: str, after: str, policy: Policy, wanted: Callable[[Account], bool] | None) -> Iterator[Change]:
    was = old.account(before) if before in old.contents else None
    now = new.account(after) if after in new.contents else None
    known = now or was
    if wanted is not None and not (known and wanted(known)):
        return
    if now is None and after in new.contents:
        if was is not None or before not in old.contents:
            yield Change(after, "file", "file", Message("change-file-broken"), (Part("file", "read", "broken"),))
        return
    if was is None and before in old.contents:
        yield Change(after, "file", "file", Message("change-file-mended" if now else "change-file-gone"), (Part("file", "broken", "read" if now else None),))
    else:
        yield from changes(was, now, policy)
