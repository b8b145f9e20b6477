"""A commit's facts for a report: gathered once from what its files said, remembered as long as
policy, day and accounts are the same.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crmcli.domain.finding import Finding, Problem
from crmcli.domain.records.account import Account
from crmcli.reports.report import F, W
from crmcli.store.book.facts import AccountFacts, AnyRequest, FactRequest, hold, select
from crmcli.store.book.load import Skipped, accounts_of, refusal, without_twins
from crmcli.store.files.scan import POLICY, Entry, Scan
from crmcli.store.past.blobs import Blob
from crmcli.store.past.files import Files
from crmcli.store.past.memory import keep_past, recall_past
from crmcli.store.past.versions import Past
from crmcli.store.shapes.reading import START

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache

# what one file gave, by what was asked, its name and its content: of a file that several commits
# have in the same way
Shared = dict[tuple[str, str, str], tuple[tuple[Any, ...] | None, tuple[Problem, ...]]]
KEPT = 32  # answers about the past that are remembered; the least recently used go first


class PastLibrary:
    """The accounts of one commit, for one run: the same interface as the library of the files as
    they are.
    """

    state = b""

    def __init__(
        self,
        past: Past,
        files: Files,
        said: str,
        cache: "Cache | None",
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.past, self.files, self.said, self.cache, self.progress = (
            past,
            files,
            said,
            cache,
            progress,
        )
        found = Scan("", [(path, 0, 0, 0, 0) for path in sorted(files.blobs)], files.refused)
        entries, twice = without_twins(found)
        self.entries: list[Entry] = entries
        self.skipped = [
            self.told(path, ((refusal(path, key), START),))
            for path, key in files.refused
            if path != POLICY
        ]
        self.skipped += [
            self.told(path, ((Finding("duplicate-account", (), "", (other,)), START),))
            for path, other in twice
        ]
        self.warnings: list[Skipped] = []
        self.synced = False
        self.shared: Shared | None = None  # with libraries of other commits

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """Where the account of each id stands."""
        return accounts_of(self.entries)

    def told(self, path: str, problems: tuple[Problem, ...]) -> Skipped:
        """A file of the commit and what was wrong with it."""
        return Skipped(f"{self.said}:{path}", problems, is_past=True)

    def facts(self, want: FactRequest[F, W], policy_digest: bytes) -> list[F]:
        """Every account's facts, filtered and condensed as asked, in the order of the files'
        names.
        """
        key = f"{want.key(policy_digest)} {self.files.accounts}"
        short = want.key_when_cut(key)
        known = self._recall(short) if short else None
        if known is None:
            held, problems = self._recall(key) or self._gather(key, want)
            known = (select([AccountFacts(*each) for each in held], want), problems)
            if short:
                self._keep(short, known)
        facts, problems = known
        if not self.synced:
            self.synced = True
            for path, broken, found in problems:
                self._note(path, found, broken=broken)
        return list(facts)

    def parts(self, want: FactRequest[F, W], policy_digest: bytes) -> Iterator[list[F]]:  # noqa: ARG002 - as every library
        """The same in parts, in no particular order; nothing of them is remembered."""
        for path, blob in self._read():
            account, wrong = blob.account(path), blob.wrong(path)
            if not self.synced:
                self._note(path, wrong, broken=account is None)
            if account is not None:
                yield select([hold(account, path, b"", want)], want)
        self.synced = True

    def account(self, path: str) -> Account | None:
        """One account's record; None, and told, when its file was broken."""
        blob = self.past.blobs.read(self.files.blobs[path])
        account = blob.account(path)
        self._note(path, blob.wrong(path), broken=account is None)
        return account

    def data(self, path: str) -> bytes:
        """What the file said then."""
        return self.past.data(self.files.blobs[path])

    def _gather(
        self, key: str, want: AnyRequest
    ) -> tuple[list[tuple[Any, ...]], list[tuple[str, bool, tuple[Problem, ...]]]]:
        held: list[tuple[Any, ...]] = []
        problems: list[tuple[str, bool, tuple[Problem, ...]]] = []
        asked, known = key.rpartition(" ")[0], {} if self.shared is None else self.shared
        blobs = self.files.blobs

        def add(path: str, facts: tuple[Any, ...] | None, wrong: tuple[Problem, ...]) -> None:
            if facts is not None:
                held.append(facts)
            if wrong:
                problems.append((path, facts is None, wrong))

        for path in (entry[0] for entry in self.entries):
            if (asked, path, blobs[path]) in known:
                add(path, *known[asked, path, blobs[path]])
        read = self._read(lambda path: (asked, path, blobs[path]) not in known)
        for path, blob in read:
            account, wrong = blob.account(path), blob.wrong(path)
            facts = None if account is None else tuple(hold(account, path, b"", want))
            add(path, facts, wrong)
            if self.shared is not None:
                self.shared[asked, path, blobs[path]] = (facts, wrong)
        whole = (sorted(held), sorted(problems))
        self._keep(key, whole)
        return whole

    def _read(self, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[tuple[str, Blob]]:
        paths: dict[str, list[str]] = {}
        for entry in self.entries:
            if entry[0] != POLICY and wanted(entry[0]):
                paths.setdefault(self.files.blobs[entry[0]], []).append(entry[0])
        done, total = 0, len(self.entries)
        for oid, blob in self.past.blobs.read_all(paths):
            for path in paths[oid]:
                yield path, blob
                done += 1
            if self.progress:
                self.progress(done, total)
        if self.progress:
            self.progress(total, total)

    def _note(self, path: str, problems: tuple[Problem, ...], *, broken: bool) -> None:
        if problems:
            (self.skipped if broken else self.warnings).append(self.told(path, problems))

    def _recall(self, key: str) -> Any:  # noqa: ANN401 - what was kept under the key
        return recall_past(self.cache, key)

    def _keep(self, key: str, value: object) -> None:
        keep_past(self.cache, "facts", key, value, KEPT)
