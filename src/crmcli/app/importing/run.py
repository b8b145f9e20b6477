"""An import made: every row to its account, every account in its file, the policy, the memory of
what came, all of it together.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from crmcli.app.accounts import taken_ids
from crmcli.app.importing.kept import answered, map_bytes, map_path, seen_path
from crmcli.app.importing.plan import Part, Plan
from crmcli.app.importing.reading import rows_read
from crmcli.app.policy_file import extend
from crmcli.app.work import Work
from crmcli.domain.naming import Called
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.domain.text.business_number import bare
from crmcli.domain.text.portable import fold
from crmcli.edits.record_editor import Draft
from crmcli.imports.additions import by_section, odds_of
from crmcli.imports.building.account import changed, created
from crmcli.imports.building.ground import Ground
from crmcli.imports.building.outcome import Outcome
from crmcli.imports.card import Refused
from crmcli.imports.companies import Companies
from crmcli.imports.incoming import Incoming, Lead
from crmcli.imports.mapping.kinds import CALLED
from crmcli.imports.routing import Known, Routes
from crmcli.imports.seen import Memory
from crmcli.store.files.scan import ACCOUNTS, SUFFIX
from crmcli.store.files.spool import Spool
from crmcli.store.write.pages import Page

Progress = Callable[[int, int], None]
_ONCE = frozenset(("account", "person", "deal"))
_STEP = 500  # rows between two signs of progress


class Result(NamedTuple):
    """What became of the rows: counts by kind and state, and every row of which something is to be
    said.
    """

    counts: Mapping[str, Counter[str]]
    told: Sequence[Outcome]
    gone: Sequence[tuple[str, str, str]]
    created: Sequence[str]
    left_out: int
    totals: Mapping[str, Mapping[str, object]]
    damaged: int
    doubled: int


class Import:
    """One import, to be made as one change; `lines` tell its files in the commit's message."""

    def __init__(self, plan: Plan, lines: Sequence[str], progress: Progress | None = None) -> None:
        self.plan, self.lines, self.progress = plan, lines, progress
        self.outcomes: list[Outcome] = []
        self.counts: dict[str, Counter[str]] = {}
        self.taken: dict[str, Counter[str]] = {}  # new and changed, those that came in part too
        self.left_out = 0
        self.totals: dict[str, dict[str, object]] = {}
        self.gone: list[tuple[str, str, str]] = []
        self.created: list[str] = []
        self.damaged = 0  # lines of the memory that meant nothing
        self.doubled = 0  # records that stood twice in it

    @property
    def result(self) -> Result:
        """What became of it."""
        return Result(
            self.counts,
            self.outcomes,
            self.gone,
            self.created,
            self.left_out,
            self.totals,
            self.damaged,
            self.doubled,
        )

    def stage(self, work: Work) -> None:
        """Raises CrmError."""
        self.outcomes, self.counts, self.taken, self.left_out = [], {}, {}, 0
        self.totals = {}
        Staged(self, work).make()
        work.title = Message(
            "title-import-commit",
            (self.plan.map.source, Message("list", tuple(self._taken())), "\n".join(self.lines)),
        )

    def _taken(self) -> Iterator[Message]:
        """How many of each kind are new, and how many changed."""
        for kind, called in ((each, name) for name, each in CALLED.items()):
            count = self.taken.get(kind, Counter())
            new, changed = count["new"], count["changed"]
            if new or changed:
                key = "title-import-new-changed" if changed else "title-import-new"
                yield Message(key, (Message(f"means-{called}"), new, changed))

    def put(self, outcome: Outcome) -> None:
        """What became of one row; those of which nothing is to be said are only counted."""
        self.counts.setdefault(outcome.kind, Counter())[outcome.state] += 1
        self.taken.setdefault(outcome.kind, Counter())[outcome.taken or outcome.state] += 1
        self.left_out += sum(each.key == "told-import-left-out" for each in outcome.what)
        if outcome.what or outcome.state == "rejected":
            self.outcomes.append(outcome)


