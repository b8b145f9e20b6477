"""What a start remembers from the one before: a SQLite file in the user's cache directory, never inside the book.

It holds what the file system knew of each file, what each file said, and what each report needed of it, all keyed
so that nothing stale is ever used. It can be deleted at any time; on any doubt it is, and everything is read anew.
"""

import marshal
import os
import sqlite3
import sys
import time
import zlib
from typing import Any, NamedTuple

from crmcli import __version__

KEPT_ANSWERS = 64

_SCHEMA = """
create table meta (key text primary key, value);
create table file (path text primary key, chunk int, digest blob) without rowid;
create index file_chunk on file (chunk);
create index file_digest on file (digest);
create table tree (path text primary key, value blob);
create table problem (path text primary key, value blob) without rowid;
create table stamp (chunk int primary key, value int);
create table facts (key text, chunk int, stamp int, value blob, primary key (key, chunk)) without rowid;
create table used (key text primary key, at real);
create table blob (id blob primary key, value blob);
create table past (key text primary key, kind text, at real, value blob);
create table answer (key text primary key, at real, since real, until real, out blob, err blob, status int, generation int, request blob);
"""


def directory() -> str:
    """Where caches live: CRM_CACHE_DIR, else the platform's place for them."""
    given = os.environ.get("CRM_CACHE_DIR")
    if given:
        return given
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "crm")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or home, "crm", "Cache")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "crm")


def file_for(root: str) -> str:
    """The cache file of a book."""
    real = os.path.realpath(root)
    return os.path.join(directory(), f"{zlib.crc32(os.fsencode(real)):08x}-{zlib.adler32(os.fsencode(real)):08x}.sqlite")


def program() -> str:
    """Which program wrote the cache: its version, Python's, and the age of its own files, so that an upgrade starts afresh."""
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    newest = count = 0
    for folder in (top, *(item.path for item in os.scandir(top) if item.name[0] not in "._" and item.is_dir())):
        with os.scandir(folder) as items:
            for item in items:
                if item.name.endswith((".py", ".yaml")):
                    newest, count = max(newest, item.stat().st_mtime_ns), count + 1
    return f"{__version__} {sys.version_info[:3]} {marshal.version} {count} {newest}"


Damaged = sqlite3.Error


class Cache:
    """One book's memory. Every method may raise sqlite3.Error; `connect` and the desk turn that into no cache at all."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.db, self.path = connection, path
        self.writing = False

    def get(self, key: str) -> Any:
        """A remembered value, unmarshalled; None when there is none."""
        row = self.db.execute("select value from meta where key = ?", (key,)).fetchone()
        return marshal.loads(row[0]) if row else None

    def put(self, key: str, value: Any) -> None:
        """Remember a value made of plain Python data."""
        self.db.execute("insert or replace into meta values (?, ?)", (key, marshal.dumps(value)))

    def begin_writing(self) -> bool:
        """May we write? Not while another process does; then this run goes without remembering."""
        if not self.writing:
            try:
                self.db.execute("begin immediate")
                self.writing = True
            except sqlite3.OperationalError:
                return False
        return True

    def commit(self) -> None:
        """Make what was written visible to the next start."""
        if self.writing:
            self.db.execute("commit")
            self.writing = False

    def close(self) -> None:
        """Let go; what was not committed is forgotten."""
        if self.writing:
            self.db.execute("rollback")
            self.writing = False
        self.db.close()


def connect(root: str, *, create: bool = True) -> Cache | None:
    """The book's cache, made or emptied when it is missing, foreign or damaged. None when there can be none."""
    path = file_for(root)
    if not create and not os.path.exists(path):
        return None
    for _ in range(2):
        try:
            if create:
                os.makedirs(directory(), mode=0o700, exist_ok=True)
            cache = _open(path)
            if _is_ours(cache, root):
                return cache
            cache.close()
            if not create:
                return None
            remove(path)
            return _make(path, root)
        except sqlite3.OperationalError:
            return None  # locked or a full disk: go on without
        except (sqlite3.Error, OSError, ValueError, EOFError, TypeError):
            try:
                remove(path)
            except OSError:
                return None
    return None


def _owner(root: str) -> list[str]:
    return [os.path.realpath(root), program(), boot()]


def _is_ours(cache: Cache, root: str) -> bool:
    try:
        return bool(cache.get("owner") == _owner(root))
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return False
        raise


def _open(path: str) -> Cache:
    """A connection that leaves syncing to the system: a crash of ours is undone by SQLite, and after one of the machine `owner` differs."""
    connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    connection.execute(f"pragma synchronous = {'off' if boot() else 'normal'}")
    return Cache(connection, path)


def boot() -> str:
    """Which start of the machine this is, where the system tells."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""


def _make(path: str, root: str) -> Cache:
    cache = _open(path)
    cache.db.executescript(f"pragma journal_mode = wal; begin immediate; {_SCHEMA}")
    cache.put("owner", _owner(root))
    cache.db.execute("commit")
    os.chmod(path, 0o600)
    return cache


def files_of(path: str) -> tuple[str, str, str]:
    """The files one cache may consist of."""
    return path, f"{path}-wal", f"{path}-shm"


def remove(path: str) -> None:
    """Delete a cache."""
    for name in files_of(path):
        if os.path.exists(name):
            os.remove(name)


class Answer(NamedTuple):
    """What a whole command printed, the time from when until when the same words ask the same question, and what they mean."""

    key: str
    since: float
    until: float
    out: bytes
    err: bytes
    status: int
    generation: int  # counts the states the files were in: an answer holds for one of them
    request: tuple[Any, ...] | None


def remember_answer(cache: Cache, answer: Answer) -> None:
    """Keep an answer for the same command over the same files."""
    values = (answer.key, time.time(), *answer[1:-1], marshal.dumps(answer.request))
    cache.db.execute("insert or replace into answer values (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    cache.db.execute("delete from answer where key not in (select key from answer order by at desc limit ?)", (KEPT_ANSWERS,))
