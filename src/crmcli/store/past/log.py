"""What did every commit change, in sales terms?

Renames are followed, merges say only what they changed themselves.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part
from crmcli.history.changes import changes
from crmcli.history.policies import policy_changes
from crmcli.store.book.load import Skipped
from crmcli.store.files.scan import POLICY
from crmcli.store.past.book_at import SHORT, recorded_policy
from crmcli.store.past.commits import Change as Moved
from crmcli.store.past.commits import Commit
from crmcli.store.past.diff import incomparable
from crmcli.store.past.versions import Past
from crmcli.store.shapes.reading import account_id

_Read = TypeVar("_Read")
# accounts of the past held in memory: each is asked for as what came before and as what came after
KEPT = 400


class Version(NamedTuple):
    """One account's file in one commit.

    `before`: the account in each of its parents, as last read; `broken` after it, or `mended` by
    it.
    """

    commit: Commit
    id: str
    before: tuple[Account | None, ...]
    after: Account | None
    broken: bool = False
    mended: bool = False


def _ids(moved: Moved) -> set[str]:
    """The account's id before and after."""
    return {account_id(path) for path in (moved.old_path, moved.new_path) if path}


class Chronicle:
    """The history of a book, told with the names of its present policy.

    `wanted`: only of accounts that are so after a commit, or were before it took them away. Who
    of us has left by `as_of` is told as left.
    """

    def __init__(
        self,
        past: Past,
        policy: Policy,
        wanted: Callable[[Account], bool] | None = None,
        as_of: date | None = None,
    ) -> None:
        self.past, self.policy, self.wanted, self.as_of = past, policy, wanted, as_of
        self._accounts: dict[tuple[str, str], Account | None] = {}
        self._mended: set[str] = set()
        self.unread: dict[
            str, Skipped
        ] = {}  # files of which something could not be told, each where it was met first

    def commits(
        self, path: str | None = None, is_asked: Callable[[Commit], bool] | None = None
    ) -> Iterator[tuple[Commit, list[Change]]]:
        """Each commit asked for with its changes, newest first; those without any are left out.

        `path`: only this account, under all its names.
        """
        for commit, moved in self._log(path):
            found = (
                [change for each in moved for change in self._changes(commit, each)]
                if is_asked is None or is_asked(commit)
                else []
            )
            if found:
                yield commit, found

    def versions(self, path: str) -> Iterator[Version]:
        """One account in every commit that touched its file, newest first."""
        for commit, moved in self._log(path):
            yield from (self._version(commit, each) for each in moved)

    def _log(self, path: str | None) -> Iterator[tuple[Commit, list[Moved]]]:
        names = {account_id(path)} if path else set()
        for commit, moved in self.past.log(first_parent=False):
            policy = [
                each for each in moved if path is None and POLICY in (each.old_path, each.new_path)
            ]
            found = [*policy, *(each for each in moved if each.is_account)]
            if path is not None:
                found = [each for each in found if names & _ids(each)]
                names |= {
                    known
                    for each in found
                    if each.old_path and each.new_path
                    for known in _ids(each)
                }
            if found:
                yield commit, found

    def _changes(self, commit: Commit, moved: Moved) -> list[Change]:
        if not moved.is_account:
            return self._of_policy(commit, moved) if self.wanted is None else []
        version = self._version(commit, moved)
        known = version.after or next(filter(None, version.before), None)
        if self.wanted is not None and not (known and self.wanted(known)):
            return []
        if version.broken:
            said, part = Message("change-file-broken"), Part("file", "read", "broken")
            if version.id in self._mended and not any(version.before):
                return []  # the commit that mended it tells everything since it could be read
            if any(version.before) or moved.old_blob is None:
                told = Change(version.id, "file", "file", said, (part,))
            else:
                told = incomparable(self.past, version.id, moved.old_blob, moved.new_blob)
            if not any(version.before):
                self._unseen(commit, moved.new_path or "", moved.new_blob or "")
            return [told]
        by_parent = [
            changes(before, version.after, self.policy, self.as_of) for before in version.before
        ]
        own = [
            change
            for change in by_parent[0]
            if all(any(change == other for other in others) for others in by_parent[1:])
        ]
        if version.mended:
            self._mended |= {version.id} if any(version.before) else set()
            return [
                Change(
                    version.id,
                    "file",
                    "file",
                    Message("change-file-mended"),
                    (Part("file", "broken", "read"),),
                ),
                *own,
            ]
        if not (version.after or any(version.before)):
            return [
                Change(
                    version.id,
                    "file",
                    "file",
                    Message("change-file-gone"),
                    (Part("file", "broken", None),),
                )
            ]
        return own

    def _of_policy(self, commit: Commit, moved: Moved) -> list[Change]:
        before = [
            recorded_policy(self.past, blob)
            for blob in (
                moved.old_blob,
                *(self._blob(parent, moved) for parent in commit.parents[1:]),
            )
        ]
        after = recorded_policy(self.past, moved.new_blob)
        was_broken = moved.old_blob is not None and before[0] is None
        if moved.new_blob and after is None:
            if was_broken:
                return [] if POLICY in self._mended else [incomparable(self.past, POLICY)]
            return [
                Change(
                    POLICY,
                    "policy",
                    POLICY,
                    Message("change-policy-broken"),
                    (Part(POLICY, "read", "broken"),),
                )
            ]
        if was_broken:
            before[0] = self._last_read(
                commit.parents[0], POLICY, lambda each: recorded_policy(self.past, each.new_blob)
            )
            self._mended |= {POLICY} if before[0] and after else set()
        told = [policy_changes(each, after) for each in before]
        own = [change for change in told[0] if all(change in others for others in told[1:])]
        mended = Change(
            POLICY,
            "policy",
            POLICY,
            Message("change-file-mended"),
            (Part(POLICY, "broken", "read"),),
        )
        return [mended, *(own if before[0] else ())] if was_broken and after else own

    def _unseen(self, commit: Commit, path: str, blob: str) -> None:
        """A file that cannot be read there, nor could before."""
        wrong = self.past.blobs.read(blob).wrong(path)
        self.unread.setdefault(path, Skipped(f"{commit.id[:SHORT]}:{path}", wrong, is_past=True))

    def _version(self, commit: Commit, moved: Moved) -> Version:
        name = account_id(moved.new_path or moved.old_path or "")
        after = self.account(moved.new_blob, moved.new_path)
        if moved.new_blob and after is None:
            return Version(
                commit, name, (self.account(moved.old_blob, moved.old_path),), None, broken=True
            )
        first = self.account(moved.old_blob, moved.old_path)
        was_broken = moved.old_blob is not None and first is None
        if was_broken:
            first = self._last_read(
                commit.parents[0],
                moved.old_path or "",
                lambda each: self.account(each.new_blob, each.new_path),
            )
        others = [
            self.account(self._blob(parent, moved), moved.new_path or moved.old_path)
            for parent in commit.parents[1:]
        ]
        return Version(
            commit, name, (first, *others), after, mended=was_broken and after is not None
        )

    def _blob(self, commit: str, moved: Moved) -> str | None:
        """The file's content in another parent of a merge."""
        files = self.past.files(commit)
        exact = next(
            (files[path] for path in (moved.new_path, moved.old_path) if path in files), None
        )
        return exact or next(
            (
                blob
                for path, blob in files.items()
                if moved.is_account and account_id(path) in _ids(moved)
            ),
            None,
        )

    def _last_read(
        self, commit: str, path: str, read: Callable[[Moved], _Read | None]
    ) -> _Read | None:
        """What the file said when it could last be read."""
        versions = (
            read(each) for _, moved in self.past.log(path=path, tip=commit) for each in moved
        )
        return next(filter(None, versions), None)

    def account(self, blob: str | None, path: str | None) -> Account | None:
        """A content as an account; None for none, and for a broken one."""
        if blob is None or path is None:
            return None
        key = (blob, path)
        if key not in self._accounts:
            if len(self._accounts) >= KEPT:
                self._accounts.clear()
            self._accounts[key] = self.past.account(blob, path)
        return self._accounts[key]
