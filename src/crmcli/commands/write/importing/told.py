"""An import told: what the files are, which column is which field, what was left out, and what
became of the rows; in this order, before anything and after it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, NoReturn

from crmcli.app.changing import Change
from crmcli.app.importing.kept import map_bytes, map_path, seen_path
from crmcli.app.importing.plan import Plan
from crmcli.app.importing.run import Import
from crmcli.commands.shared.change_output import tell_end
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Write
from crmcli.commands.write.importing.plan_told import (
    columns_of,
    files_of,
    left_of,
    left_told,
    sections,
    words_of,
)
from crmcli.commands.write.importing.rejects import write_rejects
from crmcli.domain.errors import CrmError
from crmcli.domain.records.money import told as grouped
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.text.visible import visible
from crmcli.imports.additions import ODDS
from crmcli.imports.building.outcome import STATES, Outcome, told
from crmcli.imports.mapping.kinds import ORDER
from crmcli.sources.opened import Opened

_ALIKE = 5  # rows that tell the same kind of thing, shown to people
_ROWS = 40  # of which something is to be said, shown to people


class CountRow(NamedTuple):
    """How many rows of a kind were taken, and how."""

    kind: str
    new: int
    changed: int
    same: int
    conflict: int
    partly: int
    rejected: int


class ToldRow(NamedTuple):
    """A row of which something is to be said."""

    file: str
    line: int
    kind: str
    state: str
    name: str
    place: str
    what: Message | None


class Telling:
    """One import's answer."""

    def __init__(
        self, session: ReportSession, plan: Plan, opened: Opened, *, shows_diff: bool, rejects: str
    ) -> None:
        self.session, self.plan, self.opened = session, plan, opened
        self.shows_diff, self.rejects = shows_diff, rejects
        self.request: Import | None = None

    def files(self) -> list[str]:
        """The files with their digests, for the commit's message."""
        return [f"{visible(each.name)} sha256:{each.sha256[:16]}" for each in self.opened.files]

    def undecided(self) -> NoReturn:
        """Nothing is taken before these are settled. Raises CrmError."""
        for each in self.plan.undecided:
            self.session.screen.tell(visible(self.session.phrases.say(each)))
        raise CrmError(
            Message("error-import-undecided", (len(self.plan.undecided),)),
            Message("hint-import-undecided", (map_path(self.plan.map.source),)),
            status=4,
        )

    def tell(self, session: ReportSession, asked: Write, made: Change) -> NoReturn:
        """All of it, and the end of the command: with 1 if something was not taken."""
        request = self.request
        if request is None:
            raise AssertionError
        session.tell_skipped(sorted(session.book.library.skipped))
        result = request.result
        counts = [
            CountRow(kind, *(result.counts[kind][state] for state in STATES))
            for kind in ORDER
            if kind in result.counts
        ]
        rows = self._told(result.told)
        if self.rejects:
            names = [part.table.name for part in self.plan.parts]
            write_rejects(self.rejects, result.told, names, session.phrases.say)
        day = session.now.date()
        files = [each.path for each in made.changed]
        bad = sum(each.rejected + each.conflict for each in counts) + result.left_out
        if asked.output == "json":
            text = session.render(
                Table("import", day, rows, _TOLD, totals=self._totals(counts, files, made, asked))
            )
        else:
            parts = sections(self.plan, day) if asked.dry_run else left_told(self.plan, day)
            parts.append(
                Table(
                    "import",
                    day,
                    counts,
                    _COUNTS,
                    notes=self._sums(request, is_dry=asked.dry_run),
                    title=Message("title-import-counts"),
                )
            )
            text = "\n".join(session.render(each) for each in parts)
            if rows:
                shown = _few(rows)
                left, title = len(rows) - len(shown), Message("title-import-told")
                told_ = Table("import", day, shown, _TOLD, title=title, cut=left)
                text += "\n" + session.render(told_)
            if asked.dry_run and self.shows_diff:
                text += "\n" + made.diff
        for each in self.plan.undecided:
            session.screen.tell(visible(session.phrases.say(each)))
        tell_end(session, made)
        session.finish(text.encode("utf-8", "surrogateescape"), 1 if bad else 0)

    def _sums(self, request: Import, *, is_dry: bool) -> tuple[Message, ...]:
        """What the old tool's own figures are held against, and what else is new."""
        lines = [
            Message(
                "told-import-total",
                (
                    Message(f"title-import-result-{result}"),
                    held["n"],
                    grouped(Decimal(str(held["amount"]))),
                ),
            )
            for result, held in sorted(request.totals.items())
        ]
        lines.insert(0, Message("told-import-source", (self.plan.map.source,)))
        lines += [
            Message("told-import-missing-columns", (part.table.name, ", ".join(part.missing)))
            for part in self.plan.parts
            if part.missing
        ]
        if request.damaged:
            said = seen_path(self.plan.map.source), request.damaged
            lines.append(Message("told-import-memory-damaged", said))
        if request.doubled:
            said = seen_path(self.plan.map.source), request.doubled
            lines.append(Message("told-import-memory-doubled", said))
        if request.created:
            lines.append(Message("told-import-created", (len(request.created),)))
        if request.left_out:
            lines.append(Message("told-import-left-out-cells", (request.left_out,)))
        if request.gone:
            shown = ", ".join(place for _, _, place in request.gone[:6])
            lines.append(Message("told-import-gone", (len(request.gone), shown)))
        if any(each.section != ODDS for each in self.plan.additions):
            counts: dict[str, int] = {}
            for each in self.plan.additions:
                if each.section == ODDS:
                    continue
                counts[each.section] = counts.get(each.section, 0) + 1
            shown = ", ".join(f"{section} {count}" for section, count in counts.items())
            bare = [
                each.called[0]
                for each in self.plan.additions
                if each.section == "stages" and "probability" not in each.tree
            ]
            if bare:
                lines.append(Message("told-import-no-odds", (", ".join(bare),)))
            is_done = self.plan.asked.extend_policy and not is_dry
            key = "told-import-extended" if is_done else "told-import-extend"
            lines.append(Message(key, (shown,)))
        return tuple(lines)

    def _told(self, outcomes: Sequence[Outcome]) -> list[ToldRow]:
        names = [part.table.name for part in self.plan.parts]
        return [
            ToldRow(
                names[each.table],
                each.line,
                each.kind,
                each.state,
                each.name,
                each.place,
                told(each.what),
            )
            for each in sorted(outcomes, key=lambda each: (each.table, each.line))
            if not _is_of_words(each)
        ]

    def _totals(
        self, counts: Sequence[CountRow], files: list[str], made: Change, asked: Write
    ) -> Mapping[str, object]:
        request = self.request
        return {
            "source": self.plan.map.source,
            "files": [each._asdict() for each in files_of(self.plan)],
            "columns": [each._asdict() for each in columns_of(self.plan)],
            "left_out_columns": [each._asdict() for each in left_of(self.plan)],
            "missing_columns": {
                part.table.name: part.missing for part in self.plan.parts if part.missing
            },
            "words": [each._asdict() for each in words_of(self.plan)],
            "additions": [
                {"section": each.section, "id": each.id, "count": each.times}
                for each in self.plan.additions
                if each.section != ODDS
            ],
            "counts": [each._asdict() for each in counts],
            "totals": request.totals if request else {},
            "created": list(request.created) if request else [],
            "gone": [list(each) for each in request.gone] if request else [],
            "left_out": request.left_out if request else 0,
            "damaged": request.damaged if request else 0,
            "doubled": request.doubled if request else 0,
            "undecided": list(self.plan.undecided),
            "changed": files,
            "commit": made.commit or None,
            "dry_run": asked.dry_run,
        }


