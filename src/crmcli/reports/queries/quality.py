"""Is what the reports read filled in, fresh, and written down in time?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import stage_order
from crmcli.domain.label import Label
from crmcli.domain.people.presence import is_active
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import median, ninth_of_ten, percent, share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import plus_days
from crmcli.domain.time.intervals import backwards, forwards
from crmcli.reports import choices
from crmcli.reports.deal_facts import group_labels, negative_intervals, team_labels
from crmcli.reports.evidence import NOTHING, Evidence
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import ExplainOptions
from crmcli.reports.queries.quality_fields import FIELDS, STALE, asked_of, seen, stale_of
from crmcli.reports.report import FactSource, Report

LATELY, WINDOW = 30, 90  # days in which somebody who writes is active


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    explain: bool = False


class QualityFact(NamedTuple):
    """One account: by field how often it was asked and filled, what is stale, who wrote in its log,
    and which custom fields are used. `stage` is the furthest of its open deals.
    """

    account: str
    name: str
    owner: str | None
    status: str
    segment: str | None
    stage: str | None
    fields: tuple[tuple[str, int, int], ...]
    stale: tuple[tuple[str, int], ...]
    wrote: tuple[tuple[str, int, int], ...]
    custom: tuple[tuple[str, int], ...]
    behind: Evidence


class QualityRow(NamedTuple):
    """One account.

    `share` is filled / asked, 0..1; `missing` the fields that are not filled everywhere, `stale`
    how many facts are too old.
    """

    account: str
    name: str
    status: str
    owner: str | None
    asked: int
    filled: int
    share: float | None
    stale: int
    missing: tuple[str, ...]

    @property
    def missing_said(self) -> Message:
        """The fields in words."""
        return Message("list", tuple(Message(f"word-{field}") for field in self.missing))


class QualityGroupRow(NamedTuple):
    """The accounts of one group added up."""

    group: str | None
    accounts: int
    asked: int
    filled: int
    share: float | None
    stale: int
    missing: tuple[str, ...]

    @property
    def missing_said(self) -> Message:
        """The fields in words."""
        return Message("list", tuple(Message(f"word-{field}") for field in self.missing))


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


class Writing(NamedTuple):
    """What git tells of the last 90 days: commits of each member in 30 and 90 days, and the days
    from each log entry's date to the commit that brought it.
    """

    commits: dict[str, tuple[int, int]]
    lags: list[int]


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[QualityFact]:
    """The account's filled and missing facts."""
    it = seen(account, policy, as_of)
    asked, stale = asked_of(it), list(stale_of(it))
    order = stage_order(policy)
    stages = [each.now.stage for each in it.deals if each.now.stage in order]
    behind: Evidence = NOTHING
    if options.explain:
        holes = {
            field: tuple(record for record, filled in places if not filled)
            for field, places in asked.items()
        }
        behind = {
            **{field: records for field, records in holes.items() if records},
            "stale": tuple(record for _, record in stale),
        }
    return [
        QualityFact(
            account.id,
            account.name,
            account.owner,
            account.status,
            account.segment,
            max(stages, key=lambda stage: order[stage or ""], default=None),
            tuple(
                (field, len(places), sum(filled for _, filled in places))
                for field, places in asked.items()
            ),
            tuple(Counter(kind for kind, _ in stale).items()),
            tuple(_wrote(account, as_of)),
            tuple(Counter(_custom(account)).items()),
            behind,
        )
    ]


def _wrote(account: Account, as_of: date) -> Iterable[tuple[str, int, int]]:
    late, early = plus_days(as_of, 1 - LATELY), plus_days(as_of, 1 - WINDOW)
    found: dict[str, list[int]] = {}
    for entry in account.log:
        if early <= entry.date <= as_of:
            for member in dict.fromkeys(entry.by):
                mine = found.setdefault(member, [0, 0])
                mine[0] += entry.date >= late
                mine[1] += 1
    return [(member, lately, all_) for member, (lately, all_) in found.items()]


def _custom(account: Account) -> list[str]:
    records = [
        ("account", account.custom),
        *(("contact", each.custom) for each in account.contacts.values()),
        *(("deal", each.custom) for each in account.deals.values()),
    ]
    return [f"{on} {field}" for on, custom in records for field in custom]


