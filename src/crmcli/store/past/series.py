"""A report's facts on many days of the past at once: every content is parsed and decoded once,
however many of the days it was there.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from crmcli.domain.finding import Problem
from crmcli.domain.records.policy import Policy
from crmcli.reports.options import Filters
from crmcli.reports.report import FactSource, W
from crmcli.store.book.facts import AccountFacts, AnyRequest, FactRequest, Facts, hold, let_through
from crmcli.store.book.load import Skipped
from crmcli.store.book.opening import Book, holidays_of, policy_of
from crmcli.store.files.scan import POLICY
from crmcli.store.past.book_at import SHORT, past_policy
from crmcli.store.past.commits import Commit
from crmcli.store.past.library_at import PastLibrary
from crmcli.store.past.memory import keep_past, recall_past
from crmcli.store.past.versions import Past

KEPT = 4_000  # days with their facts; a month is a few hundred bytes
Merge = Callable[[Facts], Facts]
# an account's segment and tags: what filters ask of it besides its owner
_Group = tuple[str | None, tuple[str, ...]]
# of a day: facts by group, and what was wrong with files
_Known = tuple[list[tuple[_Group, Facts]], list[tuple[str, bool, tuple[Problem, ...]]]]


class Day(NamedTuple):
    """One day: the commit its files are from, and the facts; None where there was no book, or none
    that could be read.
    """

    day: date
    commit: Commit | None
    facts: Facts | None
    currency: str = ""


class _Open(NamedTuple):
    """A day whose facts have to be gathered."""

    key: str
    want: AnyRequest
    groups: dict[_Group, Facts]
    problems: dict[str, tuple[bool, tuple[Problem, ...]]]


class PastDays:
    """One report over days of the past.

    `skipped` are the files left out of some day, each content once.
    """

    def __init__(
        self,
        book: Book,
        past: Past,
        source: FactSource[Any, W],
        options: W,
        filters: Filters,
        merge: Merge,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.book, self.past, self.merge, self.progress = book, past, merge, progress
        self.source, self.options, self.filters = source, options, filters
        self.skipped: dict[str, Skipped] = {}

    def facts(self, days: Sequence[date]) -> list[Day]:
        """The facts of each day, merged and filtered."""
        commits = self.past.at_days(list(days))
        known: list[_Known | None] = [None] * len(days)
        currencies = [""] * len(days)
        waiting: dict[int, _Open] = {}
        wanted: dict[str, dict[str, list[int]]] = {}
        for place, (day, commit) in enumerate(zip(days, commits, strict=True)):
            policy, digest = self._policy(commit, day) if commit is not None else (None, b"")
            if commit is not None and policy is not None:
                currencies[place] = policy.currency
                want = FactRequest(self.source, policy, day, self.options)
                known[place] = self._begun(place, commit, want, digest, waiting, wanted)
        self._gather(waiting, wanted)
        for place, each in waiting.items():
            known[place] = (
                [(group, self.merge(facts)) for group, facts in each.groups.items()],
                sorted((path, *wrong) for path, wrong in each.problems.items()),
            )
            keep_past(self.book.cache, "days", each.key, known[place], KEPT)
        return [
            Day(day, commit, self._chosen(commit, facts), currency)
            for day, commit, facts, currency in zip(days, commits, known, currencies, strict=True)
        ]

    def _policy(self, commit: Commit, day: date) -> tuple[Policy | None, bytes]:
        """The policy of then with its days off, and its digest; None where there was no book, or
        none that could be read.
        """
        files = self.past.recorded(commit)
        if files.policy is None:
            return None, b""
        reading, digest = past_policy(self.past, files.policy, self.book.cache)
        if reading.tree is None:
            self._skip(commit, POLICY, reading.problems)
            return None, digest
        return holidays_of(policy_of(reading.tree), self.book.cache, day), digest

    def _begun(
        self,
        place: int,
        commit: Commit,
        want: AnyRequest,
        digest: bytes,
        waiting: dict[int, _Open],
        wanted: dict[str, dict[str, list[int]]],
    ) -> _Known | None:
        """What is remembered of the day; else the day joins those that wait."""
        files = self.past.recorded(commit)
        key = f"days {want.key(digest)} {files.accounts}"
        remembered: _Known | None = recall_past(self.book.cache, key)
        if remembered is not None:
            return remembered
        library = PastLibrary(self.past, files, commit.id[:SHORT], None)
        problems = {each.path.partition(":")[2]: (True, each.problems) for each in library.skipped}
        waiting[place] = _Open(key, want, {}, problems)
        for entry in library.entries:
            if entry[0] != POLICY:
                wanted.setdefault(files.blobs[entry[0]], {}).setdefault(entry[0], []).append(place)
        return None

    def _gather(self, waiting: dict[int, _Open], wanted: dict[str, dict[str, list[int]]]) -> None:
        for done, (oid, blob) in enumerate(self.past.blobs.read_all(wanted), start=1):
            for path, places in wanted[oid].items():
                account, wrong = blob.account(path), blob.wrong(path)
                for place in places:
                    each = waiting[place]
                    if wrong:
                        each.problems[path] = (account is None, wrong)
                    if account is not None:
                        facts = hold(account, path, b"", each.want).facts
                        each.groups.setdefault((account.segment, account.tags), []).extend(facts)
            if self.progress:
                self.progress(done, len(wanted))

    def _chosen(self, commit: Commit | None, known: _Known | None) -> Facts | None:
        """The facts that the filters let through, merged; what was left out is told."""
        if commit is None or known is None:
            return None
        groups, problems = known
        for path, broken, wrong in problems:
            if broken:
                self._skip(commit, path, wrong)
        held = [AccountFacts("", b"", segment, tags, facts) for (segment, tags), facts in groups]
        return self.merge(let_through(held, self.filters))

    def _skip(self, commit: Commit, path: str, problems: tuple[Problem, ...]) -> None:
        """A file that was left out; told once while it stays as it is."""
        self.skipped.setdefault(
            f"{path} {problems!r}", Skipped(f"{commit.id[:SHORT]}:{path}", problems, is_past=True)
        )
