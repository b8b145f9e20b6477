"""Which files make up a book, and what the file system knows of each.

Imports next to nothing: every start runs it.
"""

import os
import time
from collections.abc import Iterable
from typing import NamedTuple

Entry = tuple[str, int, int, int, int]  # path from the book's root, size, mtime_ns, ctime_ns, inode

POLICY = "crm.yaml"
ACCOUNTS = "accounts"
SUFFIX = ".yaml"
CHANGE = ".crm-change"  # the folder of a change of several files that is being made, or was cut off
UNFINISHED = "unfinished-change"  # the reason why it is told: the files may be half of it
# Names that end so, in capitals or not, are meant as accounts: what an editor made of it.
NEARLY = (".yml", ".yaml", ".yaml.txt", ".yml.txt")
MAX_BYTES = 4 * 1024 * 1024  # of one file: whatever is larger is no record that somebody wrote
# bytes of a file beside the records: what an import remembers is the largest
MAX_BESIDE = 256 << 20
MISSING = "file-not-here"  # the reason for a file that git has and this checkout has not
NOT_FOLLOWED = ("file-link-leaves", "file-special")  # the reasons for files that nobody opens
_KIND, _REGULAR, _FOLDER, _LINK = 0o170000, 0o100000, 0o040000, 0o120000
_BY_HANDLE = os.scandir in os.supports_fd and hasattr(os, "O_DIRECTORY")
_MORE = 1 << 16  # bytes asked for at once beyond a file's own size: mostly there are none


class Scan(NamedTuple):
    """The files to read, those refused with the reason (a message key), and the time before any of
    them was looked at.
    """

    root: str
    entries: list[Entry]
    refused: list[tuple[str, str]]
    began: float = 0.0


def find_root(start: str) -> str | None:
    """The nearest folder upwards that holds a crm.yaml."""
    return holder(os.path.abspath(start), POLICY)


def holder(folder: str, name: str) -> str | None:
    """The nearest folder, this one or upwards, that holds something of that name."""
    while not os.path.lexists(os.path.join(folder, name)):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def scan(root: str, marked: Iterable[str] = ()) -> Scan:
    """Every account file of the book and its crm.yaml.

    Links that leave the book are refused, folders behind links not entered.

    `marked`: files git was told to leave out or not to look at; those that are not on disk are
    missing, not removed.
    """
    found = glance(root)
    found.refused.extend(
        (path, MISSING)
        for path in marked
        if path != POLICY and not os.path.lexists(os.path.join(root, path))
    )
    if os.path.islink(os.path.join(root, ACCOUNTS)) and not _stays(root, ACCOUNTS):
        found.refused.append((ACCOUNTS, "file-link-leaves"))
        return found
    folders = [ACCOUNTS]
    for folder in folders:  # grows while it is walked
        _walk(root, folder, folders, found)
    return found


def glance(root: str) -> Scan:
    """The book's crm.yaml alone: enough for who changes one account's file."""
    found = Scan(root, [], [], time.time())
    folders: list[str] = []
    try:
        _one(root, POLICY, os.lstat(os.path.join(root, POLICY)), folders, found)
    except OSError:
        found.refused.append((POLICY, "file-unopened"))
    if folders:
        found.refused.append((POLICY, "file-special"))
    return found


def _walk(root: str, folder: str, folders: list[str], found: Scan) -> None:
    add = found.entries.append
    handle = -1
    try:
        full = os.path.join(root, folder)
        # a file's state is asked for relative to the folder: no walk down the path for each of them
        if _BY_HANDLE:
            handle = os.open(full, os.O_RDONLY | os.O_DIRECTORY)
        with os.scandir(handle if _BY_HANDLE else full) as items:
            for item in items:
                name = item.name
                if name[0] == ".":
                    continue
                path = f"{folder}/{name}"
                if not name.endswith(SUFFIX):
                    _other(item, path, folders, found)
                    continue
                try:
                    stat = item.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue  # it went away meanwhile, and the others are still there
                if not name.isascii() and not _is_unicode(name):
                    found.refused.append((path, "file-name-bytes"))
                elif stat.st_mode & _KIND == _REGULAR:
                    add((path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))
                else:
                    _one(root, path, stat, folders, found)
    except FileNotFoundError:
        pass  # no accounts yet, or a folder that went away meanwhile
    except OSError:
        found.refused.append((folder, "file-unopened"))
    finally:
        if handle >= 0:
            os.close(handle)


def _is_unicode(name: str) -> bool:
    """Could the name be read as UTF-8?

    The bytes of one that could not would not survive being printed or remembered.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _other(item: "os.DirEntry[str]", path: str, folders: list[str], found: Scan) -> None:
    """Not called *.yaml: a folder is entered, a near miss is told, the rest is nobody's
    business.
    """
    if item.is_dir(follow_symlinks=False):
        if path.isascii() or _is_unicode(path):
            folders.append(path)
        else:
            found.refused.append((path, "file-name-bytes"))
    elif path.lower().endswith(NEARLY):
        found.refused.append((path, "file-suffix"))


def _stays(root: str, path: str) -> bool:
    """Does a link lead to somewhere inside the book?"""
    return os.path.realpath(os.path.join(root, path)).startswith(os.path.realpath(root) + os.sep)


def leads_within(root: str, path: str) -> bool:
    """Does a path lead to what is called so within the book, by no link below the book's folder?"""
    within = os.path.relpath(os.path.abspath(path), root)
    real = os.path.realpath(root)
    return not within.startswith(os.pardir) and os.path.realpath(
        os.path.join(root, within)
    ) == os.path.normpath(os.path.join(real, within))


def _one(root: str, path: str, stat: os.stat_result, folders: list[str], found: Scan) -> None:
    """A folder called like a file is a folder; a link is followed when it stays inside; nothing but
    files is opened.
    """
    kind = stat.st_mode & _KIND
    if kind == _FOLDER:
        folders.append(path)
        return
    if kind == _LINK:
        if not _stays(root, path):
            found.refused.append((path, "file-link-leaves"))
            return
        try:
            stat = os.stat(os.path.join(root, path))
        except OSError:
            found.refused.append((path, "file-link-dangling"))
            return
    if stat.st_mode & _KIND == _REGULAR:
        found.entries.append((path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))
    else:
        found.refused.append((path, "file-special"))


def read_bytes(root: str, path: str, limit: int) -> bytes:
    """A file's bytes, at most one more than the limit. Raises OSError."""
    handle = os.open(
        os.path.join(root, path),
        os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0),
    )
    try:
        # room for the limit each time would cost more than the reading
        data = os.read(handle, min(os.fstat(handle).st_size, limit) + 1)
        parts, room = [data], limit + 1 - len(data)
        while data and room:
            data = os.read(handle, min(room, _MORE))
            parts.append(data)
            room -= len(data)
        return b"".join(parts)
    finally:
        os.close(handle)
