"""A book's facts for a report: gathered account by account, remembered chunk by chunk, never all records at once."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.domain.finding import Finding, Problem
from crmcli.domain.records import Account
from crmcli.store.chunks import chunk_of, is_racy, state_of
from crmcli.store.facts import Fresh, Gathering, Held, condenses, hold, select
from crmcli.store.reading import START, Reading, account_id, read_account
from crmcli.store.scan import MISSING, POLICY, Entry, Scan
from crmcli.store.tree import nfc
from crmcli.store.workers import PARALLEL, read_chunks

if TYPE_CHECKING:
    from crmcli.store.cache import Cache

REFUSALS = {"file-name-bytes": "bad-file-name", "file-unopened": "file-unreadable"}  # where the rule is not called like its message
KEPT_KEYS = 24  # how many reports' facts are remembered; the least recently used go first
Progress = Callable[[int, int], None]


class Skipped(NamedTuple):
    """A file left out of the answer, and why."""

    path: str
    problems: tuple[Problem, ...]
    is_past: bool = False  # the path names a commit too

    @property
    def is_missing(self) -> bool:
        """Is it left out because this checkout has not got it?"""
        return self.problems[0][0].rule == MISSING


class Library:
    """One book, for one run: what is on disk, what is remembered of it, and what was left out."""

    def __init__(self, found: Scan, cache: "Cache | None", progress: Progress | None = None) -> None:
        self.root, self.cache, self.progress = found.root, cache, progress
        self.state = state_of(found) if cache else b""
        self.scan = found
        self.entries, twice = without_twins(found)
        self.skipped = [Skipped(path, ((Finding(REFUSALS.get(key, key), (), key), START),)) for path, key in found.refused if path != POLICY]
        self.skipped += [Skipped(path, ((Finding("duplicate-account", (), "", (other,)), START),)) for path, other in twice]
        self.warnings: list[Skipped] = []
        self._told: set[str] = set()
        self.synced = False

    def told(self, path: str, problems: tuple[Problem, ...]) -> Skipped:
        """A file of the book and what is wrong with it."""
        return Skipped(path, problems)

    def facts(self, want: Gathering, policy_digest: bytes) -> list[Any]:
        """Every account's facts, filtered and condensed as asked; in which order of the accounts, depends on what is remembered."""
        if self.cache is None:
            parts = list(self._without_cache(want, sorted(entry[0] for entry in self.entries if entry[0] != POLICY)))
        else:
            parts = list(_Remembering(self, self.cache, want, policy_digest).parts())
        return [fact for part in parts for fact in part]

    def account(self, path: str) -> Account | None:
        """One account's record, read anew; None, and told, when its file is broken."""
        reading, _ = read_account(self.root, path)
        self._note(path, reading)
        account: Account | None = reading.record
        return account

    def _without_cache(self, want: Gathering, paths: list[str]) -> Iterator[list[Any]]:
        for fresh in self.read_all(want, {0: paths} if len(paths) <= PARALLEL else _spread(paths)):
            for each in fresh[1]:
                self._note(each.held.path, Reading({} if each.tree is not None else None, each.problems))
            yield select([each.held for each in fresh[1] if each.tree is not None], want)

    def read_all(self, want: Gathering, chunks: dict[int, list[str]]) -> Iterator[tuple[int, list[Fresh]]]:
        """Read files and gather their facts, chunk by chunk; in two processes when they are many."""
        total, done = sum(map(len, chunks.values())), 0
        for chunk, fresh in read_chunks(self.root, want, chunks, remember=self.cache is not None):
            done += len(fresh)
            if self.progress:
                self.progress(done, total)
            yield chunk, fresh

    def _note(self, path: str, reading: Reading) -> None:
        if path in self._told:  # by an earlier question of the same run
            return
        self._told.add(path)
        if reading.tree is None:
            self.skipped.append(Skipped(path, reading.problems))
        elif reading.problems:
            self.warnings.append(Skipped(path, reading.problems))

    def note_all(self, problems: Iterable[tuple[str, bool, tuple[Problem, ...]]]) -> None:
        """Take over what an earlier reading found wrong."""
        for path, broken, found in problems:
            self._note(path, Reading(None if broken else {}, found))


