"""The folder of a site: only what changed is written again, only what we wrote is taken away, and
whoever stops in between has a site that works.
"""

import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.files.digest import digest_of

MANIFEST = "site.json"
VERSION = 1
_NEW = ".crm-site-new"  # what is written before any of it is put in place
_THEIRS = frozenset((".git", _NEW))  # in a folder that counts as empty
_NOT_WITHIN = ("accounts", ".git", ".crm")  # of a book
_LARGEST = 1 << 28


class Group(NamedTuple):
    """Files that are made of the same: what of, and which they are."""

    key: str
    files: tuple[str, ...]


class Folder:
    """One run. Files are taken one after the other; on leaving they are put in place, unless
    something went wrong.
    """

    def __init__(self, said: str, root: str) -> None:
        self.said, self.root = said, root
        self.target = os.path.abspath(said)
        self._new = os.path.join(self.target, _NEW)
        self._was_there = os.path.isdir(self.target)
        self._was: dict[str, str] = {}
        self._was_groups: dict[str, Group] = {}
        self._files: dict[str, str] = {}
        self._groups: dict[str, Group] = {}
        self._staged: list[str] = []
        self.written = self.removed = 0

    def __enter__(self) -> Self:
        check_place(self.said, self.target, self.root)
        try:
            self._was, self._was_groups = self._found()
            if os.path.islink(self._new):
                raise _foreign(self.said, _NEW)
            if os.path.isdir(self._new):
                shutil.rmtree(self._new)
            os.makedirs(self._new)
        except OSError as error:
            raise _unwritten(self.said, error) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._put_in_place()
        except OSError as wrong:
            raise _unwritten(self.said, wrong) from None
        finally:
            with suppress(OSError):
                shutil.rmtree(self._new)
            if not self._was_there:
                with suppress(OSError):
                    os.rmdir(self.target)  # where nothing came of it
        if isinstance(error, OSError):
            raise _unwritten(self.said, error) from None

    def put(self, name: str, data: bytes) -> None:
        """One file of the site. Raises CrmError where somebody else's stands."""
        if name in self._files:
            return  # several pages offer the same answer to take along
        digest = digest_of(data).hex()
        path = self._path(name)
        self._files[name] = digest
        if name not in self._was and os.path.lexists(path):
            raise _foreign(self.said, name)
        if self._was.get(name) == digest and _read(path, len(data)) == data:
            return
        with open(os.path.join(self._new, str(len(self._staged))), "wb") as file:
            file.write(data)
        self._staged.append(name)

    def group(self, name: str, key: str, files: Iterable[str]) -> None:
        """These files are made of what the key says."""
        self._groups[name] = Group(key, tuple(sorted(files)))

    def keep(self, name: str, key: str) -> bool:
        """Are the files of that name what they were made of still, all of them there? Then they
        stay.
        """
        group = self._was_groups.get(name)
        if group is None or group.key != key:
            return False
        if not all(each in self._was and _is_file(self._path(each)) for each in group.files):
            return False
        self._groups[name] = group
        self._files |= {each: self._was[each] for each in group.files}
        return True

    @property
    def was_site(self) -> bool:
        """Was a site there before?"""
        return bool(self._was)

    def _path(self, name: str) -> str:
        """Where it stands. Raises CrmError where a folder on the way is a link, or no folder."""
        path = self.target
        *folders, last = name.split("/")
        for each in folders:
            path = os.path.join(path, each)
            if os.path.lexists(path) and (os.path.islink(path) or not os.path.isdir(path)):
                raise _foreign(self.said, os.path.relpath(path, self.target))
        return os.path.join(path, last)

    def _found(self) -> tuple[dict[str, str], dict[str, Group]]:
        """What an earlier run wrote. Raises CrmError for a folder that is none of ours."""
        if not os.path.lexists(self.target):
            return {}, {}
        if not os.path.isdir(self.target):
            raise CrmError(
                Message("error-tables-no-folder", (self.said,)),
                Message("hint-tables-folder"),
                status=4,
            )
        known = _manifest(os.path.join(self.target, MANIFEST))
        if known is None:
            for each in sorted(os.listdir(self.target)):
                if each not in _THEIRS:
                    raise CrmError(
                        Message("error-site-foreign", (self.said, each)),
                        Message("hint-tables-folder"),
                        status=4,
                    )
            return {}, {}
        return known

    def _put_in_place(self) -> None:
        gone = [name for name in self._was if name not in self._files]
        if self._staged or gone:
            # who stops in between finds in the manifest whatever may be ours
            self._describe({**self._was, **self._files}, {})
        for place, name in enumerate(self._staged):
            path = self._path(name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if name not in self._was and os.path.lexists(path):
                raise _foreign(self.said, name)
            os.replace(os.path.join(self._new, str(place)), path)
        for name in gone:
            self._remove(name)
        self._describe(self._files, self._groups)
        self.written, self.removed = len(self._staged), len(gone)

    def _remove(self, name: str) -> None:
        path = self._path(name)
        if _is_file(path):
            os.unlink(path)
        folder = os.path.dirname(path)
        while folder != self.target:
            try:
                os.rmdir(folder)
            except OSError:
                return
            folder = os.path.dirname(folder)

    def _describe(self, files: dict[str, str], groups: dict[str, Group]) -> None:
        said = {
            "crm_site": VERSION,
            "files": dict(sorted(files.items())),
            "made_of": {name: [each.key, *each.files] for name, each in sorted(groups.items())},
        }
        text = json.dumps(said, ensure_ascii=False, indent=0) + "\n"
        path, new = (os.path.join(at, MANIFEST) for at in (self.target, self._new))
        data = text.encode("utf-8", "surrogateescape")
        if _read(path, len(data)) == data:
            return
        with open(new, "wb") as file:
            file.write(data)
        os.replace(new, path)


def check_place(said: str, target: str, root: str) -> None:
    """Raises CrmError for a folder that is a link, that is the book or has it in it, and for one
    where the book keeps its own.
    """
    if os.path.islink(target):
        raise CrmError(
            Message("error-tables-no-folder", (said,)), Message("hint-tables-folder"), status=4
        )
    real = os.path.join(os.path.realpath(os.path.dirname(target)), os.path.basename(target))
    book = os.path.realpath(root)
    own = [os.path.join(book, each) for each in _NOT_WITHIN]
    if _is_within(book, real) or any(_is_within(real, each) for each in own):
        raise CrmError(
            Message("error-tables-book", (said,)), Message("hint-tables-folder"), status=4
        )


def is_in_book(target: str, root: str) -> bool:
    """Does the folder lie in the book's?"""
    return _is_within(os.path.realpath(target), os.path.realpath(root))


def _is_within(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath((path, folder)) == folder
    except ValueError:  # another drive
        return False


def _manifest(path: str) -> tuple[dict[str, str], dict[str, Group]] | None:
    """What a manifest says; None for anything that is none of ours."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode) or os.path.getsize(path) > _LARGEST:
            return None
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            found = json.load(file)
        if found["crm_site"] != VERSION:
            return None
        files = {name: digest for name, digest in found["files"].items() if _is_ours(name)}
        groups = dict(_groups(found["made_of"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return files, groups


def _groups(said: dict[str, Sequence[str]]) -> Iterator[tuple[str, Group]]:
    for name, (key, *files) in said.items():
        yield name, Group(key, tuple(each for each in files if _is_ours(each)))


def _is_ours(name: object) -> bool:
    """May a site have a file of that name? Whoever wrote the manifest: nothing outside of it."""
    return (
        isinstance(name, str)
        and not any(char in name for char in '\\:\0"')
        and all(part.strip(".") for part in name.split("/"))
        and not name.startswith(".")
        and name != MANIFEST
    )


def _is_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _read(path: str, size: int) -> bytes | None:
    """What the file says, if it is one and so long."""
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size != size:
            return None
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _foreign(said: str, name: str) -> CrmError:
    return CrmError(
        Message("error-site-foreign-file", (said, name)),
        Message("hint-site-foreign-file"),
        status=4,
    )


def _unwritten(said: str, error: OSError) -> CrmError:
    return CrmError(Message("error-tables-unwritten", (said, error.strerror or "")), status=4)
