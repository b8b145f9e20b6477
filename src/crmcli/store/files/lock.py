"""One writer at a time: a lock on the book that dies with the process that holds it.

It is the system's, on the open folder of the book where systems can do that, else on an open file
`.crm-lock` there: gone with its process, however that ends.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.files.scan import CHANGE

NAME = ".crm-lock"
PATIENCE = 30.0  # seconds a writer waits for the others
_SHORTEST, _LONGEST = 0.001, 0.05  # seconds between two looks


class BookLocked(CrmError):
    """Others hold the lock, and do not let go."""


@contextmanager
def locked(root: str, patience: float | None = None) -> Iterator[None]:
    """Nobody else who asks writes to the book meanwhile, and no change is left half made by one
    that died.

    Raises BookLocked when the others do not finish in time, CrmError where a change cannot be
    finished.
    """
    with held(root, PATIENCE if patience is None else patience):
        if os.path.lexists(os.path.join(root, CHANGE)):
            from crmcli.store.files.unfinished import finish

            finish(root)
        yield


@contextmanager
def held(folder: str, patience: float) -> Iterator[None]:
    """The lock alone, on any folder. Raises BookLocked when the others do not finish in time."""
    handle = _open(folder)
    try:
        _wait(handle, time.monotonic() + patience)
        yield
    finally:
        with suppress(OSError):
            _release(handle)
        os.close(handle)


def _open(root: str) -> int:
    try:
        if hasattr(os, "O_DIRECTORY"):
            handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            if _is_lockable(handle):
                return handle
            os.close(handle)
        return os.open(
            os.path.join(root, NAME),
            os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0),
            0o644,
        )
    except OSError as error:
        raise CrmError(
            Message("error-cannot-lock", (reason_of(error),)),
            Message("hint-cannot-lock"),
            status=4,
        ) from None


def _is_lockable(folder: int) -> bool:
    """Can a folder be locked here? Some network file systems only lock files."""
    try:
        if _take(folder):
            _release(folder)
    except OSError:
        return False
    return True


def _wait(handle: int, until: float) -> None:
    pause = _SHORTEST
    while not _take(handle):
        if time.monotonic() >= until:
            raise BookLocked(Message("error-lock-held"), Message("hint-lock-held"), status=4)
        time.sleep(pause)
        pause = min(pause * 1.5, _LONGEST)


try:
    import fcntl
except ImportError:  # Windows
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

    def _release(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
else:

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
