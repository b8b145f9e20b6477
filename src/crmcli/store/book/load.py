"""A book's facts for a report: gathered account by account, remembered chunk by chunk, never all
records at once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from crmcli.domain.finding import Finding, Problem
from crmcli.domain.records.account import Account
from crmcli.reports.report import F, W
from crmcli.store.book.facts import AnyRequest, Chunk, FactRequest, Facts, Fresh, select
from crmcli.store.book.shelf import Shelf
from crmcli.store.book.workers import read_chunks
from crmcli.store.cache.chunks import chunk_of, state_of
from crmcli.store.files.scan import MAX_BYTES, MISSING, POLICY, Entry, Scan, read_bytes
from crmcli.store.shapes.reading import START, Reading, account_id, read_account
from crmcli.store.yaml.tree import nfc

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache

# where the rule is not called like its message
REFUSALS = {
    "file-name-bytes": "bad-file-name",
    "file-unopened": "file-unreadable",
}
Progress = Callable[[int, int], None]


class Skipped(NamedTuple):
    """A file left out of the answer, and why."""

    path: str
    problems: tuple[Problem, ...]
    is_past: bool = False  # the path names a commit too

    @property
    def file(self) -> str:
        """The path from the book's folder."""
        return self.path.partition(":")[2] if self.is_past else self.path

    @property
    def is_missing(self) -> bool:
        """Is it left out because this checkout has not got it?"""
        return self.problems[0][0].rule == MISSING


class AnyLibrary(Protocol):
    """The accounts of a book, whether of the files as they are or of a commit."""

    entries: list[Entry]
    skipped: list[Skipped]
    warnings: list[Skipped]
    state: bytes  # of the files, where answers are remembered by it; else empty
    synced: bool  # what an earlier reading found wrong is taken over

    def told(self, path: str, problems: tuple[Problem, ...]) -> Skipped:
        """A file of the book and what is wrong with it."""

    def facts(self, want: FactRequest[F, W], policy_digest: bytes) -> list[F]:
        """Every account's facts, filtered and condensed as asked."""

    def parts(self, want: FactRequest[F, W], policy_digest: bytes) -> Iterator[list[F]]:
        """The same in parts, so that they are never all in memory."""

    def account(self, path: str) -> Account | None:
        """One account's record; None, and told, when its file is broken."""

    def data(self, path: str) -> bytes:
        """What the file says, byte by byte. Raises OSError where it is gone."""

    @property
    def paths(self) -> Mapping[str, str]:
        """Where the account of each id stands."""


