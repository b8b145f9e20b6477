"""The agenda as it was last shown at this terminal: its rows have numbers, and `crm done 3` means
the third of them.

Each terminal has a list of its own, so that what a timer prints somewhere changes no number in
front of a person.
"""

import os
from contextlib import suppress
from marshal import dumps, loads
from typing import NamedTuple
from zlib import crc32

from crmcli.store.cache import database as memory
from crmcli.store.cache.seal import seal, unseal
from crmcli.store.files.private import is_private, is_safe_folder
from crmcli.store.files.private import keep as keep_file

SUFFIX = ".due-"
KEPT = 16  # terminals; the list that was shown longest ago goes first


class Shown(NamedTuple):
    """One row as it was shown: what asked for it (paths within the account), and by when."""

    kind: str
    account: str
    subject: str
    records: tuple[str, ...]
    day: str | None
    as_of: str


def terminal() -> str | None:
    """Which terminal a person sits at: the one CRM_TERMINAL names, else that of a standard stream
    and its session; None where nobody does.
    """
    named = os.environ.get("CRM_TERMINAL")
    if named:
        return named
    for stream in (1, 2, 0):
        with suppress(OSError):
            if not os.isatty(stream):
                continue
            if hasattr(os, "ttyname"):
                # the session too: the system gives a closed terminal's name away again
                return f"{os.ttyname(stream)} {os.getsid(0)}"
            return f"{os.environ.get('WT_SESSION', '')} {os.getppid()}"
    return None


def packed(rows: list[Shown]) -> bytes:
    """The rows as one value to remember."""
    return dumps([tuple(row) for row in rows])


def keep(root: str, listing: bytes) -> None:
    """These are the rows that numbers mean here from now on.

    Where nobody looks, or nothing can be kept, none are kept.
    """
    here = terminal()
    if here is None:
        return
    path = _file(root, here)
    with suppress(OSError):
        if not os.path.lexists(path):
            _make_room(root)
        if is_safe_folder(os.path.dirname(path)):
            keep_file(path, seal(here, listing))


def drop(root: str) -> None:
    """Numbers mean nothing here any more."""
    here = terminal()
    if here is not None:
        with suppress(OSError):
            os.unlink(_file(root, here))


def drop_all(root: str) -> None:
    """Numbers mean nothing at any terminal."""
    for path in _files(root):
        with suppress(OSError):
            os.unlink(path)


def last_shown(root: str) -> list[Shown]:
    """The rows last shown here, in order; none when none were, or what was kept is damaged or could
    be somebody else's.
    """
    here = terminal()
    if here is None:
        return []
    path = _file(root, here)
    if not is_safe_folder(os.path.dirname(path)) or not is_private(path):
        return []
    try:
        with open(path, "rb") as file:
            return [Shown(*row) for row in loads(unseal(here, file.read()))]
    except (OSError, ValueError, EOFError, TypeError):
        return []


def _file(root: str, here: str) -> str:
    return f"{memory.file_for(root)}{SUFFIX}{crc32(here.encode('utf-8', 'surrogateescape')):08x}"


def _files(root: str) -> list[str]:
    """The lists of all terminals."""
    folder, beginning = os.path.split(memory.file_for(root) + SUFFIX)
    with suppress(OSError), os.scandir(folder) as items:
        return [item.path for item in items if item.name.startswith(beginning)]
    return []


def _make_room(root: str) -> None:
    """A new list pushes out the oldest one when there are many."""
    aged = []
    for path in _files(root):
        with suppress(OSError):
            aged.append((os.lstat(path).st_mtime_ns, path))
    for _, path in sorted(aged)[: max(0, len(aged) + 1 - KEPT)]:
        with suppress(OSError):
            os.unlink(path)
