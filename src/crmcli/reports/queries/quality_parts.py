"""How well is the book kept, field by field, and who writes in it?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.people.presence import is_active
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.intervals import backwards, forwards
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.grouping import last
from crmcli.reports.queries.quality_facts import QualityFact
from crmcli.reports.queries.quality_fields import FIELDS, stale_kinds

_FIELDS = (
    Column("field", "status", 9, heading="quality_field"),
    Column("share", "bar", 9, heading="filled_share"),
    Column("filled", "count", 8, heading="filled_places"),
    Column("asked", "count", 8, heading="asked_places"),
    Column("read_by", "text", 7, heading="read_by"),
)
_WRITERS = (
    Column("member", "label", 9, heading="writer"),
    Column("entries_30", "count", 9),
    Column("entries_90", "count", 9),
    Column("commits_30", "count", 8),
    Column("commits_90", "count", 8),
)
_UNREAD = (
    Column("field", "id", 9, heading="quality_field"),
    Column("on", "status", 7, heading="field_on"),
    Column("label", "label", 6, heading="field_label"),
    Column("filled", "count", 9, heading="filled_places"),
)


class FieldRow(NamedTuple):
    """One field over all accounts, and the reports that read it."""

    field: str
    asked: int
    filled: int
    share: float | None
    read_by: str


class WriterRow(NamedTuple):
    """One member: entries of the log with them in, and their commits, of the last 30 and 90 days.

    Commits are None without a repository.
    """

    member: str | None
    entries_30: int
    entries_90: int
    commits_30: int | None
    commits_90: int | None


class CustomRow(NamedTuple):
    """A field of our own that no exit criterion asks for, and how often it is filled in."""

    field: str
    on: str
    label: Label
    filled: int


class Parts(NamedTuple):
    """What all accounts add up to.

    `stale` counts by kind what is too old; `lags` are the days from each entry to the commit that
    brought it, and `backwards` how many of them are less than none.
    """

    fields: list[FieldRow]
    writers: list[WriterRow]
    unread: list[CustomRow]
    stale: dict[str, int]
    lags: list[int]
    backwards: int

    @property
    def asked(self) -> int:
        """In how many places something is asked."""
        return sum(row.asked for row in self.fields)

    @property
    def filled(self) -> int:
        """In how many of them it is there."""
        return sum(row.filled for row in self.fields)


class Writing(NamedTuple):
    """What git tells of the last 90 days: commits of each member in 30 and 90 days, and the days
    from each log entry's date to the commit that brought it.
    """

    commits: dict[str, tuple[int, int]]
    lags: list[int]


def parts_of(
    facts: Sequence[QualityFact], policy: Policy, as_of: date, written: Writing | None
) -> Parts:
    """All of them; `written` is None without a repository."""
    stale: Counter[str] = Counter()
    for fact in facts:
        stale.update(dict(fact.stale))
    lags = written.lags if written else ()
    return Parts(
        fields_of(facts),
        _writers(facts, policy, as_of, written),
        _unread(facts, policy),
        {kind: stale[kind] for kind in stale_kinds(policy)},
        forwards(lags),
        backwards(lags),
    )


def fields_of(facts: Iterable[QualityFact]) -> list[FieldRow]:
    """Each field that is asked somewhere, and how often it is there."""
    sums: dict[str, list[int]] = {name: [0, 0] for name in FIELDS}
    for fact in facts:
        for field, asked, filled in fact.fields:
            sums[field][0] += asked
            sums[field][1] += filled
    return [
        FieldRow(field, asked, filled, share(filled, asked), FIELDS[field].read_by)
        for field, (asked, filled) in sums.items()
        if asked
    ]


def _writers(
    facts: Iterable[QualityFact], policy: Policy, as_of: date, written: Writing | None
) -> list[WriterRow]:
    """Everybody of the team who has not left, the most active first."""
    found: dict[str, list[int]] = {
        name: [0, 0] for name in policy.team if is_active(name, policy.team, as_of)
    }
    for fact in facts:
        for member, lately, all_ in fact.wrote:
            if member in found:
                found[member][0] += lately
                found[member][1] += all_
    rows = [
        WriterRow(
            member,
            *counts,
            *((None, None) if written is None else written.commits.get(member, (0, 0))),
        )
        for member, counts in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.entries_90 - (row.commits_90 or 0), last(row.member)))


def _unread(facts: Iterable[QualityFact], policy: Policy) -> list[CustomRow]:
    exits = {need for stage in policy.stages.values() for need in stage.exit}
    used: Counter[str] = Counter()
    for fact in facts:
        used.update(dict(fact.custom))
    return [
        CustomRow(name, spec.on, spec.label, used[f"{spec.on} {name}"])
        for name, spec in policy.fields.items()
        if name not in exits
    ]


def sections(parts: Parts, policy: Policy, as_of: date) -> tuple[Table, ...]:
    """Those that have anything to show."""
    found = (
        Table(
            "quality",
            as_of,
            sorted(parts.fields, key=lambda row: row.share or 0.0),
            _FIELDS,
            title=Message("title-quality-fields"),
        ),
        Table(
            "quality",
            as_of,
            parts.writers,
            _WRITERS,
            labels={"member": team_labels(policy, as_of)},
            title=Message("title-quality-writers"),
        ),
        Table("quality", as_of, parts.unread, _UNREAD, title=Message("title-quality-unread")),
    )
    return tuple(section for section in found if section.rows)
