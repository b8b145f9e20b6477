"""What is ours alone: files that nobody else could have written, in a folder where nobody else can
put one.
"""

import os
import stat
from contextlib import suppress

_WRITABLE = stat.S_IWGRP | stat.S_IWOTH
_OPEN = stat.S_IRWXG | stat.S_IRWXO


def is_safe_folder(folder: str) -> bool:
    """Can only we, or the system, replace what stands there?

    Where the system knows no owners, yes.
    """
    if not hasattr(os, "geteuid"):
        return True
    try:
        found = os.stat(folder)
    except OSError:
        return False
    # in a sticky folder a file is its owner's
    shared = found.st_mode & _WRITABLE and not found.st_mode & stat.S_ISVTX
    return stat.S_ISDIR(found.st_mode) and found.st_uid in (os.geteuid(), 0) and not shared


def is_private(path: str) -> bool:
    """Is it a plain file of ours that nobody else may even read, or nothing at all?

    A link is neither.
    """
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode):
        return False
    return not hasattr(os, "geteuid") or (
        found.st_uid == os.geteuid() and not found.st_mode & _OPEN
    )


def keep(path: str, data: bytes) -> None:
    """Replace the file, whole or not at all, for us alone. Raises OSError."""
    fresh = f"{path}.{os.getpid()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with suppress(FileNotFoundError):
        os.unlink(fresh)  # of a process of that number that was killed
    try:
        with open(os.open(fresh, flags, 0o600), "wb") as file:
            file.write(data)
        os.replace(fresh, path)
    except OSError:
        with suppress(OSError):
            os.unlink(fresh)
        raise