def _few(rows: Sequence[ToldRow]) -> list[ToldRow]:
    """The first few of those that tell the same kind of thing, and not too many in all."""
    counts: dict[object, int] = {}
    found: list[ToldRow] = []
    for row in rows:
        what = row.what
        keys = tuple(getattr(each, "key", "") for each in (what.args if what else ()))
        kind = (row.file, row.kind, row.state, what.key if what else "", keys)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= _ALIKE and len(found) < _ROWS:
            found.append(row)
    return found


def _is_of_words(outcome: Outcome) -> bool:
    """Is there nothing else to be said than that words mean nothing, which is told by the word?"""
    return bool(outcome.what) and all(
        isinstance(why := next(iter(each.args), None), Message)
        and why.key == "told-import-unknown-word"
        for each in outcome.what
    )


def written_plan(editing: EditSession, plan: Plan, telling: Telling) -> NoReturn:
    """The mapping in the book, to be reviewed; with --dry-run only shown."""
    path = map_path(plan.map.source)
    data = map_bytes(plan.map)
    session = editing.session
    if editing.asked.dry_run:
        session.finish(data, 0)
    from crmcli.app.importing.writing import WriteMap

    def tell(session: ReportSession, asked: Write, made: Change) -> NoReturn:
        text = "\n".join(session.render(each) for each in sections(plan, session.now.date()))
        for each in plan.undecided:
            session.screen.tell(visible(session.phrases.say(each)))
        where = session.shown_path(path)
        session.screen.tell(session.phrases("told-import-planned", where))
        tell_end(session, made)
        session.finish(text.encode("utf-8", "surrogateescape"), 0)

    editing.submit(WriteMap(path, data), tell=tell)


_COUNTS = (
    Column("kind", "status", 9, heading="rows_of"),
    Column("new", "count", 9),
    Column("changed", "count", 9),
    Column("same", "count", 9),
    Column("conflict", "count", 9),
    Column("partly", "count", 9),
    Column("rejected", "count", 9),
)
_TOLD = (
    Column("file", "text", 6),
    Column("line", "count", 9),
    Column("kind", "status", 7, heading="rows_of"),
    Column("state", "status", 9),
    Column("name", "text", 8),
    Column("place", "id", 7),
    Column("what", "message", 9),
)
