"""The book as git recorded it: which commits there are, what each changed, and what the files said
then.
"""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, tzinfo
from time import tzname
from typing import TYPE_CHECKING, NamedTuple, Self

from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import plus_days
from crmcli.history.pairing import Found, paired
from crmcli.store.files.scan import ACCOUNTS, MAX_BYTES, POLICY, SUFFIX, read_bytes
from crmcli.store.git.git import git, git_tokens, is_untrusted, untrusted
from crmcli.store.past.blobs import Blobs
from crmcli.store.past.files import Files, recorded
from crmcli.store.past.objects import Objects, left_out
from crmcli.store.shapes.reading import account_id
from crmcli.store.yaml.tree import Tree

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache

_FIRST, _LAST = date(1969, 12, 1), date(9900, 1, 1)  # no commit is told to be from before or after
_FIELDS = ("%H", "%ct", "%an", "%ae", "%P", "%T", "%s")
_FORMAT = "--format=" + "%x00".join(_FIELDS)
# Said outright, so that no configuration decides it.
_WALK = (
    "log",
    "-z",
    "--encoding=UTF-8",
    "--no-color",
    "--no-decorate",
    "--no-notes",
    "--no-mailmap",
    "--no-ext-diff",
    "--no-textconv",
    "-O/dev/null",
    "--root",
    "--relative",
)
_CHANGED = (
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--diff-merges=first-parent",
    "--ignore-submodules=all",
)


class Commit(NamedTuple):
    """One commit: when it was committed, in the book's zone, and who wrote it."""

    id: str
    when: datetime
    who: str
    email: str
    subject: str
    parents: tuple[str, ...]
    tree: str = ""  # the whole repository's, as git names it


class Change(NamedTuple):
    """One file of one commit against its first parent: A added, M changed, D deleted, R renamed.

    None where there is no such side.
    """

    status: str
    old_path: str | None
    new_path: str | None
    old_blob: str | None
    new_blob: str | None

    @property
    def is_account(self) -> bool:
        """Is it an account's file that came, went or changed? Hidden files and folders are none."""
        path = self.new_path or self.old_path or ""
        return path.startswith(f"{ACCOUNTS}/") and path.endswith(SUFFIX) and "/." not in path


def joined(past: "Past", changes: list[Change]) -> list[Change]:
    """What went and what came in one commit, as one change where it is the same account in a file
    of another name.
    """
    gone = {
        each.old_path: each
        for each in changes
        if each.status == "D" and each.old_path and each.is_account
    }
    come = {
        each.new_path: each
        for each in changes
        if each.status == "A" and each.new_path and each.is_account
    }
    if not gone or not come:
        return changes
    was = {
        path: Found(account_id(path), each.old_blob or "", past.account(each.old_blob or "", path))
        for path, each in gone.items()
    }
    now = {
        path: Found(account_id(path), each.new_blob or "", past.account(each.new_blob or "", path))
        for path, each in come.items()
    }
    pairs = {new: old for old, new in paired(was, now).items()}
    moved = [
        Change("R", old, new, gone[old].old_blob, come[new].new_blob) for new, old in pairs.items()
    ]
    return [
        *(
            each
            for each in changes
            if each.new_path not in pairs and each.old_path not in pairs.values()
        ),
        *moved,
    ]


class Repository(NamedTuple):
    """Where the book is: below which folder of the repository, and whether its history was cut off
    when it was cloned.
    """

    prefix: bytes
    is_shallow: bool


