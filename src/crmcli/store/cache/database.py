"""What a start remembers from the one before: a SQLite file in the user's cache directory, never
inside the book.

It holds what the file system knew of each file, what each file said, and what each report needed of
it, all keyed so that nothing stale is ever used, and every value under a checksum, so that damage
is never an answer. Nobody but its owner may have written it. It can be deleted at any time; on any
doubt it is, and everything is read anew.
"""

import marshal
import os
import sqlite3
import time
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from crmcli.store.cache.machine import boot, directory, program
from crmcli.store.cache.seal import SealBroken, seal, unseal
from crmcli.store.files.private import is_private, is_safe_folder

KEPT_ANSWERS = 64

_SCHEMA = """
create table meta (key text primary key, value blob);
create table chunk (chunk int primary key, value blob);
create table tree (path text primary key, digest blob, value blob);
create index tree_digest on tree (digest);
create table facts (key text, chunk int, stamp int, value blob, primary key (key, chunk))
  without rowid;
create table used (key text primary key, at real, size int);
create table placed (path text primary key, value blob);
create table blob (id blob primary key, value blob);
create table batch (form text, digest blob, value blob, primary key (form, digest));
create table past (key text primary key, kind text, at real, value blob);
create table answer (key text primary key, at real, value blob);
"""


def file_for(root: str) -> str:
    """The cache file of a book."""
    real = os.path.realpath(root)
    return os.path.join(
        directory(),
        f"{zlib.crc32(os.fsencode(real)):08x}-{zlib.adler32(os.fsencode(real)):08x}.sqlite",
    )


Damaged = sqlite3.Error
DAMAGE = (sqlite3.Error, SealBroken)  # all that a damaged cache raises


class Cache:
    """One book's memory.

    What is damaged was never remembered; only who asks `db` itself may meet a sqlite3.Error, and
    then goes on without a cache.
    """

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.db, self.path = connection, path
        self.writing = False

    def get(self, key: str) -> Any:  # noqa: ANN401 - what was put under the key
        """A remembered value, unmarshalled; None when there is none."""
        found = self.rows("select value from meta where key = ?", (key,))
        try:
            return marshal.loads(unseal(key, found[0][0])) if found else None
        except (ValueError, EOFError, TypeError):
            self._lose()
            return None

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401 - what marshal takes
        """Remember a value made of plain Python data."""
        self.keep(
            "insert or replace into meta values (?, ?)", (key, seal(key, marshal.dumps(value)))
        )

    def must_get(self, key: str) -> Any:  # noqa: ANN401 - what was put under the key
        """What is always remembered together with the files' state.

        Raises Damaged when it is not there.
        """
        found = self.get(key)
        if found is None:
            raise Damaged(key)
        return found

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:  # as the query has them
        """What is remembered."""
        try:
            return self.db.execute(query, values).fetchall()
        except sqlite3.OperationalError:
            return []  # no such table, or locked
        except sqlite3.Error:
            self._lose()
            return []

    def keep(self, statement: str, values: Sequence[object]) -> None:
        """Remember something, if we may write."""
        if self.begin_writing():
            try:
                self.db.execute(statement, values)
            except sqlite3.OperationalError:
                self.db.close()  # a full disk: what stood there before this run is as good as ever
            except sqlite3.Error:
                self._lose()

    def _lose(self) -> None:
        """Forget everything: part of it is damaged."""
        self.db.close()
        try:
            remove(self.path)
        except OSError:
            return

    def begin_reading(self) -> None:
        """From here on the run sees one state of the cache, whatever other processes write
        meanwhile.
        """
        self.db.execute("begin")

    def begin_writing(self) -> bool:
        """May we write?

        Not while another process does, nor once one wrote what this run has not seen; then it goes
        without remembering.
        """
        if not self.writing:
            try:
                self.db.execute(
                    "update meta set value = value where 0"
                    if self.db.in_transaction
                    else "begin immediate"
                )
                self.writing = True
            except sqlite3.Error:
                return False
        return True

    def commit(self) -> None:
        """Make what was written visible to the next start."""
        if self.writing:
            self.db.execute("commit")
            self.writing = False

    def rest(self) -> None:
        """Make what was written visible, and hold no state of the cache while nobody asks: a run
        that goes on for hours keeps others from nothing.
        """
        self.commit()
        if self.db.in_transaction:
            self.db.execute("commit")

    def wake(self) -> None:
        """See one state again, the newest, after a rest."""
        if not self.db.in_transaction:
            self.begin_reading()

    def close(self) -> None:
        """Let go; what was not committed is forgotten."""
        self.db.close()


