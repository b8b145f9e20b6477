"""The book as git recorded it: which commits there are, what each changed, and what the files said
then.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from time import tzname
from typing import TYPE_CHECKING, Self

from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import plus_days
from crmcli.store.files.scan import ACCOUNTS, MAX_BYTES, POLICY
from crmcli.store.git.git import git
from crmcli.store.past.blobs import Blobs
from crmcli.store.past.commits import (
    CHANGED,
    Change,
    Commit,
    Commits,
    Cut,
    Repository,
    repository_of,
)
from crmcli.store.past.files import Files, recorded
from crmcli.store.past.moved import joined
from crmcli.store.past.objects import Objects
from crmcli.store.yaml.tree import Tree

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache


# what stands for the commit before the first one where a push is told of, and the tree that has
# nothing in it
NOTHING = {
    "0" * 40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "0" * 64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}


class Past:
    """One book's history.

    Every process and every reading begins when it is needed; `close` when done. A zone that is None
    is this machine's.

    `line`: the commit whose first parents tell what stood on which day; nothing after it is told.
    """

    def __init__(self, root: str, zone: tzinfo | None, cache: "Cache | None" = None) -> None:
        self.root, self.zone, self.line = root, zone, "HEAD"
        self.zone_name = f"{zone or tzname}"  # where it is the same, commits are on the same days
        self.objects = Objects(root)
        self._commits = Commits(root, zone)
        self.blobs = Blobs(self.objects, cache)
        self._repository: Repository | None = None
        self._files: dict[str, Files] = {}
        self._cut: Cut | None = None
        self.lacks: Message | None = None  # what this clone has not, once an answer goes back to it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of git."""
        self.objects.close()

    def repository(self) -> Repository:
        """The repository the book is in. Raises CrmError when there is none, or none with files."""
        if self._repository is None:
            self._repository = repository_of(self.root)
        return self._repository

    def _recorded(self) -> Commits:
        """The commits, once it is known that there may be any."""
        self.repository()
        return self._commits

    def cut(self) -> Cut:
        """Where the history was cut off when it was cloned, if it was."""
        if self._cut is None:
            is_shallow = self.repository().is_shallow
            self._cut = self._commits.cut() if is_shallow else Cut(frozenset(), None)
        return self._cut

    def reach(self, day: date | None) -> None:
        """The answer goes back to that day, or to the beginning: noted where the history was cut
        off after it.
        """
        cut = self.cut().day if self.is_recorded() else None
        if cut is not None and (day is None or day <= cut):
            self.lacks = Message("note-past-cut", (cut,))

    @property
    def is_asked(self) -> bool:
        """Has anything been asked of the past?"""
        return self._repository is not None

    def resolve(self, said: str, today: date | None = None) -> Commit:
        """The commit meant: by a day, the last one then on the line of first parents; else by
        whatever git understands.

        A day counts up to its end in the book's zone. With `today`, days as said (`last friday`)
        are understood too. Raises CrmError when there is none.
        """
        if said in NOTHING:
            return Commit(said, datetime.min.replace(tzinfo=UTC), "", "", "", (), NOTHING[said])
        known = self._revision(said)
        if known:
            return next(self._recorded().walk(known, "-1"))
        day = self.day(said, today)
        if day is None:
            raise CrmError(
                Message("error-unknown-revision", (said,)),
                Message(
                    "hint-past-shallow" if self.repository().is_shallow else "hint-past-revision"
                ),
                status=4,
            )
        found = self.at_days([day])[0]
        if found is None:
            raise CrmError(
                Message("error-past-nothing-by", (day,)),
                Message(
                    "hint-past-shallow" if self.repository().is_shallow else "hint-past-nothing-by"
                ),
                status=4,
            )
        return found

    def _revision(self, said: str) -> str:
        """The id of the commit that git understands; empty for a day of the calendar, and for what
        is no revision.
        """
        self.repository()
        if _iso(said) is not None:
            return ""
        return (
            git(
                self.root,
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                f"{said}^{{commit}}",
            )
            .stdout.decode()
            .strip()
        )

    def is_recorded(self) -> bool:
        """Is the book in a repository in which something has been committed?"""
        try:
            return self.has_commits()
        except CrmError as error:
            if error.message.key == "error-past-no-repository":
                return False
            raise

    def is_revision(self, said: str) -> bool:
        """Does git understand this as a commit?"""
        return self.is_recorded() and bool(self._revision(said))

    def day(self, said: str, today: date | None = None) -> date | None:
        """The day that is meant; with `today` also as people say it. None when it is none."""
        return _iso(said) or _said(said, today)

    def at_days(self, days: list[date]) -> list[Commit | None]:
        """For each day the last commit by its end on the line of first parents; None before the
        first.
        """
        ends = {day: self._commits.start(plus_days(day, 1)) for day in days}
        found: dict[date, Commit] = {}
        if self.has_commits():
            waiting = sorted(set(days))
            for commit in self._recorded().walk(self.line, "--first-parent"):
                while waiting and commit.when < ends[waiting[-1]]:
                    found[waiting.pop()] = commit
                if not waiting:
                    break
            if waiting:
                self.reach(waiting[0])
        return [found.get(day) for day in days]

    def has_commits(self) -> bool:
        """Has anything been committed?"""
        self.repository()
        return git(self.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").returncode == 0

    def begun(self) -> Commit | None:
        """The earliest commit that has none before it; None where nothing was committed."""
        if not self.is_recorded():
            return None
        roots = self._recorded().walk(self.line, "--max-parents=0")
        return min(roots, key=lambda commit: commit.when, default=None)

    def commits(
        self,
        since: date | None = None,
        path: str | None = None,
        *,
        first_parent: bool = True,
        tip: str | None = None,
    ) -> list[Commit]:
        """The commits that touched the book, or one of its files under whatever names it had;
        newest first.
        """
        return [commit for commit, _ in self.log(since, path, first_parent=first_parent, tip=tip)]

    def log(
        self,
        since: date | None = None,
        path: str | None = None,
        *,
        first_parent: bool = True,
        tip: str | None = None,
    ) -> Iterator[tuple[Commit, list[Change]]]:
        """Every commit that touched the book with what it changed there, newest first, from one
        process.

        `since`: committed on that day or later. `path`: only this file, its renames followed.
        `tip`: a commit's id, else the last one of this line.
        """
        tip = tip or self.line
        if tip == "HEAD" and not self.has_commits():
            return
        words = (*CHANGED, *(("--first-parent",) if first_parent else ()))
        start = None if since is None else self._commits.start(since)
        names = {path}
        for commit, found in self._recorded().changed(tip, words, (POLICY, ACCOUNTS)):
            if not found or not (start is None or commit.when >= start):
                continue
            changes = joined(self.account, found)
            if path is not None:
                changes = [each for each in changes if names & {each.old_path, each.new_path}]
                names |= {each.old_path for each in changes if each.new_path in names}
            if changes:
                yield commit, changes

    def changes(self, commit_id: str) -> list[Change]:
        """What one commit changed in the book against its first parent."""
        found = list(
            self._recorded().changed(
                commit_id, (*CHANGED, "--first-parent", "-1"), (POLICY, ACCOUNTS)
            )
        )
        return joined(self.account, found[0][1]) if found and found[0][0].id == commit_id else []

    def files(self, commit: str | Commit) -> dict[str, str]:
        """The book's files in a commit: the name each has in the book, and the id of its
        content.
        """
        return self.recorded(commit).blobs

    def recorded(self, commit: str | Commit) -> Files:
        """The book's files in a commit, with those that cannot be read and the id of the folder of
        accounts.
        """
        known = commit if isinstance(commit, Commit) else next(self._recorded().walk(commit, "-1"))
        if known.id not in self._files:
            self._files = {known.id: recorded(self.objects, known.tree, self.repository().prefix)}
        return self._files[known.id]

    def data(self, blob: str) -> bytes:
        """A content as it was stored, at most one byte more than a file may have."""
        return self.objects.read(blob, MAX_BYTES)

    def tree(self, blob: str) -> Tree | None:
        """A content as plain dicts, lists and text; None when it is broken."""
        return self.blobs.read(blob).tree

    def account(self, blob: str, path: str) -> Account | None:
        """A content as the account of a file of this name, with the keys that only its author
        knows; None when it is broken.
        """
        return self.blobs.read(blob).account(path)


def _iso(said: str) -> date | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if day.isoformat() == said else None


def _said(said: str, today: date | None) -> date | None:
    """A day as people say it, where it is one."""
    if today is None:
        return None
    from crmcli.domain.time.when import day_said

    return day_said(said, today, past=True)
