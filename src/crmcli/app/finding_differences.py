"""Which findings of lint are on one side only, and where do they stand there?"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from crmcli.app.across_files import AcrossFiles
from crmcli.app.judging import judged, weighed
from crmcli.domain.finding import Finding
from crmcli.domain.records.policy import Policy
from crmcli.reports.pages.figures import FoundRow
from crmcli.reports.queries import lint
from crmcli.rules.groups import GROUPS
from crmcli.rules.registry import check_policy
from crmcli.store.book.opening import Book
from crmcli.store.files.scan import NOT_FOLLOWED, POLICY
from crmcli.store.shapes.finding_places import Located, locate_in
from crmcli.store.shapes.odd_signs import odd_texts
from crmcli.store.shapes.policy import POLICY as POLICY_SHAPE
from crmcli.store.shapes.reading import account_id

# told by a file's bytes, which facts of the past do not have; of a file that says the very same
# there is nothing new to tell
_OF_BYTES = frozenset(("cut-text", "odd-character", "stray-mark"))
Sign = tuple[object, ...]


def sign(finding: Finding) -> Sign:
    """What makes it the same finding although entries above it came or went."""
    path = tuple(step for step in finding.path if isinstance(step, str))
    return finding.rule, finding.severity, path, finding.key, repr(finding.args)


class Judge:
    """What is wrong on one side, file by file; accounts go by the ids that they have later."""

    def __init__(
        self,
        book: Book,
        read: Callable[[str], bytes],
        facts: Sequence[lint.LintFact],
        policy: Policy,
        as_of: date,
        renamed: Mapping[str, str],
        shown: frozenset[str] | None,
    ) -> None:
        self.book, self.read, self.policy, self.as_of = book, read, policy, as_of
        self._renamed, self._shown = renamed, shown
        self._facts = {fact.account: fact for fact in facts}
        self._problems = {
            each.file: each.problems for each in (*book.library.skipped, *book.library.warnings)
        }
        paths = {entry[0] for entry in book.library.entries} | set(self._problems)
        self.paths = {self._key(path): path for path in sorted(paths) if path != POLICY}
        if shown is None:
            self.paths[POLICY] = POLICY

    def _key(self, path: str) -> str:
        return self._renamed.get(account_id(path), account_id(path))

    @property
    def shown(self) -> set[str] | None:
        """The accounts that filters let through here; None where there are none."""
        return None if self._shown is None else {self._renamed.get(key, key) for key in self._shown}

    def raw(self, key: str) -> "Counter[Sign]":
        """The findings of a file that the other side has too, without a look at the file."""
        path = self.paths[key]
        fact = self._facts.get(account_id(path))
        alone = [each for each in fact.findings if each.rule not in _OF_BYTES] if fact else []
        return Counter(map(sign, self._across.with_alone(path, alone)))

    def seen(self, key: str) -> list[Located]:
        """The findings of a file at their places, without those that its comments silence."""
        path = self.paths[key]
        problems = self._problems.get(path, ())
        is_followed = not any(finding.rule in NOT_FOLLOWED for finding, _ in problems)
        data = self.read(path) if is_followed else b""
        found: Iterable[Finding] = ()
        if path == POLICY:
            problems = self.book.problems
            odd = odd_texts(data, POLICY_SHAPE)
            found = check_policy(self.policy._replace(odd=odd), self.as_of)
        elif not (problems and problems[0][0].rule in GROUPS["files"]):
            told = judged(path, data, self.policy, self.as_of)
            problems, found = told.problems, told.findings
        whole = self._across.with_alone(path, found)
        return list(weighed(locate_in(path, data, whole, problems), self.policy))

    @cached_property
    def _across(self) -> AcrossFiles:
        unread = frozenset(account_id(each.path) for each in self.book.library.skipped)
        paths = {account_id(path): path for path in self.paths.values() if path != POLICY}
        facts = [each.fact for each in self._facts.values()]
        return AcrossFiles(facts, paths, self.policy, unread)


def found_rows(before: Judge | None, now: Judge | None, same: frozenset[str]) -> list[FoundRow]:
    """The findings that one side alone has; None for a side without a book.

    `same`: the files that say the same on both sides, which are looked at only where another file
    or crm.yaml makes them wrong or right.
    """
    sides = [each for each in (before, now) if each]
    shown: set[str] | None = None
    if any(each.shown is not None for each in sides):
        shown = set().union(*(each.shown or set() for each in sides))
    rows: list[FoundRow] = []
    for key in sorted({key for each in sides for key in each.paths}):
        if shown is not None and key not in shown:
            continue
        old = before if before and key in before.paths else None
        new = now if now and key in now.paths else None
        if old and new and key in same and (key == POLICY or old.raw(key) == new.raw(key)):
            continue
        was, come = ([] if each is None else each.seen(key) for each in (old, new))
        rows += _only(come, was, "new")
        rows += _only(was, come, "gone")
    return rows


def _only(mine: Sequence[Located], other: Sequence[Located], change: str) -> list[FoundRow]:
    left, rows = Counter(sign(each.finding) for each in other), []
    for each in mine:
        mark = sign(each.finding)
        if left[mark]:
            left[mark] -= 1
            continue
        finding = each.finding
        rows.append(
            FoundRow(
                change, finding.severity, each.path, each.place.line, finding.rule, finding.message
            )
        )
    return rows
