"""A file of the book gets new contents: all of them or none, and never over what somebody else
wrote meanwhile.
"""

import os
import stat
from contextlib import suppress

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.files.scan import MAX_BYTES, read_bytes

# one writer at a time: one name is enough, and what a killed one left is overwritten by the next
NEW = ".crm-new"


class FileChanged(CrmError):
    """The file is not what it was when it was read."""


def save(root: str, path: str, before: bytes | None, after: bytes, *, like: str = "") -> None:
    """Replace a file whose contents were `before` (None: there was none), under the book's lock.

    Raises CrmError, and then the old file is whole.

    The new contents are written beside it, forced to the disk, read again and renamed into place.
    Mode, owner and extended attributes stay; a new file has those of the file it is to be `like`,
    if any. A hard link elsewhere keeps the old contents, as a copy made with links is meant to.
    """
    target = _target(root, path)
    folder = os.path.dirname(target)
    new = os.path.join(folder, NEW)
    try:
        if before is None:
            os.makedirs(folder, exist_ok=True)
        lay(
            new, after, target if before is not None else os.path.join(root, like) if like else None
        )
        still(root, path, before)
        if before is None:
            if not appear(new, target):
                raise file_changed(path)
        else:
            os.replace(new, target)
        settle(folder)
    except OSError as error:
        raise unsaved(path, error) from None
    finally:
        with suppress(OSError):
            os.unlink(new)


def check_savable(root: str, path: str) -> str:
    """Where the file itself is, links followed. Raises CrmError for one that could not be replaced,
    whatever it is to say.
    """
    target = _target(root, path)
    try:
        _mode(target)
        if not os.access(os.path.dirname(target), os.W_OK | os.X_OK):
            raise PermissionError(13, os.strerror(13))
    except OSError as error:
        said = Message("error-cannot-save", (path, reason_of(error)))
        raise CrmError(said, status=4) from None
    return os.path.realpath(target)


def is_link(root: str, path: str) -> bool:
    """Does the path lead to a file that is somewhere else?"""
    return os.path.islink(os.path.join(root, path))


def is_there(root: str, path: str) -> bool:
    """Is there anything of that name, even a link to nothing?"""
    return os.path.lexists(os.path.join(root, path))


def remove(root: str, path: str, before: bytes) -> None:
    """Take away a file whose contents were `before`. Raises CrmError."""
    still(root, path, before)
    try:
        os.unlink(os.path.join(root, path))
        settle(os.path.dirname(os.path.join(root, path)))
    except OSError as error:
        raise unsaved(path, error) from None


def _target(root: str, path: str) -> str:
    """The file itself: a link within the book stays a link.

    Raises CrmError for one that leaves it.
    """
    full = os.path.join(root, path)
    real = os.path.realpath(full)
    if os.path.islink(full) or os.path.realpath(os.path.dirname(full)) != os.path.dirname(full):
        base = os.path.realpath(root)
        if not real.startswith(base + os.sep):
            raise CrmError(Message("finding-file-link-leaves"), status=4)
        return real
    return full


def lay(new: str, data: bytes, model: str | None, *, is_settled: bool = True) -> None:
    """Write a file that is to take another one's place: on the disk (unless somebody else sees to
    that), read again, as accessible as its model. Raises OSError.
    """
    with suppress(FileNotFoundError):
        os.unlink(new)
    _write(new, data, _mode(model), is_settled=is_settled)
    if model is not None:
        _dress(new, model)


def _mode(model: str | None) -> int:
    if model is None:
        return 0o666
    mode = os.stat(model).st_mode
    if not mode & 0o222:
        raise PermissionError(13, os.strerror(13))
    return stat.S_IMODE(mode)


def _write(new: str, after: bytes, mode: int, *, is_settled: bool) -> None:
    handle = os.open(
        new,
        os.O_WRONLY
        | os.O_CREAT
        | os.O_EXCL
        | getattr(os, "O_BINARY", 0)
        | getattr(os, "O_NOFOLLOW", 0),
        mode,
    )
    try:
        rest = memoryview(after)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if mode != 0o666:
            os.chmod(new, mode)  # whatever the umask says
        if is_settled:
            os.fsync(handle)
    finally:
        os.close(handle)
    if read_bytes("", new, max(len(after), 1)) != after:
        raise OSError(5, os.strerror(5))


def still(root: str, path: str, before: bytes | None) -> None:
    """Does the file say what it said when it was read? Raises Moved if not."""
    try:
        now: bytes | None = read_bytes(root, path, max(MAX_BYTES, len(before or b"")))
    except FileNotFoundError:
        now = None
    except OSError as error:
        raise unsaved(path, error) from None
    if now != before:
        raise file_changed(path)


def unsaved(path: str, error: OSError) -> CrmError:
    """What says why a file could not be put in place."""
    said = Message("error-cannot-save", (path, reason_of(error)))
    return CrmError(said, Message("hint-cannot-save"), status=4)


def appear(new: str, target: str) -> bool:
    """The new file has its name, never over one that came meanwhile: False if one did."""
    try:
        os.link(new, target)
    except FileExistsError:
        return False
    except (AttributeError, OSError):  # a system or a file system without hard links
        if os.path.lexists(target):
            return False
        os.rename(new, target)
    return True


def file_changed(path: str) -> FileChanged:
    """What says that somebody else wrote the file meanwhile."""
    return FileChanged(Message("error-file-moved", (path,)), Message("hint-file-moved"), status=4)


def _dress(new: str, model: str) -> None:
    """The same owner, group and attributes, as far as we may give them: who had access before has
    it still.
    """
    if hasattr(os, "chown"):
        was, now = os.stat(model), os.stat(new)
        for owner in (was.st_uid, -1):  # a file of somebody else's keeps its group at least
            if (was.st_uid, was.st_gid) == (now.st_uid, now.st_gid):
                break
            with suppress(OSError):
                os.chown(new, owner, was.st_gid)
                break
    if hasattr(os, "listxattr"):  # access lists among them
        with suppress(OSError):
            for name in os.listxattr(model):
                with suppress(OSError):
                    os.setxattr(new, name, os.getxattr(model, name))


def settle(folder: str) -> None:
    """The folder's entries are on the disk too."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