def connect(root: str, *, create: bool = True) -> Cache | None:
    """The book's cache, made or emptied when it is missing, foreign or damaged, or when others
    could have written it. None when there can be none.
    """
    path = file_for(root)
    if not create and not os.path.exists(path):
        return None
    for _ in range(2):
        try:
            if create:
                _make_room(path)
            if not is_safe_folder(os.path.dirname(path)):
                return None
            is_fit = all(map(is_private, files_of(path)))
            cache = _ours(path, root, create=create) if is_fit else None
            if cache or not create:
                return cache
            remove(path)
        except sqlite3.OperationalError:
            return None  # locked or a full disk: go on without
        except (sqlite3.Error, OSError, ValueError, EOFError, TypeError):
            try:
                remove(path)
            except OSError:
                return None
    return None


def _ours(path: str, root: str, *, create: bool) -> Cache | None:
    """The cache in that file, if it is this book's or can be made so; else nothing is left open."""
    cache, is_ours = _open(path), False
    try:
        is_ours = _is_ours(cache, root) or (create and _made(cache, root))
        if is_ours:
            cache.begin_reading()
    except BaseException:
        cache.close()
        raise
    if not is_ours:
        cache.close()
        return None
    return cache


def _make_room(path: str) -> None:
    """The folder and an empty file, for their owner only before anything is in them: SQLite gives
    its other files the same mode.
    """
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))  # O_EXCL follows no link


@lru_cache
def _owner(root: str) -> list[str]:
    """Who wrote it: a run is one program from its start to its end, whatever is installed
    meanwhile.
    """
    return [os.path.realpath(root), program(), boot()]


def _is_ours(cache: Cache, root: str) -> bool:
    return bool(cache.get("owner") == _owner(root))


def _open(path: str) -> Cache:
    """A connection that leaves syncing to the system: a crash of ours is undone by SQLite, and
    after one of the machine `owner` differs.
    """
    connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    try:
        connection.execute(f"pragma synchronous = {'off' if boot() else 'normal'}")
    except sqlite3.Error:
        connection.close()
        raise
    return Cache(connection, path)


def _made(cache: Cache, root: str) -> bool:
    """Make the tables of an empty cache, unless another process was quicker; False when something
    else is in it.
    """
    cache.db.execute("pragma journal_mode = wal")
    cache.db.execute("begin immediate")
    cache.writing = True
    if _is_ours(cache, root):
        cache.commit()
        return True
    if cache.db.execute("select 1 from sqlite_master").fetchone():
        return False
    for statement in _SCHEMA.split(";"):
        cache.db.execute(statement)
    cache.put("owner", _owner(root))
    cache.commit()
    return True


def files_of(path: str) -> tuple[str, str, str]:
    """The files one cache may consist of."""
    return path, f"{path}-wal", f"{path}-shm"


def remove(path: str) -> None:
    """Delete a cache."""
    for name in files_of(path):
        try:
            os.remove(name)
        except (FileNotFoundError, NotADirectoryError):
            continue  # also when another process removed it just now


class RememberedAnswer(NamedTuple):
    """What a whole command printed, the time from when until when the same words ask the same
    question, and what they mean.
    """

    key: str
    since: float
    until: float
    out: bytes
    err: bytes
    status: int
    generation: int  # counts the states the files were in: an answer holds for one of them
    request: tuple[Any, ...] | None  # what marshal takes
    may_page: bool = False  # is it a list for people, which a pager shows where it is long?
    # for an answer that asked git: where its history stood (store/git/head.py); else empty
    history: str = ""
    # for an answer that compared the files with nothing: the digest of what the file system said of
    # them, which is all that it is of; else empty
    state: bytes = b""


def remember_answer(cache: Cache, answer: RememberedAnswer) -> None:
    """Keep an answer for the same command over the same files."""
    value = seal(answer.key, marshal.dumps(tuple(answer[1:])))
    cache.db.execute(
        "insert or replace into answer values (?, ?, ?)", (answer.key, time.time(), value)
    )
    cache.db.execute(
        "delete from answer where key not in (select key from answer order by at desc limit ?)",
        (KEPT_ANSWERS,),
    )


def remembered_answer(cache: Cache, key: str) -> RememberedAnswer | None:
    """The answer to the very same command; None when there is none.

    Raises ValueError for a damaged one.
    """
    row = cache.db.execute("select value from answer where key = ?", (key,)).fetchone()
    if row is None:
        return None
    return RememberedAnswer(key, *marshal.loads(unseal(key, row[0])))