def tabulate(
    facts: Sequence[QualityFact],
    policy: Policy,
    as_of: date,
    options: Options,
    written: Writing | None = None,
) -> Table:
    """A row per account, the emptiest first, or per group; then field by field, what is stale, and
    who writes. `written` is None without a repository.
    """
    by = options.by or "status"
    groups = grouped(facts, lambda fact: (getattr(fact, by),)) if options.by else {}
    rows = (
        [_group(name, found) for name, found in groups.items()]
        if options.by
        else [_row(fact) for fact in facts]
    )
    rows.sort(key=lambda row: (row.share if row.share is not None else 2, *last(row[0])))
    fields, writers = _fields(facts), _writers(facts, policy, as_of, written)
    asked, filled = sum(row.asked for row in fields), sum(row.filled for row in fields)
    stale: Counter[str] = Counter()
    for fact in facts:
        stale.update(dict(fact.stale))
    lags = forwards(written.lags if written else ())
    unread, whole = _unread(facts, policy), share(filled, asked)
    stale_counts = {kind: stale[kind] for kind in STALE}
    names = (
        (
            Column("group", "status" if options.by == "status" else "label", 9, heading=options.by),
            Column("accounts", "count", 8),
        )
        if options.by
        else (
            Column("account", "id", 4),
            Column("name", "text", 9),
            Column("status", "status", 6),
            Column("owner", "label", 5),
        )
    )
    return Table(
        report="quality",
        as_of=as_of,
        rows=rows,
        columns=(
            *names,
            Column("share", "bar", 9, heading="filled_share"),
            Column("stale", "count", 8, heading="stale_facts"),
            Column("missing_said", "message", 9, heading="empty_fields"),
        ),
        totals={
            "accounts": len(facts),
            "asked": asked,
            "filled": filled,
            "share": whole,
            "stale": stale_counts,
            "fields": tuple(fields),
            "unread": tuple(unread),
            "writers": tuple(writers),
            "median_lag": median(lags),
            "p90_lag": ninth_of_ten(lags),
            "lags": len(lags) if written else None,
        },
        labels={
            "owner": team_labels(policy, as_of),
            "group": group_labels(options.by, policy, as_of) if options.by else {},
        },
        notes=_notes(whole, filled, asked, stale_counts, writers, policy, as_of, written),
        sections=_sections(fields, writers, unread, policy, as_of),
        evidence=[fact.behind for fact in _in_order(facts, rows)]
        if options.explain and not options.by
        else (),
        named_by=("group",) if options.by else ("account",),
    )


def _in_order(
    facts: Sequence[QualityFact], rows: Sequence[QualityRow | QualityGroupRow]
) -> list[QualityFact]:
    known = {fact.account: fact for fact in facts}
    return [known[str(row[0])] for row in rows]


def _row(fact: QualityFact) -> QualityRow:
    asked, filled = sum(each for _, each, _ in fact.fields), sum(each for _, _, each in fact.fields)
    missing = tuple(field for field, wanted, found in fact.fields if found < wanted)
    return QualityRow(
        fact.account,
        fact.name,
        fact.status,
        fact.owner,
        asked,
        filled,
        share(filled, asked),
        sum(count for _, count in fact.stale),
        missing,
    )


def _group(name: str | None, facts: Sequence[QualityFact]) -> QualityGroupRow:
    """Of the fields that are missing, the three that are emptiest."""
    fields = _fields(facts)
    asked, filled = sum(row.asked for row in fields), sum(row.filled for row in fields)
    holes = sorted(
        (row for row in fields if row.filled < row.asked), key=lambda row: row.share or 0.0
    )
    return QualityGroupRow(
        name,
        len(facts),
        asked,
        filled,
        share(filled, asked),
        sum(count for fact in facts for _, count in fact.stale),
        tuple(row.field for row in holes[:3]),
    )


def _fields(facts: Iterable[QualityFact]) -> list[FieldRow]:
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


def _notes(
    whole: float | None,
    filled: int,
    asked: int,
    stale: dict[str, int],
    writers: Sequence[WriterRow],
    policy: Policy,
    as_of: date,
    written: Writing | None,
) -> tuple[Message, ...]:
    lately = sum(bool(row.entries_30 or row.commits_30) for row in writers)
    all_ = sum(bool(row.entries_90 or row.commits_90) for row in writers)
    lags = forwards(written.lags if written else ())
    lag = Message("note-quality-lag-none" if written is None else "note-quality-lag-empty")
    if lags:
        lag = Message("note-quality-lag", (median(lags), ninth_of_ten(lags), len(lags)))
    return (
        Message(
            "note-quality-filled",
            (Message("common-n-a") if whole is None else f"{percent(whole)}%", filled, asked),
        ),
        Message("note-quality-stale", tuple(stale.values())),
        *((Message("note-quality-writers", (lately, all_, len(writers))),) if writers else ()),
        lag,
        *negative_intervals(backwards(written.lags) if written else 0),
    )


def _sections(
    fields: Sequence[FieldRow],
    writers: Sequence[WriterRow],
    unread: Sequence[CustomRow],
    policy: Policy,
    as_of: date,
) -> tuple[Table, ...]:
    by_field = Table(
        "quality",
        as_of,
        sorted(fields, key=lambda row: row.share or 0.0),
        (
            Column("field", "status", 9, heading="quality_field"),
            Column("share", "bar", 9, heading="filled_share"),
            Column("filled", "count", 8, heading="filled_places"),
            Column("asked", "count", 8, heading="asked_places"),
            Column("read_by", "text", 7, heading="read_by"),
        ),
        title=Message("title-quality-fields"),
    )
    by_member = Table(
        "quality",
        as_of,
        writers,
        (
            Column("member", "label", 9, heading="writer"),
            Column("entries_30", "count", 9),
            Column("entries_90", "count", 9),
            Column("commits_30", "count", 8),
            Column("commits_90", "count", 8),
        ),
        labels={"member": team_labels(policy, as_of)},
        title=Message("title-quality-writers"),
    )
    by_custom = Table(
        "quality",
        as_of,
        unread,
        (
            Column("field", "id", 9, heading="quality_field"),
            Column("on", "status", 7, heading="field_on"),
            Column("label", "label", 6, heading="field_label"),
            Column("filled", "count", 9, heading="filled_places"),
        ),
        title=Message("title-quality-unread"),
    )
    return tuple(section for section in (by_field, by_member, by_custom) if section.rows)


FACTS = FactSource("quality", gather, ExplainOptions)
REPORT = Report("quality", FACTS, tabulate, Options, groupings=choices.QUALITY)
