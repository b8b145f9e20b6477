"""Commits of exactly the files a command changed, made without anything a repository's configuration could run."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.git import git, is_work_tree

TRAILER = "Written-by: crm"
MIXED = f"{TRAILER}, over changes by hand"  # a commit that holds more than the command did: git saw neither before
_IDENTITY = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE")
_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD")
_AS_GIT_KEEPS_IT = ("-c", "core.safecrlf=false", "hash-object", "--stdin")  # line ends as the repository wants them
_GONE = "0"  # the mode that takes a file out of the index


class File(NamedTuple):
    """One file of a change, by its path from the book's folder. None where there was or is none."""

    path: str
    before: bytes | None
    after: bytes | None


class Kept(NamedTuple):
    """A file as a commit has it."""

    mode: str
    blob: str


def commit(root: str, files: Sequence[File], message: str, trailer: str = "") -> str:
    """Commit these files as the command left them, and nothing else; returns the commit's id, empty if git has it all or ignores them.

    What is staged beside them stays staged. No hook, filter or signing program runs. Raises CrmError, and then nothing is committed.
    """
    refuse_unfinished(root)
    files = _watched(root, [_behind_links(root, each) for each in files])
    if not files:
        return ""
    _refuse_filtered(root, [each.path for each in files])
    head = _one(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    kept = _kept(root, head, [each.path for each in files]) if head else {}
    lines = b"".join(_line(root, each, kept.get(each.path)) for each in files)
    tree = _tree(root, head, lines)
    if head and tree == _one(root, "rev-parse", "--verify", f"{head}^{{tree}}"):
        return ""
    by_hand = any(_is_other(root, each, kept.get(each.path)) for each in files)
    text = "".join(f"{line}\n" for line in (message, "", MIXED if by_hand else TRAILER, *filter(None, [trailer])))
    who = {name: os.environ[name] for name in _IDENTITY if name in os.environ}
    parent = ["-p", head] if head else []
    made = _must(root, "-c", "i18n.commitEncoding=UTF-8", "commit-tree", tree, *parent, given=text.encode("utf-8", "surrogateescape"), extra=who)
    _must(root, "update-index", "-z", "--index-info", given=lines)  # first: whatever ends this early leaves the files staged, not taken back
    _must(root, "update-ref", "-m", f"crm: {message.splitlines()[0]}", "HEAD", made, head or "0" * len(made), extra=who)
    return made


def refuse_unfinished(root: str) -> None:
    """Raises CrmError where there is no repository, or one in the middle of a merge."""
    if not is_work_tree(root):
        raise CrmError(Message("commit-no-repository"), Message("not-a-repository-hint"), status=4)
    own = _one(root, "rev-parse", "--absolute-git-dir")
    if any(os.path.exists(os.path.join(own, name)) for name in _UNFINISHED) or _one(root, "ls-files", "-z", "--unmerged"):
        raise CrmError(Message("commit-merging"), Message("commit-merging-hint"), status=4)


def _behind_links(root: str, file: File) -> File:
    """The file that was written, where its name is a link to another one of the book."""
    real = os.path.relpath(os.path.realpath(os.path.join(root, file.path)), os.path.realpath(root))
    return file if file.after is None else file._replace(path=real.replace(os.sep, "/"))


def _watched(root: str, files: Sequence[File]) -> list[File]:
    """Those that git is not told to ignore."""
    listed = git(root, "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", *[each.path for each in files]).stdout
    ignored = set(os.fsdecode(listed).split("\0"))
    return [each for each in files if each.path not in ignored]


def _refuse_filtered(root: str, paths: Sequence[str]) -> None:
    """A filter may encrypt or cut what is committed: without running it, nothing may be."""
    told = os.fsdecode(git(root, "check-attr", "-z", "filter", "--", *paths).stdout).split("\0")
    for path, name in zip(told[::3], told[2::3], strict=False):
        if any(_one(root, "config", f"filter.{name}.{part}") for part in ("clean", "process")):
            raise CrmError(Message("commit-filtered", (path, name)), Message("commit-filtered-hint"), status=4)


def _kept(root: str, head: str, paths: Sequence[str]) -> dict[str, Kept]:
    """The files as the last commit has them."""
    entries = (entry.partition("\t") for entry in os.fsdecode(git(root, "ls-tree", "-z", head, "--", *paths).stdout).split("\0") if entry)
    return {path: Kept(head.split()[0], head.split()[2]) for head, _, path in entries}


def _line(root: str, file: File, kept: Kept | None) -> bytes:
    """A file for the index: its mode, its contents' name, its path from the repository's top."""
    blob = _must(root, *_AS_GIT_KEEPS_IT, "-w", f"--path={file.path}", given=file.after or b"")  # of nothing too: a name of the right length
    mode = _GONE if file.after is None else _mode(root, file.path, kept)
    return f"{mode} {blob}\t".encode() + os.fsencode(f"{_one(root, 'rev-parse', '--show-prefix')}{file.path}") + b"\0"


def _mode(root: str, path: str, kept: Kept | None) -> str:
    if _one(root, "config", "--type=bool", "core.fileMode") == "false":
        return kept.mode if kept else "100644"
    return "100755" if os.stat(os.path.join(root, path)).st_mode & 0o100 else "100644"


def _tree(root: str, head: str, lines: bytes) -> str:
    """The tree of the last commit with these files in it, put together beside the index."""
    with tempfile.TemporaryDirectory(prefix="crm-") as folder:
        index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
        _must(root, "read-tree", *([head] if head else ["--empty"]), extra=index)
        _must(root, "update-index", "-z", "--index-info", extra=index, given=lines)
        return _must(root, "write-tree", "--missing-ok", extra=index)  # a clone may have left out what nobody looked at yet


def _is_other(root: str, file: File, kept: Kept | None) -> bool:
    """Did the last commit have another file than the one the command started from?"""
    if file.before is None or kept is None:
        return file.before is not None or kept is not None
    return _must(root, *_AS_GIT_KEEPS_IT, f"--path={file.path}", given=file.before) != kept.blob


def _one(root: str, *arguments: str) -> str:
    return os.fsdecode(git(root, *arguments).stdout).rstrip("\n")


def _must(root: str, *arguments: str, extra: Mapping[str, str] = MappingProxyType({}), given: bytes = b"") -> str:
    done = git(root, *arguments, extra=extra, given=given)
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise CrmError(Message("commit-failed", (why[0] if why else arguments[0],)), Message("commit-failed-hint"), status=4)
    return os.fsdecode(done.stdout).rstrip("\n")
