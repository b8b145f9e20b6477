"""A book's facts the cached way: only files that changed are read, only the chunks they are in are
gathered again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol

from crmcli.domain.finding import Problem
from crmcli.domain.records.account import Account
from crmcli.store.book import known_files
from crmcli.store.book.facts import AccountFacts, AnyRequest, Chunk, Facts, Fresh, hold, select
from crmcli.store.book.kept_chunks import KeptChunks
from crmcli.store.book.shelf import Shelf
from crmcli.store.cache.chunks import chunk_of, is_racy
from crmcli.store.cache.seal import SealBroken
from crmcli.store.files.digest import digest_of
from crmcli.store.files.scan import POLICY, Entry, Scan

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache


class Files(Protocol):
    """The book's files as this run sees them."""

    scan: Scan
    state: bytes
    entries: list[Entry]
    synced: bool
    shelf: Shelf
    progress: Callable[[int, int], None] | None

    def read_all(
        self, want: AnyRequest, chunks: dict[int, list[str]]
    ) -> Iterator[tuple[int, list[Fresh]]]:
        """Read files and gather their facts, chunk by chunk."""

    def data(self, path: str) -> bytes:
        """What the file says now. Raises OSError where it cannot be read."""

    def note_all(self, problems: Iterable[tuple[str, bool, tuple[Problem, ...]]]) -> None:
        """Take over what is wrong with files: path, whether it is broken, and the problems."""


