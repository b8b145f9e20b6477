"""Files of a book as they are to be: every edit is made upon those before it, and nothing is on
disk until all of them are made and checked.
"""

import os
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from itertools import chain, islice

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.files.save import is_link
from crmcli.store.files.spool import Shelf
from crmcli.store.shapes.reading import account_id
from crmcli.store.write.pages import Page, drawn
from crmcli.store.write.rewriting import (
    FileChange,
    Make,
    Read,
    account_of,
    checked,
    edited_page,
    read_page,
    understood,
)
from crmcli.store.write.shelved import MANY, Shelved

_File = tuple[str, bytes | None, bytes | None]  # its path, what it must say now, what it is to say


class Staging:
    """One book's files, and what is to become of some of them."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._changes: dict[str, FileChange] = {}

    def has(self, path: str) -> bool:
        """Is the file to be changed, and still there then?"""
        change = self._changes.get(path)
        return change is not None and change.after is not None

    def is_link(self, path: str) -> bool:
        """Does the path lead to a file that is somewhere else?"""
        return is_link(self.root, path)

    def read(self, path: str) -> Read:
        """An account's file as it is to be. Raises CrmError when there is none."""
        change = self._changes.get(path)
        if change is None:
            return read_page(self.root, path)
        if change.after is None:
            raise CrmError(Message("error-cannot-open", (path, os.strerror(2))), status=4)
        return understood(path, change.after)

    def edit(self, path: str, make: Make) -> None:
        """What the file says is changed. Raises CrmError, also for an edit that would break it."""
        path = self._known_as(path)
        self._put(edited_page(path, self.read(path), make))

    def create(self, path: str, data: bytes) -> None:
        """A file that is not there yet."""
        self._put(FileChange(path, None, data, None, checked(path, data, ())))

    def lay(self, pages: Iterable[Page]) -> None:
        """Files that are not there yet, proved and not remembered as records: thousands of them.

        Raises CrmError for what no file can say.
        """
        for path, data in drawn(pages):
            self._put(self._shelved((path, None, data), are_told=True))

    def move(self, old: str, new: str, make: Make) -> None:
        """A file gets another name, and is changed on the way."""
        edited = edited_page(old, self.read(old), make)
        record = edited.new and edited.new._replace(id=account_id(new))
        before = self._changes.pop(old, edited).before
        self._put(edited._replace(path=new, before=None, new=record, like=old))
        if before is not None:
            self._put(FileChange(old, before, None, None, None))

    def replace(self, files: Iterable[_File]) -> None:
        """Files as a whole: each path with what it must say now and what it is to say. One that
        comes with what another one said that goes has got another name.
        """
        rest = iter(files)
        few = list(islice(rest, MANY + 1))
        if len(few) <= MANY:
            self._replace(few)
            return
        made, come, gone = list[Shelved](), dict[str, list[Shelved]](), dict[str, list[Shelved]]()
        for file in chain(few, rest):
            made.append(self._shelved(file))
            if file[1] is None or file[2] is None:
                said = sha256(file[1] or file[2] or b"").hexdigest()
                (come if file[1] is None else gone).setdefault(said, []).append(made[-1])
        renamed = {
            each.path: each
            for said in come.keys() & gone.keys()
            for each in (*come[said], *gone[said])
        }
        for each in made:
            if each.path not in renamed:
                self._put(each)
        self._replace((each.path, each.before, each.after) for each in renamed.values())

    def _replace(self, files: Iterable[_File]) -> None:
        wanted = list(files)
        come = {after for _, before, after in wanted if before is None}
        gone = {before: path for path, before, after in wanted if after is None}
        for path, before, after in wanted:
            like = gone.get(after, "") if before is None else ""
            old = (
                None
                if after is None and before in come
                else account_of(like or path, after if like else before)
            )
            self._put(FileChange(path, before, after, old, account_of(path, after), like=like))

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf()

    def _shelved(self, file: _File, *, are_told: bool = False) -> Shelved:
        """The change of a file among thousands. Raises CrmError where there is no room."""
        return Shelved(*file, self._shelf, are_told=are_told)

    def _known_as(self, path: str) -> str:
        """The name under which the file is changed already, if it is a link to one that is."""
        if path in self._changes:
            return path
        real = os.path.realpath(os.path.join(self.root, path))
        staged = {os.path.realpath(os.path.join(self.root, each)): each for each in self._changes}
        return staged.get(real, path)

    def _put(self, change: FileChange) -> None:
        first = self._changes.get(change.path)
        if first is not None:
            change = FileChange(
                change.path,
                first.before,
                change.after,
                first.old,
                change.new,
                first.reformatted or change.reformatted,
                first.like,
            )
        self._changes[change.path] = change

    def changes(self) -> list[FileChange]:
        """What is to become of the files, also of those that stay as they are.

        New files come first and files that go come last: whenever saving ends early, nothing is in
        no file.
        """
        return sorted(self._changes.values(), key=_rank)


def _rank(change: FileChange) -> int:
    """New ones, those under another name, those that change, those that go."""
    if change.after is None:
        return 3
    if change.before is not None:
        return 2
    return 1 if change.like else 0