class _Remembering:
    """The cached way: only files that changed are read, only chunks they are in are gathered again."""

    def __init__(self, library: Library, cache: "Cache", want: Gathering, policy_digest: bytes) -> None:
        self.library, self.cache, self.want = library, cache, want
        self.key = want.key(policy_digest)
        self.short = f"{self.key} {want.ask!r}" if condenses(want) else ""
        self.may_write = False
        self.gone: set[str] = set()
        self.wrong: dict[str, tuple[bool, tuple[Problem, ...]]] = {}  # of each file read just now: whether it is broken, and what is wrong with it
        self.unread: list[str] = []  # files that could not even be opened

    def parts(self) -> Iterator[list[Any]]:
        db = self.cache.db
        changed, removed = self._changes()
        self.gone = set(removed)
        if changed or removed:
            self.may_write = self.cache.begin_writing()
        stamps: dict[int, int] = dict(db.execute("select chunk, value from stamp").fetchall())
        touched: dict[int, list[str]] = {chunk_of(path): [] for path in removed}
        for path in changed:
            touched.setdefault(chunk_of(path), []).append(path)
        waiting = {}
        for chunk in sorted({*stamps, *touched}):
            ready = None if chunk in touched else self._ready(chunk, stamps[chunk])
            if ready is None:
                waiting[chunk] = touched.get(chunk, [])
            else:
                yield ready
        if waiting and not self.may_write:
            self.may_write = self.cache.begin_writing()
        for chunk, fresh in self.library.read_all(self.want, waiting):
            yield self._chunk(chunk, fresh, stamps)
        self._finish()

    def _changes(self) -> tuple[list[str], list[str]]:
        """Which files may read differently than before, and which are gone."""
        from marshal import loads

        before: bytes | None = self.cache.get("scan")
        racy = set(self.cache.get("racy") or ())
        if before == self.library.state and not racy:
            return [], []
        past = loads(before)[0] if before else []
        present = self.library.entries
        if len(past) == len(present) and all(map(_same_path, past, present)):  # the usual case, told apart at half the price
            return [entry[0] for entry, other in zip(present, past, strict=True) if (entry != other or entry[0] in racy) and entry[0] != POLICY], []
        old = {entry[0]: entry for entry in past}
        new = {entry[0]: entry for entry in present}
        changed = [path for path, entry in new.items() if (old.get(path) != entry or path in racy) and path != POLICY]
        if new.keys() == old.keys():
            return changed, []
        known = {row[0] for row in self.cache.db.execute("select path from file")}
        missed = new.keys() - known - {POLICY, *changed}  # such as a file whose id another one had until now
        return [*changed, *missed], list(known - new.keys())

    def _ready(self, chunk: int, stamp: int) -> list[Any] | None:
        """A chunk's facts as remembered, if they still hold."""
        from crmcli.store.vault import unpack

        select_facts = "select value from facts where key = ? and chunk = ? and stamp = ?"
        if self.short:
            row = self.cache.db.execute(select_facts, (self.short, chunk, stamp)).fetchone()
            if row:
                return list(unpack(row[0]))
        row = self.cache.db.execute(select_facts, (self.key, chunk, stamp)).fetchone()
        if row is None:
            return None
        part = select([Held(*each) for each in unpack(row[0])], self.want)
        if self.short and not self.may_write:
            self.may_write = self.cache.begin_writing()
        self._keep_short(chunk, stamp, part)
        return part

    def _chunk(self, chunk: int, fresh: list[Fresh], stamps: dict[int, int]) -> list[Any]:
        """Put a chunk together from files read just now, facts remembered, and trees remembered."""
        from crmcli.store.vault import pack, unpack

        db = self.cache.db
        digests: dict[str, bytes] = dict(db.execute("select path, digest from file where chunk = ?", (chunk,)).fetchall())
        moved = {each.held.path: each for each in fresh if not each.held.digest or digests.get(each.held.path) != each.held.digest}
        dead = [path for path in digests if path in self.gone]
        self.wrong.update((each.held.path, (each.tree is None, each.problems)) for each in fresh)
        self.unread += [each.held.path for each in fresh if not each.held.digest]
        row = db.execute("select value from facts where key = ? and chunk = ?", (self.key, chunk)).fetchone()
        held = {each[0]: Held(*each) for each in unpack(row[0])} if row else {}
        now = {each.held.path: each for each in fresh}
        paths = sorted({*digests, *now} - self.gone)
        entries, lost = [], []
        for path in paths:
            if path in now:
                if now[path].tree is not None:
                    entries.append(now[path].held)
            elif path in held and held[path].digest == digests[path]:
                entries.append(held[path])
            else:
                lost.append(path)
        entries += self._from_trees(lost, digests)
        entries.sort(key=lambda each: each.path)
        stamp = stamps.get(chunk, 0) + bool(moved or dead)
        if self.may_write:
            if moved or dead or chunk not in stamps:
                self._store_files(chunk, moved, dead)
                db.execute("insert or replace into stamp values (?, ?)", (chunk, stamp))
            self._put(self.key, chunk, stamp, pack([tuple(each) for each in entries]))
        part = select(entries, self.want)
        self._keep_short(chunk, stamp, part)
        return part

    def _from_trees(self, paths: list[str], digests: dict[str, bytes]) -> Iterator[Held]:
        from marshal import loads

        from crmcli.store.lazy import lazy_account

        for path in paths:
            row = self.cache.db.execute("select value from tree where path = ?", (path,)).fetchone()
            if row is not None:
                tree, phones = loads(row[0])
                yield hold(lazy_account(tree, path, phones), path, digests[path], self.want)

    def _store_files(self, chunk: int, moved: dict[str, Fresh], dead: list[str]) -> None:
        from crmcli.store.vault import pack

        db = self.cache.db
        for table in ("file", "tree", "problem"):
            db.executemany(f"delete from {table} where path = ?", [(path,) for path in (*dead, *moved)])  # noqa: S608 - our own names
        db.executemany("insert into file values (?, ?, ?)", [(path, chunk, each.held.digest) for path, each in moved.items()])
        db.executemany("insert into tree values (?, ?)", [(path, each.tree) for path, each in moved.items() if each.tree is not None])
        db.executemany(
            "insert into problem values (?, ?)", [(path, pack((each.tree is None, each.problems))) for path, each in moved.items() if each.problems]
        )

    def _keep_short(self, chunk: int, stamp: int, part: list[Any]) -> None:
        if self.short and self.may_write:
            from crmcli.store.vault import pack

            self._put(self.short, chunk, stamp, pack(part))

    def _put(self, key: str, chunk: int, stamp: int, value: bytes) -> None:
        self.cache.db.execute("insert or replace into facts values (?, ?, ?, ?)", (key, chunk, stamp, value))

    def _finish(self) -> None:
        """Tell what is wrong with the files, and remember the state all this holds for."""
        import time

        from crmcli.store.vault import unpack

        library, db = self.library, self.cache.db
        if library.synced:
            if self.may_write:
                self._keep(time.time())
            return
        library.synced = True
        remembered = {path: unpack(value) for path, value in db.execute("select path, value from problem") if path not in self.gone}
        library.note_all((path, *wrong) for path, wrong in sorted({**remembered, **self.wrong}.items()))
        if not self.may_write and library.cache and self.cache.get("scan") == library.state and self.cache.get("racy"):
            self.may_write = self.cache.begin_writing()
        if self.may_write:
            if self.cache.get("scan") != library.state or self.cache.get("racy"):
                self.cache.put("generation", (self.cache.get("generation") or 0) + 1)
            self.cache.put("scan", library.state)
            self.cache.put("racy", is_racy(library.scan.entries, library.scan.began) + self.unread)  # what could not be read is tried again each time
            self._keep(time.time())

    def _keep(self, now: float) -> None:
        """These facts are among those used last; the others that are too many go."""
        db = self.cache.db
        at = 0.0 if getattr(self.want.module, "PASSING", False) else now  # what is asked once takes no place from what is asked every day
        for key in filter(None, (self.key, self.short)):
            db.execute("insert or replace into used values (?, ?)", (key, at))
        db.execute("delete from facts where key not in (select key from used order by at desc limit ?)", (KEPT_KEYS,))
        db.execute("delete from used where key not in (select key from used order by at desc limit ?)", (KEPT_KEYS,))


def _same_path(one: Entry, other: Entry) -> bool:
    return one[0] == other[0]


def _spread(paths: list[str]) -> dict[int, list[str]]:
    size = 200
    return {start: paths[start : start + size] for start in range(0, len(paths), size)}


def without_twins(found: Scan) -> tuple[list[Entry], list[tuple[str, str]]]:
    """The files, each account id once, and those whose id a file with an earlier name has."""
    names = {entry[0][entry[0].rfind("/") + 1 :] for entry in found.entries if entry[0] != POLICY}
    if not "".join(names).isascii():
        names = set(map(nfc, names))
    if len(names) == sum(entry[0] != POLICY for entry in found.entries[:1]) + len(found.entries[1:]):
        return found.entries, []
    first: dict[str, str] = {}
    entries, twice = [], []
    for entry in sorted(found.entries):
        if entry[0] == POLICY:
            entries.append(entry)
            continue
        other = first.setdefault(account_id(entry[0]), entry[0])
        if other == entry[0]:
            entries.append(entry)
        else:
            twice.append((entry[0], other))
    return entries, twice