class Cut(NamedTuple):
    """Where a shallow clone's history begins: the commits whose parents are not here, and the last
    day of them. None where nothing was cut off.
    """

    commits: frozenset[str]
    day: date | None


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
            self._repository = _repository(self.root)
        return self._repository

    def cut(self) -> Cut:
        """Where the history was cut off when it was cloned, if it was."""
        if self._cut is None:
            ids, days = [], [_FIRST]
            if self.repository().is_shallow:
                listed = os.path.join(
                    self.root,
                    os.fsdecode(
                        git(self.root, "rev-parse", "--git-path", "shallow").stdout.rstrip(b"\n")
                    ),
                )
                ids = read_bytes("", listed, 1 << 24).decode("ascii", "replace").split()
                told = git(
                    self.root,
                    "log",
                    "--no-walk=unsorted",
                    "--stdin",
                    "--format=%ct",
                    given="".join(f"{each}\n" for each in ids).encode(),
                ).stdout.split()
                days += [self._moment(seconds.decode()).date() for seconds in told]
            self._cut = Cut(frozenset(ids), max(days) if ids else None)
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
        known = self._revision(said)
        if known:
            return next(self._walk(known, "-1"))
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
        ends = {day: self._start(plus_days(day, 1)) for day in days}
        found: dict[date, Commit] = {}
        if self.has_commits():
            waiting = sorted(set(days))
            for commit in self._walk(self.line, "--first-parent"):
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
        words = (*_CHANGED, *(("--first-parent",) if first_parent else ()))
        start = None if since is None else self._start(since)
        names = {path}
        for commit, found in self._walked(tip, words, (POLICY, ACCOUNTS)):
            if not found or not (start is None or commit.when >= start):
                continue
            changes = joined(self, found)
            if path is not None:
                changes = [each for each in changes if names & {each.old_path, each.new_path}]
                names |= {each.old_path for each in changes if each.new_path in names}
            if changes:
                yield commit, changes

    def changes(self, commit_id: str) -> list[Change]:
        """What one commit changed in the book against its first parent."""
        found = list(
            self._walked(commit_id, (*_CHANGED, "--first-parent", "-1"), (POLICY, ACCOUNTS))
        )
        return joined(self, found[0][1]) if found and found[0][0].id == commit_id else []

    def files(self, commit: str | Commit) -> dict[str, str]:
        """The book's files in a commit: the name each has in the book, and the id of its
        content.
        """
        return self.recorded(commit).blobs

    def recorded(self, commit: str | Commit) -> Files:
        """The book's files in a commit, with those that cannot be read and the id of the folder of
        accounts.
        """
        known = commit if isinstance(commit, Commit) else next(self._walk(commit, "-1"))
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

    def _walk(self, tip: str, *words: str) -> Iterator[Commit]:
        for commit, _ in self._walked(tip, words, ()):
            yield commit

    def _walked(
        self, tip: str, words: tuple[str, ...], paths: tuple[str, ...]
    ) -> Iterator[tuple[Commit, list[Change]]]:
        self.repository()
        try:
            with closing(
                git_tokens(
                    self.root, *_WALK, *words, _FORMAT, "--end-of-options", tip, "--", *paths
                )
            ) as tokens:
                yield from self._parsed(tokens)
        except CrmError as error:
            raise left_out(self.root) or error from None

    def _parsed(self, tokens: Iterator[bytes]) -> Iterator[tuple[Commit, list[Change]]]:
        commit: Commit | None = None
        changes: list[Change] = []
        for token in tokens:
            line = token.lstrip(b"\n")
            if line.startswith(b":"):
                change = _change(line, tokens)
                if change is not None:
                    changes.append(change)
                continue
            if commit is not None:
                yield commit, changes
            commit, changes = self._commit([line, *[next(tokens, b"") for _ in _FIELDS[1:]]]), []
        if commit is not None:
            yield commit, changes

    def _commit(self, fields: list[bytes]) -> Commit:
        oid, seconds, who, email, parents, tree, subject = [
            field.decode("utf-8", "replace") for field in fields
        ]
        return Commit(oid, self._moment(seconds), who, email, subject, tuple(parents.split()), tree)

    def _moment(self, seconds: str) -> datetime:
        """Seconds since 1970 in the book's zone; the calendar's ends for a commit from outside of
        it.
        """
        number = min(max(int(seconds or 0), 0), 250_000_000_000)
        moment = datetime.fromtimestamp(number, self.zone)
        return moment if self.zone is not None else moment.astimezone()

    def _start(self, day: date) -> datetime:
        """The first moment of that day in the book's zone."""
        moment = datetime.combine(min(max(day, _FIRST), _LAST), time(), self.zone)
        return moment if self.zone is not None else moment.astimezone()


def _repository(root: str) -> Repository:
    asked = git(
        root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix"
    )
    answer = asked.stdout.split(b"\n", 2)
    if asked.returncode or answer[0] != b"true":
        if is_untrusted(asked):
            raise untrusted(root)
        raise CrmError(
            Message("error-past-no-repository", (root,)),
            Message("hint-past-no-repository", (root,)),
            status=4,
        )
    return Repository(answer[2].removesuffix(b"\n"), answer[1] == b"true")


def _change(head: bytes, tokens: Iterator[bytes]) -> Change | None:
    """One line of git's raw differences with the names behind it; None for what is no file of the
    book.
    """
    old_mode, new_mode, old, new, status = head[1:].decode("ascii").split(" ")
    paths = [os.fsdecode(next(tokens, b"")) for _ in range(2 if status[0] in "RC" else 1)]
    was, now = _is_file(old_mode), _is_file(new_mode)
    if not was and not now:
        return None
    old_path, new_path = (paths[0] if was else None), (paths[-1] if now else None)
    letter = "A" if not was else "D" if not now else "M" if status[0] == "T" else status[0]
    return Change(letter, old_path, new_path, old if was else None, new if now else None)


def _is_file(mode: str) -> bool:
    return int(mode, 8) & 0o170000 == 0o100000


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