def accounts_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Where the account of each id stands."""
    return {account_id(entry[0]): entry[0] for entry in entries if entry[0] != POLICY}


def refusal(path: str, key: str) -> Finding:
    """Why a file is not read, and the name that it should have where that is why."""
    if key != "file-suffix":
        return Finding(REFUSALS.get(key, key), (), key)
    from crmcli.store.files.strays import account_name

    return Finding("file-suffix", (), "", (account_name(path.rpartition("/")[2]),))


def not_read(root: str) -> Iterator[Skipped]:
    """Files that look like accounts and are none of the book: told by who judges it whole."""
    from crmcli.store.files.strays import strays

    for path, key, name in strays(root):
        yield Skipped(path, ((Finding("file-not-read", (), key, (path, name)), START),))


class Library:
    """One book, for one run: what is on disk, what is remembered of it, and what was left out."""

    def __init__(
        self, found: Scan, cache: "Cache | None", progress: Progress | None = None
    ) -> None:
        self.root, self.cache, self.progress = found.root, cache, progress
        self.state = state_of(found) if cache else b""
        self.scan = found
        self.entries, twice = without_twins(found)
        self.skipped = [
            Skipped(path, ((refusal(path, key), START),))
            for path, key in found.refused
            if path != POLICY
        ]
        self.skipped += [
            Skipped(path, ((Finding("duplicate-account", (), "", (other,)), START),))
            for path, other in twice
        ]
        self.warnings: list[Skipped] = []
        self._told: set[str] = set()
        self.shelf = Shelf()
        self.synced = False

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """Where the account of each id stands."""
        return accounts_of(self.entries)

    def told(self, path: str, problems: tuple[Problem, ...]) -> Skipped:
        """A file of the book and what is wrong with it."""
        return Skipped(path, problems)

    def facts(self, want: FactRequest[F, W], policy_digest: bytes) -> list[F]:
        """Every account's facts, filtered and condensed as asked; always in one order of the
        accounts, that of their chunks.
        """
        parts = sorted(self._parts(want, policy_digest), key=itemgetter(0))
        return [fact for _, part in parts for fact in part]

    def parts(self, want: FactRequest[F, W], policy_digest: bytes) -> Iterator[list[F]]:
        """The same in parts, so that they are never all in memory; in which order, depends on what
        is remembered.
        """
        return (part for _, part in self._parts(want, policy_digest))

    def _parts(
        self, want: FactRequest[F, W], policy_digest: bytes
    ) -> Iterator[tuple[int, list[F]]]:
        """Each with its chunk."""
        if self.cache is None:
            yield from self._without_cache(want)
        else:
            from crmcli.store.book.remembering import Remembering

            yield from Remembering(self, self.cache, want, policy_digest).parts()

    def chunks(
        self, want: FactRequest[F, W], policy_digest: bytes, asked: Collection[int] | None = None
    ) -> dict[int, Chunk] | None:
        """The same where each part comes from memory only if somebody asks for it, and others than
        those `asked` for are not even gathered before; None where nothing is remembered.
        """
        if self.cache is None:
            return None
        from crmcli.store.book.remembering import Remembering

        return Remembering(self, self.cache, want, policy_digest).chunks(asked)

    def account(self, path: str) -> Account | None:
        """One account's record, taken apart anew unless it is remembered what the file says; None,
        and told, when its file is broken.
        """
        if self.cache is not None:
            from crmcli.store.book.known_account import known_account

            known = known_account(self, self.cache, path)
            if known is not None:
                return known
        reading, _ = read_account(self.root, path)
        self._note(path, reading)
        return reading.record

    def data(self, path: str) -> bytes:
        """What the file says now."""
        return read_bytes(self.root, path, MAX_BYTES)

    def _without_cache(self, want: AnyRequest) -> Iterator[tuple[int, Facts]]:
        chunks: dict[int, list[str]] = {}
        for path in sorted(entry[0] for entry in self.entries if entry[0] != POLICY):
            chunks.setdefault(chunk_of(path), []).append(path)
        wrong = []
        for chunk, fresh in self.read_all(want, chunks):
            wrong += [
                (each.held.path, each.tree is None, each.problems)
                for each in fresh
                if each.problems
            ]
            yield chunk, select([each.held for each in fresh if each.tree is not None], want)
        self.note_all(sorted(wrong))

    def read_all(
        self, want: AnyRequest, chunks: dict[int, list[str]]
    ) -> Iterator[tuple[int, list[Fresh]]]:
        """Read files and gather their facts, chunk by chunk; in two processes when they are
        many.
        """
        total, done = sum(map(len, chunks.values())), 0
        for chunk, fresh in read_chunks(self.root, want, chunks, remember=self.cache is not None):
            done += len(fresh)
            if self.progress:
                self.progress(done, total)
            yield chunk, fresh

    def _note(self, path: str, reading: Reading[Account]) -> None:
        if path in self._told:  # by an earlier question of the same run
            return
        self._told.add(path)
        if reading.tree is None:
            self.skipped.append(Skipped(path, reading.problems))
        elif reading.problems:
            self.warnings.append(Skipped(path, reading.problems))

    def note_all(self, problems: Iterable[tuple[str, bool, tuple[Problem, ...]]]) -> None:
        """Take over what a reading found wrong: with each path whether the file is broken."""
        for path, broken, found in problems:
            self._note(path, Reading(None if broken else {}, found))


def without_twins(found: Scan) -> tuple[list[Entry], list[tuple[str, str]]]:
    """The files, each account id once, and those whose id a file with an earlier name has."""
    names = {entry[0][entry[0].rfind("/") + 1 :] for entry in found.entries if entry[0] != POLICY}
    if not "".join(names).isascii():
        names = set(map(nfc, names))
    if len(names) == sum(entry[0] != POLICY for entry in found.entries[:1]) + len(
        found.entries[1:]
    ):
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
