"""Files of the book that git has been told to leave out of this checkout, or not to look at: read
from its index, without starting git.

A sparse checkout, `git update-index --skip-worktree` and `--assume-unchanged` mark entries of the
index. A file that is marked and not on disk was not removed by anybody: an answer without it would
be wrong. One that is not marked was.
"""

import os
from typing import TYPE_CHECKING, NamedTuple

from crmcli.store.files.scan import ACCOUNTS, POLICY, SUFFIX, holder, read_bytes

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache

# of the index: path, size, mtime_ns, inode; all empty where there is none
Stamp = tuple[str, int, int, int]
NOWHERE: Stamp = ("", 0, 0, 0)
_KEY = "index"
_LARGEST = 1 << 30
# bytes, of an index whose contents are named in SHA-1
_HEAD, _ENTRY, _CHECKSUM, _EXTENSION = (
    12,
    62,
    20,
    8,
)
_ASSUMED, _EXTENDED, _STAGE, _LENGTH = 0x8000, 0x4000, 0x3000, 0x0FFF
_SKIPPED = 0x4000  # in the extended flags


class _Unknown(Exception):
    """An index of another kind than ours: git is asked instead."""


class Index(NamedTuple):
    """Where the index of the book's repository is, and below which folder of the repository the
    book lies (empty, or with a slash at its end).
    """

    stamp: Stamp
    prefix: str


def index_of(root: str) -> Index:
    """The index of the repository that a book is in, as the file system knows it.

    Two or three looks at files, no more.
    """
    here = os.path.realpath(root)
    top = holder(here, ".git")
    if top is None:
        return Index(NOWHERE, "")
    path = os.path.join(_git_folder(top), "index")
    prefix = "" if top == here else f"{os.path.relpath(here, top)}/".replace(os.sep, "/")
    try:
        stat = os.stat(path)
    except OSError:
        return Index(NOWHERE, prefix)
    return Index((path, stat.st_size, stat.st_mtime_ns, stat.st_ino), prefix)


def git_folder_of(root: str) -> str | None:
    """The folder git keeps its own in, of the repository that a book is in; None where it is in
    none.
    """
    top = holder(os.path.realpath(root), ".git")
    return None if top is None else _git_folder(top)


def _git_folder(top: str) -> str:
    """The folder git keeps its own in: `.git`, or where the file of that name says, as in another
    work tree of a repository.
    """
    path = os.path.join(top, ".git")
    if not os.path.isdir(path):
        try:
            said = read_bytes(top, ".git", 1 << 16)
        except OSError:
            return path
        if said.startswith(b"gitdir:"):
            return os.path.join(top, os.fsdecode(said[7:].strip()))
    return path


def recorded_states(root: str) -> tuple[tuple[str, int, int], ...]:
    """What the file system says of that which git writes when something is staged, committed,
    switched or merged.
    """
    index = index_of(root).stamp[0]
    if not index:
        return ()
    folder, found = os.path.dirname(index), []
    for name in ("index", "HEAD", "logs/HEAD", "MERGE_HEAD"):
        try:
            stat = os.stat(os.path.join(folder, name))
        except OSError:
            continue
        found.append((name, stat.st_size, stat.st_mtime_ns))
    return tuple(found)


def recalled(root: str, cache: "Cache") -> list[str] | None:
    """The marked files of the book as the last run found them; None once the index is another
    one.
    """
    known = cache.get(_KEY)
    return known[1] if known is not None and known[0] == index_of(root).stamp else None


def marked(root: str, cache: "Cache | None") -> list[str]:
    """The files of the book, by their paths, that git was told to leave out or not to look at.

    Read again only when the index has changed.
    """
    index = index_of(root)
    known = cache.get(_KEY) if cache else None
    if known is not None and known[0] == index.stamp:
        return list(known[1])
    found = _read(root, index)
    if cache:
        cache.put(_KEY, (index.stamp, found))
    return found


