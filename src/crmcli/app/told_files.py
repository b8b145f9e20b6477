"""What is told of each file with findings, remembered as it is told: after one change only what
that change touches is judged, placed and put into words again.
"""

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from crmcli.app.across_files import Across, AcrossFiles
from crmcli.app.book_findings import BookFindings, Part
from crmcli.app.session import Session
from crmcli.domain.finding import Finding, Problem
from crmcli.reports.options import NoOptions
from crmcli.reports.queries import lint
from crmcli.rules.book_facts import BookFact
from crmcli.rules.unknown_reference import is_of_contact
from crmcli.store.book.facts import Chunk, FactRequest
from crmcli.store.book.kept_chunks import KeptChunks
from crmcli.store.book.kept_places import KeptPlaces
from crmcli.store.cache.chunks import chunk_of
from crmcli.store.cache.seal import SealBroken
from crmcli.store.files.digest import digest_of
from crmcli.store.files.scan import POLICY
from crmcli.store.shapes.finding_places import Located
from crmcli.store.shapes.reading import account_id

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache

# numbers of no chunk, under which stands what is of all of them
_SIGNS, _HOLDERS = -1, -2

Counts = tuple[tuple[str, str, str, int], ...]  # rule, severity, mending, and how many of them


class ToldFile(NamedTuple):
    """What is told of one file, and how many findings of what it has; `is_hidden`: it cannot be
    read, and nobody is told why.
    """

    path: str
    text: str
    counts: Counts
    is_hidden: bool = False


class Telling(NamedTuple):
    """How findings are put into words: equal keys are equal words for equal findings."""

    key: str
    words: Callable[[str, Sequence[Located]], tuple[str, Counts]]


def told_files(
    session: Session,
    as_of: date,
    keeps: Callable[[Finding], bool],
    telling: Telling,
    wanted: Collection[str] | None,
) -> list[ToldFile] | None:
    """The files with findings that `keeps` lets through, crm.yaml first; of those wanted, if not of
    all. `telling.key` names what `keeps` keeps, too. None where nothing is remembered.
    """
    want = FactRequest(lint.FACTS, session.policy(as_of), as_of, NoOptions())
    asked = None if wanted is None else {chunk_of(path) for path in wanted}

    def told(chunks: Mapping[int, Chunk]) -> list[ToldFile]:
        key = want.key(session.book.policy_digest)
        return _Chunks(session, as_of, keeps, chunks, key).told(telling, wanted)

    return session.from_chunks(want, told, asked)


class _Signs(NamedTuple):
    """Digests of what accounts mean for each other: what is wrong between the files of each chunk
    and others, and whose contacts there are.
    """

    by_chunk: Mapping[int, bytes]
    holders: bytes

    def of(self, number: int, *, asks: bool) -> bytes:
        """What the others mean for a chunk's files; whether those `ask` whose contact it is that
        they name.
        """
        return self.by_chunk[number] + (self.holders if asks else b"")


class _Known(Across):
    """What was found between accounts before, of the files of one chunk."""

    def __init__(
        self,
        by_file: Mapping[str, Sequence[Finding]],
        holders: Callable[[], Mapping[str, Sequence[str]]],
    ) -> None:
        self.by_file, self._of_all = by_file, holders

    @cached_property
    def holders(self) -> Mapping[str, Sequence[str]]:  # type: ignore[override]
        return self._of_all()


