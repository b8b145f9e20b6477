"""The last change that crm committed: what it was, and what was there before."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.committing import MIXED, TRAILER, File, refuse_unfinished
from crmcli.store.git import git, is_work_tree
from crmcli.store.scan import read_bytes
from crmcli.store.tree import MAX_BYTES

UNDOES = "Undoes: "
_DEEP = 1_000  # commits looked through for one of ours


class LastChange(NamedTuple):
    """A commit made by crm that nothing was built on."""

    id: str
    subject: str
    files: Sequence[File]


def last_change(root: str) -> LastChange:
    """What would be undone? Raises CrmError when there is nothing, or when a file of it has changed since."""
    if not is_work_tree(root):
        raise CrmError(Message("undo-no-repository"), Message("not-a-repository-hint"), status=4)
    refuse_unfinished(root)
    commit, parent, subject = _find(root)
    return LastChange(commit, subject, [_on_disk(root, each, commit, subject) for each in _files(root, parent, commit)])


def _find(root: str) -> tuple[str, str, str]:
    told = git(root, "log", "--first-parent", f"--max-count={_DEEP}", "--encoding=UTF-8", "-z", "--format=%H%n%P%n%B", "HEAD", "--").stdout
    undone: set[str] = set()
    for entry in told.decode("utf-8", "replace").split("\0"):
        commit, _, rest = entry.partition("\n")
        parents, _, text = rest.partition("\n")
        lines = text.splitlines()
        undoes = {line.removeprefix(UNDOES) for line in lines if line.startswith(UNDOES)}
        undone |= undoes
        if commit in undone or undoes or not (TRAILER in lines or MIXED in lines):
            continue
        if MIXED in lines:
            raise CrmError(Message("undo-mixed", (lines[0],)), Message("undo-mixed-hint", (commit[:10],)), status=4)
        if not parents and b"\nparent " in git(root, "cat-file", "commit", commit).stdout.partition(b"\n\n")[0]:
            raise CrmError(Message("undo-cut-off", (lines[0],)), Message("undo-cut-off-hint"), status=4)
        return commit, parents.split()[0] if parents else "", lines[0]
    raise CrmError(Message("undo-nothing"), Message("undo-nothing-hint"), status=4)


def _files(root: str, parent: str, commit: str) -> list[File]:
    """What the commit changed, as git keeps it."""
    prefix = os.fsdecode(git(root, "rev-parse", "--show-prefix").stdout).rstrip("\n")
    against = [parent, commit] if parent else ["--root", commit]
    parts = git(root, "diff-tree", "-r", "-z", "--no-renames", "--no-commit-id", "--raw", "--no-abbrev", *against).stdout.split(b"\0")
    found = []
    for head, name in zip(parts[::2], parts[1::2], strict=False):
        *modes, old, new = head.decode().removeprefix(":").split()[:4]
        path = os.fsdecode(name)
        if not path.startswith(prefix) or any(mode.strip("0") and not mode.startswith("100") for mode in modes):
            raise CrmError(Message("undo-elsewhere", (path,)), status=4)
        found.append(File(path.removeprefix(prefix), _blob(root, old), _blob(root, new)))
    return found


def _blob(root: str, name: str) -> bytes | None:
    return None if not name.strip("0") else git(root, "cat-file", "blob", name).stdout


def _on_disk(root: str, file: File, commit: str, subject: str) -> File:
    """The file with the line ends that it has on disk. Raises CrmError when it is not what the commit made of it."""
    now = _now(root, file.path)
    if now == file.after:
        return file
    if now is not None and now.replace(b"\r\n", b"\n") == file.after:
        return File(file.path, None if file.before is None else file.before.replace(b"\n", b"\r\n"), now)
    raise CrmError(Message("undo-built-on", (subject, file.path)), Message("undo-built-on-hint", (commit[:10],)), status=4)


def _now(root: str, path: str) -> bytes | None:
    try:
        return read_bytes(root, path, MAX_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CrmError(Message("cannot-open", (path, error.strerror or "")), status=4) from None