class Remembering:
    """One question over a book with a cache."""

    def __init__(
        self, library: Files, cache: "Cache", want: AnyRequest, policy_digest: bytes
    ) -> None:
        self.library, self.cache, self.want = library, cache, want
        self.key, self.day = want.lasting_key(policy_digest), want.as_of.toordinal()
        self.short = want.key_when_cut(self.key)
        self.may_write = False
        self.gone: set[str] = set()
        self.wrong: dict[
            str, tuple[bool, tuple[Problem, ...]]
        ] = {}  # of each file read just now: whether it is broken, and what is wrong with it
        self.unread: list[str] = []  # files that could not even be opened
        self.kept = KeptChunks(cache)
        self.before: bytes | None = cache.get("scan")
        self.stamps: dict[int, int] = {}  # how many states of each chunk there have been
        self.problems: dict[str, bytes] = {}  # what was remembered to be wrong with files, by path

    def parts(self) -> Iterator[tuple[int, Facts]]:
        """The facts, chunk by chunk: first of those that are remembered.

        Raises ValueError or Damaged when what is remembered is damaged.
        """
        touched = self._look()
        stamps = self.stamps
        waiting = {}
        for chunk in sorted({*stamps, *touched}):
            ready = None if chunk in touched else self._ready(chunk, stamps[chunk])
            if ready is None:
                waiting[chunk] = touched.get(chunk, [])
            else:
                yield chunk, ready
        yield from self._gathered(waiting)
        self._finish()

    def chunks(self, asked: Collection[int] | None) -> dict[int, Chunk]:
        """Every chunk in the state it is in now, each gathered where that is needed, and taken from
        memory only where somebody asks for it. One in which nothing changed, and that is not among
        those `asked` for, is gathered then.

        Raises ValueError or Damaged when what is remembered is damaged.
        """
        touched = self._look()
        # what holds for a span of days is looked into first
        known = self.kept.stamps(self.key) if self.want.turns is None else {}
        chunks, waiting = {}, {}
        for chunk in sorted({*self.stamps, *touched}):
            if chunk not in touched and known.get(chunk) == self.stamps[chunk]:
                chunks[chunk] = Chunk(self.stamps[chunk], partial(self._held, chunk))
            elif chunk not in touched and asked is not None and chunk not in asked:
                chunks[chunk] = Chunk(self.stamps[chunk], partial(self._chunk, chunk, []))
            else:
                waiting[chunk] = touched.get(chunk, [])
        for chunk, part in self._gathered(waiting):
            # what could not be kept is of no state that anybody can name
            stamp = self.stamps.get(chunk) if self.may_write else None
            chunks[chunk] = Chunk(stamp, partial(list, part))
        self._finish()
        return chunks

    def _held(self, chunk: int) -> Facts:
        """A chunk's facts as remembered. Raises SealBroken where they are lost."""
        known = self.kept.facts(self.key, chunk, self.stamps[chunk])
        if known is None:
            raise SealBroken(f"{self.key} {chunk}")
        return select([AccountFacts(*each) for each in known], self.want)

    def _look(self) -> dict[int, list[str]]:
        """Which files are to be read, by their chunks, and chunks that files are gone from.

        Raises ValueError or Damaged when what is remembered is damaged.
        """
        if self.before:
            self.stamps, self.problems = (
                self.cache.must_get("stamps"),
                self.cache.must_get("problems"),
            )
        changed, removed = self._changes()
        changed = list(self._differ(changed))
        self.gone = set(removed)
        if changed or removed:
            self.may_write = self.cache.begin_writing()
        touched: dict[int, list[str]] = {chunk_of(path): [] for path in removed}
        for path in changed:
            touched.setdefault(chunk_of(path), []).append(path)
        return touched

    def _differ(self, paths: list[str]) -> Iterator[str]:
        """Those files that do not say, byte by byte, what they said when they were read before,
        whatever the file system tells of them.
        """
        digests: dict[int, dict[str, bytes]] = {}
        for path in paths:
            chunk = chunk_of(path)
            if chunk not in digests:
                digests[chunk] = self.kept.digests(chunk) if chunk in self.stamps else {}
            digest = digests[chunk].get(path)
            # what is new has none, and what could not be read an empty one
            if not digest or self._digest(path) != digest:
                yield path

    def _digest(self, path: str) -> bytes | None:
        try:
            return digest_of(self.library.data(path))
        except OSError:
            return None

    def _gathered(self, waiting: dict[int, list[str]]) -> Iterator[tuple[int, Facts]]:
        """The facts of these chunks, those files read that are to be read."""
        if waiting and not self.may_write:
            self.may_write = self.cache.begin_writing()
        known = self._known(waiting)
        yield from self._gathered_by_others(known)
        rest = {chunk: paths for chunk, paths in waiting.items() if chunk not in known}
        for chunk, fresh in self.library.read_all(self.want, rest):
            yield chunk, self._chunk(chunk, fresh)

    def _known(self, waiting: dict[int, list[str]]) -> dict[int, dict[str, bytes]]:
        """Those chunks of which no file is to be read and every record is to be looked at, each
        with its files' digests; none where they are too few to be shared with other processes, or
        this one has the records at hand.
        """
        if not waiting or self.library.shelf.room or not known_files.are_shared():
            return {}
        asked_before = self.kept.stamps(self.key)
        known = {
            chunk: self.kept.digests(chunk)
            for chunk, paths in waiting.items()
            if not paths and chunk in self.stamps and chunk not in asked_before
        }
        # files that are gone make another state of their chunk
        known = {chunk: of for chunk, of in known.items() if self.gone.isdisjoint(of)}
        return known if sum(map(len, known.values())) > known_files.MANY else {}

    def _gathered_by_others(
        self, chunks: dict[int, dict[str, bytes]]
    ) -> Iterator[tuple[int, Facts]]:
        """The facts of these chunks, by other processes from what is remembered of the files."""
        if not chunks:
            return
        done, total = 0, sum(map(len, chunks.values()))
        found = known_files.gathered(self.want, map(self.kept.known_files, chunks.values()))
        for (chunk, digests), packed in zip(chunks.items(), found, strict=True):
            done += len(digests)
            if self.library.progress:
                self.library.progress(done, total)
            yield chunk, self._taken(chunk, digests, packed)

    def _taken(self, chunk: int, digests: dict[str, bytes], packed: bytes) -> Facts:
        """A chunk's facts as others gathered them.

        Raises ValueError when the tree of a file that could be read is lost or damaged.
        """
        from crmcli.store.cache.safe_pickle import unpack

        entries = [AccountFacts(*each) for each in unpack(packed)]
        lost = digests.keys() - {each.path for each in entries}
        if not all(map(self._is_broken, lost)):
            raise SealBroken(f"{self.key} {chunk}")
        stamp = self.stamps[chunk]
        if self.may_write:
            self.kept.put_packed(self.key, chunk, stamp, packed)
        part = select(entries, self.want)
        self._keep_short(chunk, stamp, part)
        return part

    def _changes(self) -> tuple[list[str], list[str]]:
        """Which files may read differently than before, and which are gone. A run that has looked
        at them once knows them as they were then.
        """
        from marshal import loads

        before = self.before
        racy = set() if self.library.synced else set(self.cache.get("racy") or ())
        if before == self.library.state and not racy:
            return [], []
        past = loads(before)[0] if before else []
        present = self.library.entries
        # the usual case, told apart at half the price
        if len(past) == len(present) and all(map(_same_path, past, present)):
            return [
                entry[0]
                for entry, other in zip(present, past, strict=True)
                if (entry != other or entry[0] in racy) and entry[0] != POLICY
            ], []
        old = {entry[0]: entry for entry in past}
        new = {entry[0]: entry for entry in present}
        changed = [
            path
            for path, entry in new.items()
            if (old.get(path) != entry or path in racy) and path != POLICY
        ]
        if new.keys() == old.keys():
            return changed, []
        known = {path for chunk in self.stamps for path in self.kept.digests(chunk)}
        # such as a file whose id another one had until now
        missed = new.keys() - known - {POLICY, *changed}
        return [*changed, *missed], list(known - new.keys())

    def _ready(self, chunk: int, stamp: int) -> Facts | None:
        """A chunk's facts as remembered, if they still hold."""
        if self.short:
            known = self.kept.facts(self.short, chunk, stamp)
            if known is not None:
                return list(known)
        known = self.kept.facts(self.key, chunk, stamp)
        if known is None:
            return None
        held = [AccountFacts(*each) for each in known]
        if not all(each.holds_on(self.day) for each in held):
            return None
        part = select(held, self.want)
        if self.short and not self.may_write:
            self.may_write = self.cache.begin_writing()
        self._keep_short(chunk, stamp, part)
        return part

    def _chunk(self, chunk: int, fresh: list[Fresh]) -> Facts:
        """Put a chunk together from files read just now, facts remembered, and trees remembered."""
        stamps = self.stamps
        digests = self.kept.digests(chunk) if chunk in stamps else {}
        moved = {
            each.held.path: each
            for each in fresh
            if not each.held.digest or digests.get(each.held.path) != each.held.digest
        }
        dead = [path for path in digests if path in self.gone]
        self.wrong.update((each.held.path, (each.tree is None, each.problems)) for each in fresh)
        self.unread += [each.held.path for each in fresh if not each.held.digest]
        held = {each[0]: AccountFacts(*each) for each in self.kept.facts(self.key, chunk) or ()}
        now = {each.held.path: each for each in fresh}
        paths = sorted({*digests, *now} - self.gone)
        entries, lost = [], []
        for path in paths:
            if path in now:
                if now[path].tree is not None:
                    entries.append(now[path].held)
            elif (
                path in held
                and held[path].digest == digests[path]
                and held[path].holds_on(self.day)
            ):
                entries.append(held[path])
            else:
                lost.append(path)
        entries += self._from_trees(lost, digests)
        entries.sort(key=lambda each: each.path)
        stamp = stamps.get(chunk, 0) + bool(moved or dead)
        if self.may_write:
            if moved or dead or chunk not in stamps:
                self._keep_files(chunk, digests, moved, dead)
                stamps[chunk] = stamp
                self.cache.put("stamps", stamps)
            self.kept.put_facts(self.key, chunk, stamp, [tuple(each) for each in entries])
        part = select(entries, self.want)
        self._keep_short(chunk, stamp, part)
        return part

    def _from_trees(self, paths: list[str], digests: dict[str, bytes]) -> Iterator[AccountFacts]:
        """The facts of files as they were read before.

        Raises ValueError when the tree of one that could be read is lost or damaged.
        """
        for path in paths:
            digest = digests[path]
            account = self.library.shelf.take(path, digest, partial(self._record, path, digest))
            if account is not None:
                yield hold(account, path, digest, self.want)
            elif not self._is_broken(path):
                raise SealBroken(path)

    def _record(self, path: str, digest: bytes) -> Account | None:
        """The account of a remembered tree."""
        from crmcli.store.shapes.lazy import lazy_account

        found = self.kept.tree(path, digest)
        if found is None:
            return None
        tree, beside = found
        return lazy_account(tree, path, beside)

    def _is_broken(self, path: str) -> bool:
        from crmcli.store.cache.safe_pickle import unpack

        return path in self.problems and bool(unpack(self.problems[path])[0])

    def _keep_files(
        self, chunk: int, digests: dict[str, bytes], moved: dict[str, Fresh], dead: list[str]
    ) -> None:
        now = {path: digest for path, digest in digests.items() if path not in self.gone} | {
            path: each.held.digest for path, each in moved.items()
        }
        trees = [
            (path, each.held.digest, each.tree)
            for path, each in moved.items()
            if each.tree is not None
        ]
        self.kept.put_files(chunk, now, (*dead, *moved), trees)

    def _keep_short(self, chunk: int, stamp: int, part: Facts) -> None:
        if self.short and self.may_write:
            self.kept.put_facts(self.short, chunk, stamp, part)

    def _finish(self) -> None:
        """Tell what is wrong with the files, and remember the state all this holds for."""
        import time

        library = self.library
        problems = self._all_problems()
        if self.may_write and (problems != self.problems or not self.before):
            self.cache.put("problems", problems)
        if library.synced:
            if self.may_write:
                self._keep_lately(time.time())
            return
        library.synced = True
        self._tell(problems)
        is_behind = self.cache.get("scan") != library.state or bool(self.cache.get("racy"))
        if is_behind and not self.may_write:
            self.may_write = self.cache.begin_writing()
        if self.may_write:
            if is_behind:
                self.cache.put("generation", (self.cache.get("generation") or 0) + 1)
            self.cache.put("scan", library.state)
            # what could not be read is tried again each time
            self.cache.put("racy", is_racy(library.scan.entries, library.scan.began) + self.unread)
            self._keep_lately(time.time())

    def _all_problems(self) -> dict[str, bytes]:
        """What is wrong with the files as they are now."""
        from crmcli.store.cache.safe_pickle import pack

        others = {
            path: value
            for path, value in self.problems.items()
            if path not in self.gone and path not in self.wrong
        }
        return others | {path: pack(wrong) for path, wrong in self.wrong.items() if wrong[1]}

    def _tell(self, problems: dict[str, bytes]) -> None:
        from crmcli.store.cache.safe_pickle import unpack

        remembered = {
            path: unpack(value) for path, value in problems.items() if path not in self.wrong
        }
        self.library.note_all(
            (path, *wrong) for path, wrong in sorted({**remembered, **self.wrong}.items())
        )

    def _keep_lately(self, now: float) -> None:
        """These facts are among those used last."""
        # what is asked once takes no place from what is asked every day
        at = 0.0 if self.want.source.passing else now
        self.kept.use([key for key in (self.key, self.short) if key], at)


def _same_path(one: Entry, other: Entry) -> bool:
    return one[0] == other[0]
