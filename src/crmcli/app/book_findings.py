"""What is wrong in all files of a book, also while some of them are to say something else than they
do?
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from typing import NamedTuple

from crmcli.app.across_files import Across, AcrossFiles
from crmcli.app.judging import Judged, judged, weighed
from crmcli.app.session import Session
from crmcli.domain.finding import Finding, Problem
from crmcli.reports.options import NO_FILTERS, Filters, NoOptions
from crmcli.reports.queries import lint
from crmcli.rules.book_facts import BookFact
from crmcli.rules.groups import GROUPS
from crmcli.rules.registry import all_told, check_policy, judging
from crmcli.store.book.kept_places import Judgement, KeptPlaces
from crmcli.store.book.load import not_read
from crmcli.store.files.digest import digest_of
from crmcli.store.files.scan import MAX_BYTES, NOT_FOLLOWED, POLICY, read_bytes
from crmcli.store.shapes.finding_places import Located
from crmcli.store.shapes.odd_signs import odd_texts
from crmcli.store.shapes.policy import POLICY as POLICY_SHAPE
from crmcli.store.shapes.reading import SILENCING, account_id


def _every(_: Finding) -> bool:
    return True


class Part(NamedTuple):
    """Some of the files of a book: the facts of those that can be read, by account where each
    stands, and what is wrong with the form of which file.

    `unread` are all accounts of the book whose files say nothing.
    """

    facts: Sequence[lint.LintFact]
    paths: Mapping[str, str]
    problems: Mapping[str, tuple[Problem, ...]]
    unread: AbstractSet[str]
    shown: AbstractSet[str] | None = None  # the accounts that are told of; None for all
    has_policy: bool = True  # is crm.yaml among them?


def whole(session: Session, as_of: date, filters: Filters = NO_FILTERS) -> Part:
    """All of them, and those that look like accounts and are none of the book."""
    facts = session.gather(lint.FACTS, NoOptions(), as_of)
    shown = None
    if filters != NO_FILTERS:
        some = session.gather(lint.FACTS, NoOptions(), as_of, filters)
        shown = {fact.account for fact in some}
    library = session.book.library
    problems = {each.path: each.problems for each in (*library.skipped, *library.warnings)}
    unread = {account_id(each.path) for each in library.skipped}
    return Part(facts, library.paths, problems, unread, shown)


class BookFindings:
    """The findings of a book, file by file; those of the rules that `keeps` lets through, in the
    accounts that the filters let through. Rules across accounts see all of them.

    Of a `part` of the book `across` is what is wrong between the accounts. `kept`, where findings
    were found to stand in files of these digests.
    """

    def __init__(
        self,
        session: Session,
        as_of: date,
        *,
        filters: Filters = NO_FILTERS,
        keeps: Callable[[Finding], bool] = _every,
        part: Part | None = None,
        across: Across | None = None,
        kept: KeptPlaces | None = None,
    ) -> None:
        self.as_of, self.keeps, self.root = as_of, keeps, session.book.root
        self.policy = session.policy(as_of)
        part = part or whole(session, as_of, filters)
        self._facts = {fact.account: fact for fact in part.facts}
        self._shown = set(self._facts) if part.shown is None else set(part.shown)
        self._paths, self._unread = dict(part.paths), set(part.unread)
        self._problems = dict(part.problems)
        cache = session.book.cache
        self._kept = kept or (KeptPlaces(cache) if cache else None)
        self._has_policy = part.has_policy
        self._said: dict[str, bytes] = {}
        self._meant: dict[str, tuple[Finding, ...]] = {}  # of files that no answer reads
        for path in [*self._problems]:
            self._look_closer(path)
        if part.has_policy:
            self._problems[POLICY] = session.book.problems
            for each in not_read(self.root):
                self._problems.setdefault(each.path, each.problems)
        if across is not None:
            self._across = across

    def _look_closer(self, path: str) -> None:
        """What is wrong in the file's form is told again with what is known beside it, and the rest
        of the file is judged too.
        """
        data = self.read(path)
        if self._problems[path][0][0].rule in GROUPS["files"] or not data:
            return
        judged, account = self.judged(path, data), account_id(path)
        if judged.problems:
            self._problems[path] = judged.problems
        if not judged.is_readable:
            self._meant[path] = judged.findings
        elif judged.fact is not None and account in self._facts:
            self._facts[account] = judged.fact

    @property
    def known(self) -> set[str]:
        """Every file that was judged, or could not be."""
        return {*self._paths.values(), *self._problems}

    def paths(self, wanted: Collection[str] | None = None) -> list[str]:
        """The files with findings, crm.yaml first; of those wanted, if not of all."""
        found = {path for path, problems in self._problems.items() if problems}
        for account, fact in self._facts.items():
            if (fact.findings or fact.silences) and account in self._shown:
                found.add(self._paths[account])
        if self._has_policy and (
            self.silences(POLICY) or any(self.keeps(each) for each in self._of_policy)
        ):
            found.add(POLICY)
        found.update(self._across.by_file)
        return sorted(
            (path for path in found if wanted is None or path in wanted),
            key=lambda path: (path != POLICY, path),
        )

    def of(self, path: str) -> list[Located]:
        """One file's findings with their places, in the order of the lines."""
        return [each for each in self.placed(path) if self.keeps(each.finding)]

    def placed(self, path: str) -> list[Located]:
        """The same with those that are not asked for."""
        data = self.read(path)
        judgement = self.judgement(path, digest_of(data))
        located = self._kept.of(judgement, data) if self._kept else judgement.locate(data)
        return sorted(
            weighed(located, self.policy),
            key=lambda each: (each.place.line, each.place.column, each.finding.rule),
        )

    def judgement(self, path: str, digest: bytes) -> Judgement:
        """All that the places of the file's findings depend on, where it says what has this
        digest.
        """
        found = self._across.with_alone(path, self.alone(path))
        rules = self._judged(path, found)
        return Judgement(path, digest, tuple(found), self.problems(path), rules)

    def told(self, path: str) -> list[Finding]:
        """The same without looking for their places, silenced ones among them."""
        problems = (finding for finding, _ in self.problems(path))
        return [*problems, *self._across.with_alone(path, self.alone(path))]

    def hides(self, path: str) -> bool:
        """Can the file not be read, and is nobody told why, because none of that is asked for?"""
        problems = self.problems(path)
        is_unread = path != POLICY and account_id(path) in self._unread
        return is_unread and not any(self.keeps(finding) for finding, _ in problems)

    def silences(self, path: str) -> bool:
        """May the file have comments that silence rules?"""
        if path == POLICY:
            return SILENCING in self.read(POLICY)
        fact = self._facts.get(account_id(path))
        return fact is not None and fact.silences

    def _judged(self, path: str, found: Iterable[Finding]) -> frozenset[str]:
        """The rules that were held against the file, if it could be read."""
        if account_id(path) in self._unread:
            return frozenset()
        return all_told(self._asked, found)

    @cached_property
    def _asked(self) -> frozenset[str]:
        rules = judging(self.policy)
        return frozenset(rule for rule in rules if self.keeps(Finding(rule, ())))

    def problems(self, path: str) -> tuple[Problem, ...]:
        """What reading that file found."""
        return self._problems.get(path, ())

    def read(self, path: str) -> bytes:
        """What the file says, or is to say; nothing where it cannot be opened, or is a link that
        leads out of the book: what stands there is nobody's here.
        """
        if path not in self._said:
            if any(finding.rule in NOT_FOLLOWED for finding, _ in self.problems(path)):
                return b""
            try:
                return read_bytes(self.root, path, MAX_BYTES)
            except OSError:
                return b""
        return self._said[path]

    def put(self, path: str, data: bytes) -> None:
        """The account's file is to say this; what is wrong between accounts is told as it was until
        `look_again`.
        """
        judged, account = self.judged(path, data), account_id(path)
        self._said[path] = data
        self._problems[path] = judged.problems
        self._meant.pop(path, None)
        if judged.fact is None:
            self._meant[path] = judged.findings
            self._facts.pop(account, None)
            self._unread.add(account)
            return
        self._facts[account] = judged.fact
        self._unread.discard(account)
        self._paths.setdefault(account, path)
        self._shown.add(account)

    def judged(self, path: str, data: bytes) -> Judged:
        """What would be wrong within the account's file if it said this."""
        return judged(path, data, self.policy, self.as_of)

    def move(self, old: str, new: str, data: bytes) -> None:
        """The file gets another name."""
        self._said.pop(old, None)
        self._problems.pop(old, None)
        self._meant.pop(old, None)
        self._unread.discard(account_id(old))
        self.put(new, data)

    def look_again(self) -> None:
        """See what is wrong between the accounts as they are to be."""
        for name in ("_across", "_of_policy"):
            self.__dict__.pop(name, None)

    def alone(self, path: str) -> Sequence[Finding]:
        """What is wrong within the file."""
        if path == POLICY:
            return self._of_policy
        account, found = account_id(path), [*self._meant.get(path, ())]
        if account in self._facts and account in self._shown and self._paths[account] == path:
            found += self._facts[account].findings
        return found

    @cached_property
    def _of_policy(self) -> list[Finding]:
        odd = odd_texts(self.read(POLICY), POLICY_SHAPE)
        return check_policy(self.policy._replace(odd=odd), self.as_of)

    @property
    def facts(self) -> list[BookFact]:
        """What the rules across accounts need of each, after a closer look at those with something
        wrong in their form.
        """
        return [each.fact for each in self._facts.values()]

    @cached_property
    def _across(self) -> Across:
        shown = {each: path for each, path in self._paths.items() if each in self._shown}
        unread = frozenset(self._unread)
        return AcrossFiles(self.facts, shown, self.policy, unread)
