"""The last change that crm committed: what it was, and what was there before."""

import os
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.files.diff3 import lines_of, matches
from crmcli.store.files.scan import MAX_BESIDE, read_bytes
from crmcli.store.git.blob_names import blob_name
from crmcli.store.git.committing import MIXED, TRAILER, File, is_unfinished
from crmcli.store.git.git import git, is_work_tree

UNDOES = "Undoes: "
_DEEP = 1_000  # commits looked through for one of ours
_AT_ONCE = 200  # files whose contents are asked of git together


class LastChange(NamedTuple):
    """A commit made by crm; `changed` are the paths of its files."""

    id: str
    subject: str
    root: str
    changed: Mapping[str, tuple[str, str]]

    @property
    def files(self) -> Iterator[File]:
        """Each as it is now and as it was before. Raises CrmError when one has changed since."""
        rest = list(self.changed.items())
        for start in range(0, len(rest), _AT_ONCE):
            some = [
                _Named(path, old, new, _now(self.root, path))
                for path, (old, new) in rest[start : start + _AT_ONCE]
            ]
            wanted = {each.old for each in some} | {each.new for each in some if not each.is_kept}
            blobs = _blobs(self.root, {name for name in wanted if name.strip("0")}, self.id)
            for each in some:
                after = each.now if each.is_kept else blobs.get(each.new)
                file = File(each.path, blobs.get(each.old), after)
                yield _on_disk(self.root, file, each.now, self.id, self.subject)


class _Named(NamedTuple):
    """A file by its names in git before and after, and what it says on disk."""

    path: str
    old: str
    new: str
    now: bytes | None

    @property
    def is_kept(self) -> bool:
        """Does it say on disk what git has?"""
        if self.now is None:
            return not self.new.strip("0")
        return blob_name(self.now, len(self.new)) == self.new


class _Commit(NamedTuple):
    id: str
    parents: list[str]
    author: str
    lines: list[str]

    @property
    def undoes(self) -> set[str]:
        return {line.removeprefix(UNDOES) for line in self.lines if line.startswith(UNDOES)}


def last_change(root: str, mine: Collection[str]) -> LastChange:
    """What would be undone, of what whoever has these addresses committed (anybody, if none is
    known)? Raises CrmError when there is nothing.
    """
    if not is_work_tree(root):
        raise CrmError(Message("error-undo-no-repository"), Message("hint-undo-nothing"), status=4)
    if is_unfinished(root):
        raise CrmError(Message("error-undo-merging"), Message("hint-undo-merging"), status=4)
    found = _find(root, {each.casefold() for each in mine if each})
    parent, subject = found.parents[0] if found.parents else "", found.lines[0]
    return LastChange(found.id, subject, root, _changed(root, parent, found.id))


def commits_that_undo(root: str, tip: str) -> set[str]:
    """The commits up to this one by which `crm undo` took back others."""
    words = ("log", "--first-parent", f"--grep=^{UNDOES}", "--format=%H", tip, "--")
    return set(git(root, *words).stdout.decode().split())


def _find(root: str, mine: set[str]) -> _Commit:
    commits = list(_commits(root))
    known = {each.id for each in commits}
    undone: set[str] = set()
    rebased = 0  # undone ones whose names a rebase changed since: each is the next that is met
    for each in commits:
        undone |= each.undoes
        if mine and each.author.casefold() not in mine:
            continue
        rebased += len(each.undoes - known)
        if each.id in undone or each.undoes or not (TRAILER in each.lines or MIXED in each.lines):
            continue
        if MIXED in each.lines:
            raise CrmError(
                Message("error-undo-mixed", (each.lines[0],)),
                Message("hint-undo-mixed", (each.id[:10],)),
                status=4,
            )
        if rebased:
            rebased -= 1
            continue
        if (
            not each.parents
            and b"\nparent "
            in git(root, "cat-file", "commit", each.id).stdout.partition(b"\n\n")[0]
        ):
            raise CrmError(
                Message("error-undo-cut-off", (each.lines[0],)),
                Message("hint-undo-cut-off"),
                status=4,
            )
        return each
    raise CrmError(Message("error-undo-nothing"), Message("hint-undo-nothing"), status=4)


