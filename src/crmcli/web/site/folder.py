"""The folder of a site: only what changed is written again, only what we wrote is taken away, and
whoever stops in between has a site that works.
"""

import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Self

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.files.digest import digest_of
from crmcli.store.files.lock import NAME as LOCK
from crmcli.store.files.lock import BookLocked, held
from crmcli.web.site.manifest import (
    MANIFEST,
    Group,
    Manifest,
    digest_in,
    is_file,
    manifest_in,
    text_of,
)

_NEW = ".crm-site-new"  # what is written before any of it is put in place
_THEIRS = frozenset((".git", LOCK, _NEW))  # in a folder that counts as empty
_NOT_WITHIN = ("accounts", ".git", ".crm")  # of a book


class Folder:
    """One run. Files are taken one after the other; on leaving they are put in place, unless
    something went wrong.
    """

    def __init__(self, said: str, root: str) -> None:
        self.said, self.root = said, root
        self.target = os.path.abspath(said)
        self._new = os.path.join(self.target, _NEW)
        self._was_there = os.path.isdir(self.target)
        self._was = Manifest({}, {}, {})
        self._alone = ExitStack()
        self._files: dict[str, str] = {}
        self._groups: dict[str, Group] = {}
        self._staged: list[str] = []
        self.written = self.removed = 0
        self.left: list[str] = []  # that were to go, and are not what we wrote

    def __enter__(self) -> Self:
        check_place(self.said, self.target, self.root)
        if os.path.lexists(self.target) and not self._was_there:
            raise CrmError(
                Message("error-tables-no-folder", (self.said,)),
                Message("hint-tables-folder"),
                status=4,
            )
        try:
            os.makedirs(self.target, exist_ok=True)
            self._hold()
            self._was = self._found()
            self._clear()
        except OSError as error:
            self._leave()
            raise _unwritten(self.said, error) from None
        except BaseException:
            self._leave()
            raise
        return self

    def _hold(self) -> None:
        """Nobody else writes this site meanwhile. Raises CrmError where somebody does; a run that
        was killed holds nothing.
        """
        try:
            self._alone.enter_context(held(self.target, 0))
        except BookLocked:
            self._was_there = True  # it is theirs
            raise CrmError(
                Message("error-site-held", (self.said,)), Message("hint-site-held"), status=4
            ) from None
        except CrmError as error:
            raise CrmError(
                Message("error-tables-unwritten", (self.said, *error.message.args)), status=4
            ) from None

    def _clear(self) -> None:
        """Room for what is new."""
        if os.path.islink(self._new):
            raise _foreign(self.said, _NEW)
        if os.path.isdir(self._new):
            shutil.rmtree(self._new)  # of a run that was killed: nobody else is at it
        os.mkdir(self._new)

    def _leave(self) -> None:
        if not self._was_there:
            with suppress(OSError):
                os.rmdir(self.target)  # where nothing came of it
        self._alone.close()

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
            self._leave()
        if isinstance(error, OSError):
            raise _unwritten(self.said, error) from None

    def has(self, name: str) -> bool:
        """Was it put, or kept, in this run?"""
        return name in self._files

    def put(self, name: str, data: bytes) -> None:
        """One file of the site. Raises CrmError where somebody else's stands."""
        digest = digest_of(data).hex()
        path = self._path(name)
        self._files[name] = digest
        if self._was.files.get(name) == digest and _read(path, len(data)) == data:
            return
        self._check_ours(name, path)
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
        group = self._was.groups.get(name)
        if group is None or group.key != key:
            return False
        files = [(each, self._was.files.get(each, "")) for each in group.files]
        if not self.keep_files(files):
            return False
        self._groups[name] = group
        return True

    def keep_files(self, files: Iterable[tuple[str, str]]) -> bool:
        """Are these files there, with these digests, as they were written? Then they stay."""
        found = dict(files)
        for name, digest in found.items():
            if self._was.files.get(name) != digest or not is_file(self._path(name)):
                return False
        self._files |= found
        return True

    def digests(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Files that were put, or kept, each with its digest."""
        return tuple((name, self._files[name]) for name in names)

    @property
    def was_site(self) -> bool:
        """Was a site there before?"""
        return bool(self._was.files)

    def _path(self, name: str) -> str:
        """Where it stands. Raises CrmError where a folder on the way is a link, or no folder."""
        path = self.target
        *folders, last = name.split("/")
        for each in folders:
            path = os.path.join(path, each)
            if os.path.lexists(path) and (os.path.islink(path) or not os.path.isdir(path)):
                raise _foreign(self.said, os.path.relpath(path, self.target))
        return os.path.join(path, last)

    def _check_ours(self, name: str, path: str) -> None:
        """Raises CrmError where something stands that we did not write."""
        if os.path.lexists(path):
            known = self._was.digests(name)
            if not known or digest_in(path) not in known | {self._files[name]}:
                raise _foreign(self.said, name)

    def _found(self) -> Manifest:
        """What an earlier run wrote. Raises CrmError for a folder that is none of ours."""
        known = manifest_in(self.target)
        if known is None:
            for each in sorted(os.listdir(self.target)):
                if each not in _THEIRS:
                    raise CrmError(
                        Message("error-site-foreign", (self.said, each)),
                        Message("hint-tables-folder"),
                        status=4,
                    )
            return Manifest({}, {}, {})
        return known

    def _put_in_place(self) -> None:
        was = self._was
        gone = [name for name in was.files if name not in self._files]
        if self._staged or gone:
            # who stops in between finds in the manifest whatever may be ours
            files = {**was.files, **self._files}
            known = {name: was.digests(name) - {digest} for name, digest in files.items()}
            before = {name: tuple(sorted(each)) for name, each in known.items() if each}
            self._describe(Manifest(files, {}, before))
        for place, name in enumerate(self._staged):
            path = self._path(name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            self._check_ours(name, path)
            os.replace(os.path.join(self._new, str(place)), path)
        for name in gone:
            self._remove(name)
        self._describe(Manifest(self._files, self._groups, {}))
        self.written = len(self._staged)

    def _remove(self, name: str) -> None:
        try:
            path = self._path(name)
        except CrmError:  # a link on the way
            self.left.append(name)
            return
        if os.path.lexists(path):
            if digest_in(path) not in self._was.digests(name):
                self.left.append(name)
                return
            os.unlink(path)
            self.removed += 1
        folder = os.path.dirname(path)
        while folder != self.target:
            try:
                os.rmdir(folder)
            except OSError:
                return
            folder = os.path.dirname(folder)

    def _describe(self, manifest: Manifest) -> None:
        path, new = (os.path.join(at, MANIFEST) for at in (self.target, self._new))
        data = text_of(manifest).encode("utf-8", "surrogateescape")
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
    return CrmError(Message("error-tables-unwritten", (said, reason_of(error))), status=4)
