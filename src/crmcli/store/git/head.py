"""Which commit does the book stand on? Read from git's own files, without starting git."""

import os

from crmcli.store.files.scan import read_bytes
from crmcli.store.git.kept_back import git_folder_of

_LARGEST = 1 << 24  # bytes of a file of git's own
_REF = b"ref: refs/"
NO_REPOSITORY = "no repository"


def history_of(root: str) -> str:
    """What an answer about the past depends on besides the files: the commit that HEAD is, and
    where the history was cut off when it was cloned. Empty where that cannot be told at a glance:
    no commit yet, or branches that git keeps in another way.
    """
    folder = git_folder_of(root)
    if folder is None:
        return NO_REPOSITORY
    try:
        common = _shared(folder)
        commit = _commit(folder, common)
        cut = read_bytes(common, "shallow", _LARGEST) if _has(common, "shallow") else b""
    except (OSError, ValueError):
        return ""
    return f"{commit} {len(cut)} {_name_of(cut)}" if commit else ""


def stands_at(root: str, history: str) -> bool:
    """Does the book still stand there, and does git itself say so?"""
    if not history or history_of(root) != history:
        return False
    if history == NO_REPOSITORY:
        return True
    from crmcli.store.git.git import git

    told = git(root, "rev-parse", "--verify", "--quiet", "HEAD").stdout
    return told.decode("ascii", "replace").strip() == history.partition(" ")[0]


def _name_of(data: bytes) -> str:
    """A short name of some bytes; nothing for none."""
    import zlib

    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}" if data else ""


def _has(folder: str, name: str) -> bool:
    return os.path.lexists(os.path.join(folder, name))


def _shared(folder: str) -> str:
    """Where the work trees of one repository keep what they share."""
    if not _has(folder, "commondir"):
        return folder
    return os.path.join(folder, os.fsdecode(read_bytes(folder, "commondir", _LARGEST).strip()))


def _commit(folder: str, common: str) -> str:
    head = read_bytes(folder, "HEAD", _LARGEST).strip()
    if not head.startswith(_REF):
        return _is_id(head)
    name = head[len(b"ref: ") :]
    try:
        return _is_id(read_bytes(common, os.fsdecode(name), _LARGEST).strip())
    except FileNotFoundError:
        packed = read_bytes(common, "packed-refs", _LARGEST).split(b"\n")
    lines = (line.partition(b" ") for line in packed)
    return next((_is_id(commit) for commit, _, branch in lines if branch.strip() == name), "")


def _is_id(said: bytes) -> str:
    """The id of a commit; nothing for any other word."""
    text = said.decode("ascii", "replace")
    return text if len(text) in (40, 64) and not text.strip("0123456789abcdef") else ""