def _commits(root: str) -> Iterator[_Commit]:
    told = git(
        root,
        "log",
        "--first-parent",
        f"--max-count={_DEEP}",
        "--encoding=UTF-8",
        "-z",
        "--format=%H%n%P%n%ae%n%B",
        "HEAD",
        "--",
    ).stdout
    for entry in filter(None, told.decode("utf-8", "replace").split("\0")):
        commit, parents, author, text = entry.split("\n", 3)
        yield _Commit(commit, parents.split(), author, text.splitlines())


def _changed(root: str, parent: str, commit: str) -> dict[str, tuple[str, str]]:
    """What the commit changed: each path with its names in git before and after."""
    prefix = os.fsdecode(git(root, "rev-parse", "--show-prefix").stdout).rstrip("\n")
    against = [parent, commit] if parent else ["--root", commit]
    parts = git(
        root,
        "diff-tree",
        "-r",
        "-z",
        "--no-renames",
        "--no-commit-id",
        "--raw",
        "--no-abbrev",
        *against,
    ).stdout.split(b"\0")
    found: dict[str, tuple[str, str]] = {}
    for head, name in zip(parts[::2], parts[1::2], strict=False):
        *modes, old, new = head.decode().removeprefix(":").split()[:4]
        path = os.fsdecode(name)
        if not path.startswith(prefix) or any(
            mode.strip("0") and not mode.startswith("100") for mode in modes
        ):
            raise CrmError(Message("error-undo-elsewhere", (path,)), status=4)
        found[path.removeprefix(prefix)] = (old, new)
    return found


def _blobs(root: str, names: Collection[str], commit: str) -> dict[str, bytes]:
    """The contents by these names.

    Raises CrmError where this clone has left them out.
    """
    asked = "".join(f"{name}\n" for name in names).encode()
    said = git(root, "cat-file", "--batch", given=asked).stdout if names else b""
    found, at = {}, 0
    while at < len(said):
        end = said.index(b"\n", at)
        name, kind, *size = said[at:end].decode().split()
        if kind != "blob":
            break
        at = end + 1 + int(size[0])
        found[name] = said[end + 1 : at]
        at += 1
    if len(found) < len(names):
        raise CrmError(
            Message("error-undo-left-out", (commit[:10],)),
            Message("hint-undo-left-out", (commit[:10],)),
            status=4,
        )
    return found


def _on_disk(root: str, file: File, now: bytes | None, commit: str, subject: str) -> File:
    """The file with the line ends that it has on disk.

    Raises CrmError when it is not what the commit made of it.
    """
    if now == file.after:
        return file
    if now is not None and now.replace(b"\r\n", b"\n") == file.after:
        return File(
            file.path,
            None if file.before is None else _ended_like(now, file.after, file.before),
            now,
        )
    here, there = (
        git(root, "rev-parse", "--verify", "--quiet", f"{each}:./{file.path}").stdout
        for each in ("HEAD", commit)
    )
    hint = (
        Message("hint-undo-built-uncommitted", (file.path,))
        if here == there
        else Message("hint-undo-built-on", (commit[:10],))
    )
    raise CrmError(Message("error-undo-built-on", (subject, file.path)), hint, status=4)


def _ended_like(now: bytes, after: bytes, before: bytes) -> bytes:
    """What was before, with the line ends it had on disk: what stands there still as it stands
    there, the rest as Windows ends lines.
    """
    disk, new, old = (lines_of(each.decode("latin-1")) for each in (now, after, before))
    found = [line.removesuffix("\n") + "\r\n" if line.endswith("\n") else line for line in old]
    for start, place, length in matches(old, new):
        found[start : start + length] = disk[place : place + length]
    return "".join(found).encode("latin-1")


def _now(root: str, path: str) -> bytes | None:
    try:
        return read_bytes(root, path, MAX_BESIDE)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CrmError(Message("error-cannot-open", (path, reason_of(error))), status=4) from None