class Staged:
    """One import upon the book as it is."""

    def __init__(self, asked: Import, work: Work) -> None:
        self.asked, self.plan, self.work = asked, asked.plan, work
        self.source = self.plan.map.source
        self._seen_before = work.bytes_of(seen_path(self.source))
        self.memory = Memory(self._seen_before or b"", lambda account: account in work.paths)
        asked.damaged, asked.doubled = self.memory.damaged, self.memory.doubled
        if self.plan.asked.extend_policy:
            added = self.plan.additions
            extend(work, by_section(added), {"stages": odds_of(added)})
        policy = work.policy
        likely = (id_ for id_, stage in policy.stages.items() if stage.probability)
        first = next(likely, next(iter(policy.stages), ""))
        self.ground = Ground(
            policy, work.today, self.source, self.plan.asked.prefer, self.memory, first
        )
        self.there: dict[str, set[str]] = {}
        # of each kind, within its table or all of them: the id's table, line and digest
        self._first: dict[tuple[str, int], dict[str, str]] = {}
        self._called: dict[str, list[str]] = {}
        self._done = 0

    @cached_property
    def known(self) -> Known:
        """The accounts of the book, by all that they are found by."""
        facts = self.work.names()
        by_id = {
            each.id: fact.account
            for fact in facts
            for each in fact.ids
            if each.system == self.source
        }
        return Known(
            Companies(Called(fact.account, fact.names) for fact in facts),
            {bare(fact.business_no): fact.account for fact in facts if fact.business_no},
            by_id,
            set(map(fold, taken_ids(self.work.session.book))),
        )

    def make(self) -> None:
        """Every file as it is to be. Raises CrmError."""
        paths = self.work.paths
        with Spool() as spool:
            self._take(Routes(self.known, self.memory, lambda account: account in paths, spool))
        kinds = {part.map.as_ for part in self.plan.parts} - {"user", "product"}
        self.asked.gone = self.memory.gone(kinds, self.there)
        self._keep()

    def _take(self, routes: Routes) -> None:
        for part in self.plan.parts:
            for row in self._rows(part):
                if row.kind in {"user", "product"}:
                    continue
                ref = part.map.refs.get("account")
                refused = routes.take(row, ref.missing if ref else "")
                if refused is not None:
                    self.asked.put(refused)
        self._first.clear()  # of the largest imports there is no room for what nobody asks again
        self._accounts(routes)

    def _rows(self, part: Part) -> Iterator[Incoming]:
        """The rows that can be taken and are not as they were the last time."""
        strict = self.plan.asked.strict
        reader = self.plan.reader(part, self.work.policy)
        is_same = self.memory.is_same if self._seen_before else None
        for read in rows_read(reader, is_same):
            self._step()
            if isinstance(read, Refused):
                self.asked.put(
                    Outcome(
                        part.map.as_, part.number, read.line, read.name, "rejected", "", (read.why,)
                    )
                )
                continue
            row = self._told_apart(read)
            if self._is_said_before(row):
                continue
            self._total(row)
            if self.memory.is_same(row.kind, row.id, row.digest):
                self.asked.put(Outcome(row.kind, part.number, row.line, row.name, "same"))
                continue
            if row.left and strict:
                self.asked.put(
                    Outcome(row.kind, part.number, row.line, row.name, "rejected", "", row.left)
                )
                continue
            yield row

    def _told_apart(self, row: Incoming) -> Incoming:
        """A deal without an id that is called as one before it, and is not the same, is another."""
        if row.kind != "deal" or not row.id.startswith("="):
            return row
        digests = self._called.setdefault(row.id, [])
        if row.digest not in digests:
            digests.append(row.digest)
        place = digests.index(row.digest)
        return row._replace(id=f"{row.id}.{place + 1}") if place else row

    def _is_said_before(self, row: Incoming) -> bool:
        """Of rows that mean one record, without an id of their system, the first counts; of those
        that have one and the same, the first in its table.
        """
        if self._seen_before:
            self.there.setdefault(row.kind, set()).add(" ".join(row.id.split()))
        if row.kind not in _ONCE:
            return False
        here = f"{row.table} {row.line} "
        within = -1 if row.id.startswith("=") else row.table
        first = self._first.setdefault((row.kind, within), {}).setdefault(row.id, here + row.digest)
        if first.startswith(here):
            return False
        _, line, digest = first.split(" ", 2)
        what = (Message("told-import-said-before", (int(line),)),) if row.digest != digest else ()
        self.asked.put(Outcome(row.kind, row.table, row.line, row.name, "same", "", what))
        return True

    def _total(self, row: Incoming) -> None:
        """What the old tool's own totals are held against."""
        if row.kind != "deal":
            return
        from decimal import Decimal

        from crmcli.imports.building.deal_facts import result_of

        held = self.asked.totals.setdefault(result_of(row) or "open", {"n": 0, "amount": 0})
        held["n"] = int(str(held["n"])) + 1
        held["amount"] = Decimal(str(held["amount"])) + Decimal(str(row.said.get("amount") or 0))

    def _step(self) -> None:
        self._done += 1
        if self.asked.progress and self._done % _STEP == 0:
            total = sum(part.survey.rows for part in self.plan.parts)
            self.asked.progress(self._done, 2 * total)

    def _accounts(self, routes: Routes) -> None:
        new = [account for account in routes if account in routes.new]
        if new:  # one that is not here may be the same
            self.work.whole("error-import-not-here", routes.new[new[0]])
        self.asked.created += new
        self.work.files.lay(self._created(routes, account) for account in new)
        for account in routes:
            rows = routes.rows(account)
            self._put(self._changed(account, rows, routes.account_of), rows)

    def _created(self, routes: Routes, account: str) -> Page:
        rows = routes.rows(account)
        name = routes.new[account]
        tree, found = created(account, name, self.ground, rows, routes.account_of)
        self._put(found, rows)
        return f"{ACCOUNTS}/{account}{SUFFIX}", tree

    def _put(self, found: list[Outcome], rows: list[Incoming]) -> None:
        for each in found:
            self.asked.put(each)
        for _ in rows:
            self._step()

    def _changed(
        self, account: str, rows: list[Incoming], lead: Callable[[str, Lead], str]
    ) -> list[Outcome]:
        found: list[Outcome] = []

        def make(draft: Draft, record: Account) -> None:
            found[:] = changed(draft, record, self.ground, rows, lead)

        self.work.edit(account, make)
        return found

    def _keep(self) -> None:
        """The mapping and the memory of what came, in the book."""
        seen = self.memory.data()
        files = [(seen_path(self.source), self._seen_before, seen)]
        path = map_path(self.source)
        before = self.work.bytes_of(path)
        if before is None:
            files.append((path, None, map_bytes(self.plan.map)))
        elif answers := self.plan.asked.answers:
            files.append((path, before, answered(before, answers)))
        self.work.files.replace([each for each in files if each[1] != each[2]])
