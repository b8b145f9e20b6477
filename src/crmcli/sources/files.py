"""Which files does somebody name: themselves, those of a folder, or standard input?"""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple, NoReturn

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.sources import limits

STDIN = "-"
_BEGIN = 4096  # bytes


class Found(NamedTuple):
    """A file to be read: where it lies, what it is called in this run, and its size.

    `why` says of one in a folder why it is not read.
    """

    path: str
    name: str
    size: int
    why: Message | None = None


def found_files(paths: Sequence[str]) -> list[Found]:
    """The files, those of folders in the order of their names.

    Raises CrmError for what cannot be read, and for more than a run takes.
    """
    found = [each for path in paths for each in _of(path)]
    total = sum(each.size for each in found if each.why is None)
    if total > limits.ALL:
        _refuse("error-source-all-too-large", limits.ALL // limits.MB)
    return found


def _of(path: str) -> Iterator[Found]:
    if path == STDIN:
        yield Found(path, path, 0)
        return
    status = _status(path)
    if stat.S_ISDIR(status.st_mode):
        yield from _in_folder(path)
        return
    name = os.path.basename(path)
    why = _unfit(name, status)
    if why:
        is_large = stat.S_ISREG(status.st_mode)
        raise CrmError(why, Message("hint-source-too-large") if is_large else None, status=4)
    yield Found(path, name, status.st_size)


def _status(path: str) -> os.stat_result:
    try:
        return os.stat(path)
    except (OSError, ValueError) as error:
        _refuse("error-cannot-open", path, reason_of(error))


def _in_folder(folder: str) -> Iterator[Found]:
    """The files right in the folder, and in those within it that are not hidden."""
    root = os.path.realpath(folder)
    for count, (path, status) in enumerate(_walked(folder)):
        name = os.path.relpath(path, folder).replace(os.sep, "/")
        home = os.path.realpath(path)
        if count >= limits.FILES:
            _refuse("error-source-too-many", folder, limits.FILES)
        if os.path.commonpath((root, home)) != root:
            yield Found(path, name, 0, Message("told-source-leads-out"))
        elif status is None:
            yield Found(path, name, 0, Message("told-source-no-file"))
        else:
            yield Found(path, name, status.st_size, _unfit(name, status))


def _walked(folder: str) -> Iterator[tuple[str, os.stat_result | None]]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        _refuse("error-cannot-open", folder, reason_of(error))
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith((".", "~$")) or name == "__MACOSX":
            continue
        if os.path.isdir(path) and not os.path.islink(path):
            yield from _walked(path)
            continue
        try:
            yield path, os.stat(path)
        except OSError:
            yield path, None


def _unfit(name: str, status: os.stat_result) -> Message | None:
    """Why it is not read."""
    if not stat.S_ISREG(status.st_mode):
        return Message("error-source-no-file", (name,))
    if status.st_size > limits.FILE:
        return Message("error-import-too-large", (name, limits.FILE // limits.MB))
    return None


def begin(found: Found) -> bytes:
    """How the file begins."""
    try:
        with open(found.path, "rb") as file:
            return file.read(_BEGIN)
    except OSError as error:
        _refuse("error-cannot-open", found.path, reason_of(error))


def read(found: Found) -> bytes:
    """The file's bytes. Raises CrmError when there are more than a file may have."""
    if found.path == STDIN:
        data = sys.stdin.buffer.read(limits.FILE + 1)
    else:
        try:
            with open(found.path, "rb") as file:
                data = file.read(found.size + 1) + file.read(limits.FILE - found.size)
        except OSError as error:
            _refuse("error-cannot-open", found.path, reason_of(error))
    if len(data) > limits.FILE:
        _refuse("error-import-too-large", found.name, limits.FILE // limits.MB)
    return data


def _refuse(key: str, *args: object) -> NoReturn:
    raise CrmError(Message(key, args), status=4)
