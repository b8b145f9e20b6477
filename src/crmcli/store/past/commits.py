"""Which commits does git tell of, and what did each change in the book?"""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, tzinfo
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.files.scan import ACCOUNTS, SUFFIX, read_bytes
from crmcli.store.git.git import git, git_tokens, is_untrusted, untrusted
from crmcli.store.past.objects import left_out

FIRST, _LAST = date(1969, 12, 1), date(9900, 1, 1)  # no commit is told to be from before or after


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


CHANGED = (
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


class Commits:
    """The commits of a repository, on the days of the book's zone; None is this machine's."""

    def __init__(self, root: str, zone: tzinfo | None) -> None:
        self.root, self.zone = root, zone

    def walk(self, tip: str, *words: str) -> Iterator[Commit]:
        """Those before a commit, the newest first."""
        for commit, _ in self.changed(tip, words, ()):
            yield commit

    def changed(
        self, tip: str, words: tuple[str, ...], paths: tuple[str, ...]
    ) -> Iterator[tuple[Commit, list[Change]]]:
        """The same, each with what it changed in the files of these paths."""
        try:
            with closing(
                git_tokens(
                    self.root, *_WALK, *words, _FORMAT, "--end-of-options", tip, "--", *paths
                )
            ) as tokens:
                yield from self._parsed(tokens)
        except CrmError as error:
            raise left_out(self.root) or error from None

    def cut(self) -> Cut:
        """Where the history of a shallow clone was cut off."""
        listed = os.path.join(
            self.root,
            os.fsdecode(git(self.root, "rev-parse", "--git-path", "shallow").stdout.rstrip(b"\n")),
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
        days = [FIRST, *(self.moment(seconds.decode()).date() for seconds in told)]
        return Cut(frozenset(ids), max(days) if ids else None)

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
        return Commit(oid, self.moment(seconds), who, email, subject, tuple(parents.split()), tree)

    def moment(self, seconds: str) -> datetime:
        """Seconds since 1970 in the book's zone; the calendar's ends for a commit from outside of
        it.
        """
        number = min(max(int(seconds or 0), 0), 250_000_000_000)
        moment = datetime.fromtimestamp(number, self.zone)
        return moment if self.zone is not None else moment.astimezone()

    def start(self, day: date) -> datetime:
        """The first moment of that day in the book's zone."""
        moment = datetime.combine(min(max(day, FIRST), _LAST), time(), self.zone)
        return moment if self.zone is not None else moment.astimezone()


def repository_of(root: str) -> Repository:
    """The repository that the folder is in.

    Raises CrmError when there is none, or none with files.
    """
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