def _read(root: str, index: Index) -> list[str]:
    if index.stamp == NOWHERE:
        return []
    try:
        names = _flagged(read_bytes("", index.stamp[0], _LARGEST))
    except OSError:
        return []
    except (_Unknown, ValueError, IndexError):
        return _asked(root)
    prefix = os.fsencode(index.prefix)
    if any(
        name.endswith(b"/") and (name.startswith(prefix) or prefix.startswith(name))
        for name in names
    ):
        return _asked(root)  # a folder as a whole: git knows which files are in it
    return sorted(
        filter(
            _is_ours,
            (os.fsdecode(name[len(prefix) :]) for name in names if name.startswith(prefix)),
        )
    )


def without_policy(start: str, *, upwards: bool = True) -> str | None:
    """The nearest folder upwards, or this one alone, whose crm.yaml git has and was told to leave
    out: a book, and none that can be opened.
    """
    index = index_of(start)
    if index.stamp == NOWHERE:
        return None
    parts = index.prefix.split("/")[:-1]
    folders = ["".join(f"{part}/" for part in parts[:count]) for count in range(len(parts), -1, -1)]
    paths = [f"{folder}{POLICY}" for folder in (folders if upwards else folders[:1])]
    here = os.path.realpath(start)
    top = os.path.normpath(os.path.join(here, *[os.pardir] * len(parts)))
    held = _held(top, index, paths)
    found = next(
        (path for path in paths if path in held and not os.path.lexists(os.path.join(top, path))),
        None,
    )
    return None if found is None else os.path.dirname(os.path.join(top, found))


def _held(top: str, index: Index, paths: list[str]) -> set[str]:
    """Which of these, from the repository's top, are marked."""
    try:
        names = _flagged(read_bytes("", index.stamp[0], _LARGEST))
    except OSError:
        return set()
    except (_Unknown, ValueError, IndexError):
        return set(_told(top, *paths))
    if any(
        name.endswith(b"/") and os.fsencode(path).startswith(name)
        for name in names
        for path in paths
    ):
        return set(_told(top, *paths))  # a folder as a whole
    return {os.fsdecode(name) for name in names}


def _is_ours(path: str) -> bool:
    return path == POLICY or (
        path.startswith(f"{ACCOUNTS}/") and path.endswith(SUFFIX) and "/." not in path
    )


def _flagged(data: bytes) -> list[bytes]:
    """The marked entries' names from the repository's top; a folder's ends with a slash.

    Raises _Unknown for an index of another form.
    """
    version, count = int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")
    if data[:4] != b"DIRC" or version not in (2, 3):
        raise _Unknown
    found, place = [], _HEAD
    for _ in range(count):
        flags = data[place + 60] << 8 | data[place + 61]
        start = place + _ENTRY + (2 if flags & _EXTENDED else 0)
        length = flags & _LENGTH
        end = start + length if length < _LENGTH else data.index(b"\0", start)
        if data[end]:
            raise _Unknown  # contents with longer names, or what is no index
        if flags & (_ASSUMED | _EXTENDED):
            extended = (data[place + 62] << 8 | data[place + 63]) if flags & _EXTENDED else 0
            if (flags & _ASSUMED or extended & _SKIPPED) and not flags & _STAGE:
                found.append(data[start:end])
        place += (end - place + 8) & ~7
    while place < len(data) - _CHECKSUM:
        if data[place : place + 4] == b"link":
            raise _Unknown  # most entries are in another file
        place += _EXTENSION + int.from_bytes(data[place + 4 : place + 8], "big")
    if place != len(data) - _CHECKSUM:
        raise _Unknown
    return found


def _asked(root: str) -> list[str]:
    """The same from git itself: for an index that is compressed, split or sparse, or whose contents
    are named in another way.
    """
    return sorted(filter(_is_ours, _told(root, POLICY, ACCOUNTS)))


def _told(folder: str, *paths: str) -> list[str]:
    """What git says is marked of these."""
    from crmcli.domain.errors import CrmError
    from crmcli.store.git.git import git

    try:
        told = git(folder, "ls-files", "-z", "-v", "--", *paths)
    except CrmError:
        return []
    return [
        os.fsdecode(line[2:])
        for line in told.stdout.split(b"\0")
        if line[:1] == b"S" or line[:1].islower()
    ]