class _Chunks:
    """A book in chunks, each looked into only where what is told of it is not known."""

    def __init__(
        self,
        session: Session,
        as_of: date,
        keeps: Callable[[Finding], bool],
        chunks: Mapping[int, Chunk],
        key: str,
    ) -> None:
        cache, library = session.book.cache, session.book.library
        self._session, self._as_of, self._keeps = session, as_of, keeps
        self._chunks, self._key, self._cache = chunks, key, cast("Cache", cache)
        # what accounts are to each other is of no day: who asks for one file tomorrow needs no more
        # of the others than is known today
        policy = session.book.policy_digest.hex()
        self._of_seen, self._of_between, self._of_across = (
            f"lint {what} {policy}" for what in ("seen", "between", "across")
        )
        self._kept, self._kept_places = KeptChunks(self._cache), KeptPlaces(self._cache)
        self._paths = library.paths
        known = set(self._paths.values())
        self._problems: dict[int, dict[str, tuple[Problem, ...]]] = {}
        self._beside: dict[str, tuple[Problem, ...]] = {}  # of files that are in no chunk
        for each in (*library.skipped, *library.warnings):
            place = self._beside
            if each.path in known:
                place = self._problems.setdefault(chunk_of(each.path), {})
            place[each.path] = each.problems
        self._unread = frozenset(account_id(each.path) for each in library.skipped)
        self._parts: dict[int, Part] = {}
        self._by_file: dict[int, dict[str, list[Finding]]] = {}
        self._holders: dict[str, list[str]] = {}

    def told(self, telling: Telling, wanted: Collection[str] | None) -> list[ToldFile]:
        """What is told of the files, in their order."""
        asked = None if wanted is None else {chunk_of(path) for path in wanted}
        key = f"{self._key} told {telling.key}"
        found: list[ToldFile] = []
        for number in self._chunks:
            if asked is None or number in asked:
                found += self._told(number, key, telling, wanted)
        found += self._told_beside(telling, wanted)
        if self._cache.writing:
            keys = [key] if wanted is None else []
            shared = (self._of_seen, self._of_between, self._of_across)
            self._kept.use([*shared, *keys], time.time())
        shown = [each for each in found if each.text or each.counts or each.is_hidden]
        return sorted(shown, key=lambda each: (each.path != POLICY, each.path))

    def _told(
        self, number: int, key: str, telling: Telling, wanted: Collection[str] | None
    ) -> Iterator[ToldFile]:
        """What is told of a chunk's files."""
        stamp, signs = self._chunks[number].stamp, self._signs
        before, sign, asks, rows = self._kept.facts(key, number) or (None, b"", False, [])
        if stamp is None or (before, sign) != (stamp, signs.of(number, asks=asks)):
            book = self._findings(self._part(number), self._across(number))
            asks = any(is_of_contact(each) for path in book.known for each in book.alone(path))
            told = {row[0]: row for row in rows}
            rows, is_sure = self._anew(book, number, telling, wanted, told)
            if wanted is None and is_sure and self._cache.begin_writing():
                kept = [stamp, signs.of(number, asks=asks), asks, rows]
                self._kept.put_facts(key, number, 0, kept)
        for path, _, *rest in rows:
            if wanted is None or path in wanted:
                yield ToldFile(path, *rest)

    def _anew(
        self,
        book: BookFindings,
        number: int,
        telling: Telling,
        wanted: Collection[str] | None,
        before: Mapping[str, Sequence[Any]],
    ) -> tuple[list[tuple[Any, ...]], bool]:
        """The same put into words where it was not, each with the sign of what it depends on; and
        whether all files said what they said when they were looked for changes.
        """
        digests, rows = self._kept.digests(number), []
        is_sure = self._chunks[number].stamp is not None
        for path in book.paths(wanted):
            digest, known = digests.get(path, b""), before.get(path)
            sign = book.judgement(path, digest).sign
            if known is None or known[1] != sign:
                located = book.of(path)
                is_sure = (
                    is_sure and digest_of(book.read(path)) == digest
                )  # nobody writes meanwhile
                known = (path, sign, *telling.words(path, located))
            rows.append((*known[:4], book.hides(path)))
        return rows, is_sure

    def _told_beside(self, telling: Telling, wanted: Collection[str] | None) -> Iterator[ToldFile]:
        """What is told of crm.yaml, and of files that are none of the book."""
        part = Part((), {}, self._beside, self._unread)
        book = self._findings(part, _Known({}, dict))
        for path in book.paths(wanted):
            yield ToldFile(path, *telling.words(path, book.of(path)), book.hides(path))

    def _findings(self, part: Part, across: Across | None = None) -> BookFindings:
        return BookFindings(
            self._session,
            self._as_of,
            keeps=self._keeps,
            part=part,
            across=across,
            kept=self._kept_places,
        )

    def _part(self, number: int) -> Part:
        """The files of a chunk."""
        if number not in self._parts:
            paths, problems = self._places[number], self._problems.get(number, {})
            facts = self._chunks[number].facts()
            self._parts[number] = Part(facts, paths, problems, self._unread, has_policy=False)
        return self._parts[number]

    @cached_property
    def _places(self) -> dict[int, dict[str, str]]:
        """The files by account, chunk by chunk."""
        found: dict[int, dict[str, str]] = {number: {} for number in self._chunks}
        for account, path in self._paths.items():
            found[chunk_of(path)][account] = path
        return found

    def _seen(self, number: int) -> list[BookFact]:
        """What the rules across accounts see of a chunk."""
        stamp = self._chunks[number].stamp
        known = None if stamp is None else self._kept.facts(self._of_seen, number, stamp)
        if known is not None:
            return known
        facts = sorted(self._findings(self._part(number)).facts)
        if stamp is not None and self._cache.begin_writing():
            self._kept.put_facts(self._of_seen, number, stamp, facts)
        return facts

    def _between(self, number: int) -> bytes:
        """A digest of that."""
        stamp = self._chunks[number].stamp
        known = None if stamp is None else self._kept.facts(self._of_between, number, stamp)
        if known:
            digest: bytes = known[0]
            return digest
        digest = _digest(self._seen(number))
        if stamp is not None and self._cache.begin_writing():
            self._kept.put_facts(self._of_between, number, stamp, [digest])
        return digest

    @cached_property
    def _whole(self) -> bytes:
        """A digest of all that the rules across accounts see."""
        between = [(number, self._between(number)) for number in sorted(self._chunks)]
        return _digest((between, sorted(self._unread), sorted(self._paths.items())))

    @cached_property
    def _signs(self) -> "_Signs":
        """What the other accounts mean for the files of each chunk."""
        known = self._kept.facts(self._of_across, _SIGNS)
        if known and known[0] == self._whole:
            return _Signs(*known[1])
        return self._across_anew()

    def _across_anew(self) -> "_Signs":
        """Hold all accounts against each other."""
        facts = [fact for number in self._chunks for fact in self._seen(number)]
        policy = self._session.policy(self._as_of)
        found = AcrossFiles(facts, self._paths, policy, self._unread)
        self._holders = {each: of for each, of in found.holders.items() if len(of) == 1}
        self._by_file = {number: {} for number in self._chunks}
        for path, findings in found.by_file.items():
            self._by_file[chunk_of(path)][path] = findings
        signs = _Signs(
            {number: _digest(each) for number, each in self._by_file.items()},
            _digest(sorted(self._holders.items())),
        )
        if self._cache.begin_writing():
            said = {_SIGNS: tuple(signs), _HOLDERS: self._holders, **self._by_file}
            for number, each in said.items():
                self._kept.put_facts(self._of_across, number, 0, [self._whole, each])
        return signs

    def _across(self, number: int) -> Across:
        """What is wrong between a chunk's files and others, once the signs are known."""
        by_file = self._by_file[number] if self._by_file else self._remembered(number)
        return _Known(by_file, lambda: self._holders or self._remembered(_HOLDERS))

    def _remembered(self, number: int) -> Any:  # noqa: ANN401 - what was kept under the number
        """What was found across accounts. Raises SealBroken where part of it is lost."""
        known = self._kept.facts(self._of_across, number)
        if not known or known[0] != self._whole:
            raise SealBroken(f"{self._of_across} {number}")
        return known[1]


def _digest(value: object) -> bytes:
    """A digest of a value that says all there is to it."""
    return digest_of(repr(value).encode("utf-8", "surrogatepass"))
