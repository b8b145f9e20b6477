"""Commits of exactly the files a command changed, made without anything a repository's
configuration could run.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.files.together import Changed
from crmcli.store.git.contents import Contents
from crmcli.store.git.git import git, is_work_tree
from crmcli.store.git.hooks import after, passed
from crmcli.store.git.plumbing import must, names, one, told

TRAILER = "Written-by: crm"
# a commit that holds more than the command did: git saw neither before
MIXED = f"{TRAILER}, over changes by hand"
_IDENTITY = (
    "GIT_AUTHOR_NAME",
    "GIT_AUTHOR_EMAIL",
    "GIT_AUTHOR_DATE",
    "GIT_COMMITTER_NAME",
    "GIT_COMMITTER_EMAIL",
    "GIT_COMMITTER_DATE",
)
_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
# so many paths are looked for by their names; for more of them git lists the folders they are in
_FEW = 50
# nothing, as git names it in both its ways
_EMPTY = (
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)


class File(NamedTuple):
    """One file of a change, by its path from the book's folder. None where there was or is none."""

    path: str
    before: bytes | None
    after: bytes | None


class Kept(NamedTuple):
    """A file as a commit has it."""

    mode: str
    blob: str


def commit(
    root: str, files: Sequence[Changed], message: str, trailer: str = "", *, hooks: bool = False
) -> str:
    """Commit these files as the command left them, and nothing else; returns the commit's id, empty
    if git has it all or ignores them.

    What is staged beside them stays staged. No filter or signing program runs, and no hook unless
    asked for. Raises CrmError, and then nothing is committed.
    """
    _refuse_unfit(root)
    files = _watched(root, [_behind_links(root, each) for each in files])
    if not files:
        return ""
    paths = [each.path for each in files]
    contents = Contents(root, _refuse_filtered(root, paths))
    head = one(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    kept = (
        {
            path: Kept(mode, blob)
            for path, (mode, _, blob) in _listed(root, paths, "ls-tree", "-r", "-z", head)
        }
        if head
        else {}
    )
    by_hand = _by_hand(root, files, kept, contents)
    top = one(root, "rev-parse", "--show-prefix")
    modes = _modes(root, files, kept)
    # of nothing too: a name of the right length
    blobs = contents.kept(_Contents({each.path: each for each in files}))
    lines = b"".join(
        f"{modes[path]} {blob}\t".encode() + os.fsencode(f"{top}{path}") + b"\0"
        for path, blob in blobs.items()
    )
    tree = _tree(root, head, lines)
    if head and not _differs(root, head, tree, {f"{top}{path}" for path in paths}):
        return ""
    trailers = (message, "", MIXED if by_hand else TRAILER, *filter(None, [trailer]))
    text = "".join(f"{line}\n" for line in trailers)
    if hooks:
        text = passed(root, tree, text)
    made = _recorded(root, head, tree, text, lines, message.splitlines()[0])
    if hooks:
        after(root)
    return made


def _refuse_unfit(root: str) -> None:
    """Raises CrmError where nothing can be committed: no repository, or one that is not ours or in
    the middle of something.
    """
    try:
        found = is_work_tree(root)
    except CrmError as untrusted:
        raise CrmError(
            Message("error-commit-untrusted", (root,)), untrusted.hint, status=4
        ) from None
    if not found:
        raise CrmError(
            Message("error-commit-no-repository"), Message("hint-commit-no-repository"), status=4
        )
    if is_unfinished(root):
        raise CrmError(Message("error-commit-merging"), Message("hint-commit-merging"), status=4)


def _recorded(root: str, head: str, tree: str, text: str, lines: bytes, about: str) -> str:
    """The commit of that tree upon the last one, once the branch and the index know it."""
    who = {name: os.environ[name] for name in _IDENTITY if name in os.environ}
    made = must(
        root,
        "-c",
        "i18n.commitEncoding=UTF-8",
        "commit-tree",
        tree,
        *(["-p", head] if head else []),
        given=text.encode("utf-8", "surrogateescape"),
        extra=who,
    )
    # first: whatever ends this early leaves the files staged, not taken back
    must(root, "update-index", "-z", "--index-info", given=lines)
    must(
        root,
        "update-ref",
        "-m",
        f"crm: {about}",
        "HEAD",
        made,
        head or "0" * len(made),
        extra=who,
    )
    return made


def is_unfinished(root: str) -> bool:
    """Is the repository in the middle of a merge, a rebase, or the like?"""
    own = one(root, "rev-parse", "--absolute-git-dir")
    return any(os.path.exists(os.path.join(own, name)) for name in _UNFINISHED) or bool(
        one(root, "ls-files", "-z", "--unmerged")
    )


def is_on_branch(root: str) -> bool:
    """Does a branch keep what is committed now?"""
    return git(root, "symbolic-ref", "--quiet", "HEAD").returncode == 0


class _Contents(Mapping[str, bytes]):
    """What each file says, nothing where it is gone; not all at once."""

    def __init__(self, files: Mapping[str, Changed]) -> None:
        self._files = files

    def __getitem__(self, path: str) -> bytes:
        return self._files[path].after or b""

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class _Before(_Contents):
    def __getitem__(self, path: str) -> bytes:
        return self._files[path].before or b""


def _behind_links(root: str, file: Changed) -> Changed:
    """The file that was written, where its name is a link to another one of the book."""
    real = os.path.relpath(os.path.realpath(os.path.join(root, file.path)), os.path.realpath(root))
    path = real.replace(os.sep, "/")
    if file.after is None or path == file.path:
        return file
    return File(path, file.before, file.after)


def _watched(root: str, files: Sequence[Changed]) -> list[Changed]:
    """Those that git is not told to ignore."""
    ignored = set(
        names(
            root,
            "ls-files",
            "-z",
            "--others",
            "--ignored",
            "--exclude-standard",
            paths=_asked([each.path for each in files]),
        )
    )
    return [each for each in files if each.path not in ignored]


def _refuse_filtered(root: str, paths: Sequence[str]) -> set[str]:
    """The paths that are in another encoding on disk.

    A filter may encrypt or cut what is committed: without running it, nothing may be.
    """
    said = told(root, "check-attr", "filter", "working-tree-encoding", paths=paths)
    filtered: dict[str, str] = {}  # by filter, one path of it
    encoded = set()
    for path, name, value in zip(said[::3], said[1::3], said[2::3], strict=True):
        if name == "filter":
            filtered.setdefault(value, path)
        elif value not in ("unspecified", "unset"):
            encoded.add(path)
    for name, path in filtered.items():
        if any(one(root, "config", f"filter.{name}.{part}") for part in ("clean", "process")):
            raise CrmError(
                Message("error-commit-filtered", (path, name)),
                Message("hint-commit-filtered"),
                status=4,
            )
    return encoded


def _listed(root: str, paths: Sequence[str], *arguments: str) -> Iterator[tuple[str, list[str]]]:
    """The files that a tree or the index has, and what it says of each."""
    wanted = frozenset(paths)
    entries = (entry.partition("\t") for entry in names(root, *arguments, paths=_asked(paths)))
    return ((path, said.split()) for said, _, path in entries if path in wanted)


def _asked(paths: Sequence[str]) -> Sequence[str]:
    """What git is asked for to hear of these paths: of many, the folders they are in."""
    return paths if len(paths) <= _FEW else sorted({path.split("/")[0] for path in paths})


def _by_hand(
    root: str, files: Sequence[Changed], kept: Mapping[str, Kept], contents: Contents
) -> bool:
    """Had somebody changed one of the files since the last commit?

    Raises CrmError where that stands in the index alone: the commit would take it out.
    """
    staged = {
        path: blob
        for path, (_, blob, _) in _listed(
            root, [each.path for each in files], "ls-files", "-z", "--stage"
        )
    }
    found = False
    before = contents.names(_Before({each.path: each for each in files if each.before is not None}))
    for each in files:
        head, index = kept[each.path].blob if each.path in kept else None, staged.get(each.path)
        was = before.get(each.path)
        if index not in (head, was, *_EMPTY):
            raise CrmError(
                Message("error-commit-staged", (each.path,)),
                Message("hint-commit-staged"),
                status=4,
            )
        found = found or was != head
    return found


def _modes(root: str, files: Sequence[Changed], kept: Mapping[str, Kept]) -> dict[str, str]:
    """What git says of who may run each file; `0` of one that is gone."""
    if one(root, "config", "--type=bool", "core.fileMode") == "false":
        found = {
            each.path: kept[each.path].mode if each.path in kept else "100644" for each in files
        }
    else:
        found = {
            each.path: "100755"
            if os.stat(os.path.join(root, each.path)).st_mode & 0o100
            else "100644"
            for each in files
            if each.after is not None
        }
    return found | {each.path: "0" for each in files if each.after is None}


def _tree(root: str, head: str, lines: bytes) -> str:
    """The tree of the last commit with these files in it, put together beside the index."""
    try:
        with tempfile.TemporaryDirectory(prefix="crm-") as folder:
            index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
            must(root, "read-tree", *([head] if head else ["--empty"]), extra=index)
            must(root, "update-index", "-z", "--index-info", extra=index, given=lines)
            # a clone may have left out what nobody looked at yet
            return must(root, "write-tree", "--missing-ok", extra=index)
    except OSError as error:  # no room for what is temporary
        raise CrmError(
            Message("error-commit-failed", (reason_of(error),)),
            Message("hint-commit-failed"),
            status=4,
        ) from None


def _differs(root: str, head: str, tree: str, ours: set[str]) -> bool:
    """Does the tree change anything?

    Raises CrmError where that is another file: a submodule, or a file where a folder is now.
    """
    changed = set(names(root, "diff-tree", "-r", "--no-renames", "--name-only", "-z", head, tree))
    if astray := sorted(changed - ours):
        raise CrmError(
            Message("error-commit-elsewhere", (astray[0],)),
            Message("hint-commit-elsewhere"),
            status=4,
        )
    return bool(changed)
