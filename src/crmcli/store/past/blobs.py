"""What account files said once: every content git stores is parsed once ever, and remembered by its
id.
"""

import marshal
import pickle
import zlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from crmcli.domain.finding import Problem
from crmcli.domain.records.account import Account
from crmcli.store.cache.chunks import tree_key
from crmcli.store.cache.seal import seal, unseal
from crmcli.store.files.digest import digest_of
from crmcli.store.files.scan import MAX_BYTES
from crmcli.store.past.objects import Objects
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.extras import extras
from crmcli.store.shapes.reading import (
    START,
    account_id,
    account_of,
    misnamed,
    plain_phones,
    read,
)
from crmcli.store.yaml.scalars import ID
from crmcli.store.yaml.shape import DecodeError
from crmcli.store.yaml.tree import Tree

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache

_SAME = "select path, value from tree where digest = ?"
_MARK = b"x-"  # begins the keys that extras reads; most contents have it nowhere
KEPT = 200_000  # contents; some two or three kilobytes each
_ASKED = 200  # contents looked up in the cache at once


class Blob(NamedTuple):
    """One content: its tree (None when broken), the phones that stand in it without quotes, and
    everything wrong with it.
    """

    tree: Tree | None
    phones: tuple[str, ...]
    problems: tuple[Problem, ...]
    record: Account | None = None  # where it was read just now
    marked: bool = False  # may it have keys that only its author knows?

    def account(self, path: str) -> Account | None:
        """The account that this content is under such a name; None when it is broken or the name
        cannot be an account's.
        """
        if self.tree is None or not is_account_name(path):
            return None
        found = (
            account_of(self.tree, path, self.phones)
            if self.record is None
            else self.record._replace(id=account_id(path), plain_phones=self.phones)
        )
        return found._replace(extra=extras(self.tree, ACCOUNT)) if self.marked else found

    def wrong(self, path: str) -> tuple[Problem, ...]:
        """What is wrong with this content under such a name."""
        if is_account_name(path):
            return self.problems
        return ((misnamed(path), START),)


class Blobs:
    """The contents of one repository, parsed. With a cache, each is parsed once ever."""

    def __init__(self, objects: Objects, cache: "Cache | None") -> None:
        self.objects, self.cache = objects, cache

    def read(self, oid: str) -> Blob:
        """One content."""
        return next(blob for _, blob in self.read_all([oid]))

    def read_all(self, oids: Iterable[str]) -> Iterator[tuple[str, Blob]]:
        """Many contents with their ids, in no particular order; each is let go before the next is
        made.
        """
        unknown = []
        for oid, row in self._known(list(dict.fromkeys(oids))):
            blob = None if row is None else _unpacked(oid, row)
            if blob is None:
                unknown.append(oid)
            else:
                yield oid, blob
        may_write = bool(unknown) and self.cache is not None and self.cache.begin_writing()
        if may_write:
            self._make_room(len(unknown))
        for oid, data in self.objects.read_all(unknown, MAX_BYTES):
            blob = self._like_now(data) or _parsed(data)
            if may_write:
                self._keep(oid, blob)
            yield oid, blob

    def _make_room(self, count: int) -> None:
        self.cache.keep(  # type: ignore[union-attr]
            "delete from blob where rowid <= (select max(rowid) from blob) - ?",
            (max(0, KEPT - count),),
        )

    def _like_now(self, data: bytes) -> Blob | None:
        """What is remembered of a file on disk that says the very same, and has nothing wrong with
        it.
        """
        if self.cache is None:
            return None
        digest = digest_of(data)
        for path, value in self.cache.rows(_SAME, (digest,)):
            if path in self._problems:
                continue
            try:
                known = unseal(tree_key(path, digest), value)
                tree, phones = marshal.loads(known)
            except (ValueError, EOFError, TypeError):  # a damaged one
                continue
            return Blob(tree, phones, (), marked=_MARK in known)
        return None

    @cached_property
    def _problems(self) -> dict[str, bytes]:
        """What is remembered to be wrong with the files on disk, by path."""
        return (self.cache.get("problems") if self.cache else None) or {}

    def _known(self, oids: list[str]) -> Iterator[tuple[str, bytes | None]]:
        for start in range(0, len(oids), _ASKED):
            some = oids[start : start + _ASKED]
            found: dict[bytes, bytes] = {}
            if self.cache is not None:
                marks = ",".join("?" * len(some))
                asked = f"select id, value from blob where id in ({marks})"  # noqa: S608 - marks only
                found = dict(self.cache.rows(asked, [bytes.fromhex(oid) for oid in some]))
            for oid in some:
                yield oid, found.get(bytes.fromhex(oid))

    def _keep(self, oid: str, blob: Blob) -> None:
        from crmcli.store.cache.safe_pickle import pack

        value = marshal.dumps(
            (blob.tree, blob.phones, pack(blob.problems) if blob.problems else b"")
        )
        packed = seal(oid, zlib.compress(value, 1))
        self.cache.keep(  # type: ignore[union-attr]
            "insert or replace into blob values (?, ?)", (bytes.fromhex(oid), packed)
        )


def is_account_name(path: str) -> bool:
    """Can a file of this name be an account?"""
    try:
        ID.decode(account_id(path))
    except DecodeError:
        return False
    return True


def _parsed(data: bytes) -> Blob:
    reading = read(data, ACCOUNT)
    record = reading.record
    phones = plain_phones(record, data) if record is not None else ()
    return Blob(reading.tree, phones, reading.problems, record, _MARK in data)


def _unpacked(oid: str, row: bytes) -> Blob | None:
    """A content as remembered; None when the memory is damaged."""
    from crmcli.store.cache.safe_pickle import unpack

    try:
        known = zlib.decompress(unseal(oid, row))
        tree, phones, problems = marshal.loads(known)
        return Blob(tree, phones, unpack(problems) if problems else (), marked=_MARK in known)
    except (zlib.error, pickle.UnpicklingError, ValueError, EOFError, TypeError):
        return None
