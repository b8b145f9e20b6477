"""Is what the reports read filled in, fresh, and written down in time?"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from crmcli.domain.deals.qualification import framework
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import median, ninth_of_ten, percent, share
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import choices
from crmcli.reports.deal_facts import group_labels, negative_intervals, team_labels
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import ExplainOptions
from crmcli.reports.queries.quality_facts import QualityFact, gather
from crmcli.reports.queries.quality_parts import (
    Parts,
    Writing,
    fields_of,
    parts_of,
    sections,
)
from crmcli.reports.report import FactSource, Report


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    explain: bool = False


@cache
def _words(fields: tuple[str, ...]) -> Message:
    return Message("list", tuple(Message(f"word-{field}") for field in fields))


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
        return _words(self.missing)


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
        return _words(self.missing)


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
    rows = _rows(facts, options.by)
    parts = parts_of(facts, policy, as_of, written)
    return Table(
        report="quality",
        as_of=as_of,
        rows=rows,
        columns=_columns(options.by),
        totals=_totals(len(facts), parts, written),
        labels={
            "owner": team_labels(policy, as_of),
            "group": group_labels(options.by, policy, as_of) if options.by else {},
        },
        notes=_notes(parts, written, framework(policy).name),
        sections=sections(parts, policy, as_of),
        evidence=[fact.behind for fact in _in_order(facts, rows)]
        if options.explain and not options.by
        else (),
        named_by=("group",) if options.by else ("account",),
    )


def _rows(facts: Sequence[QualityFact], by: str | None) -> list[QualityRow | QualityGroupRow]:
    rows: list[QualityRow | QualityGroupRow] = (
        [_group(*group) for group in grouped(facts, lambda fact: (getattr(fact, by),)).items()]
        if by
        else [_row(fact) for fact in facts]
    )
    rows.sort(key=lambda row: (row.share if row.share is not None else 2, *last(row[0])))
    return rows


def _columns(by: str | None) -> tuple[Column, ...]:
    named = (
        (
            Column("group", "status" if by == "status" else "label", 9, heading=by),
            Column("accounts", "count", 8),
        )
        if by
        else (
            Column("account", "id", 4),
            Column("name", "text", 9),
            Column("status", "status", 6),
            Column("owner", "label", 5),
        )
    )
    return (
        *named,
        Column("share", "bar", 9, heading="filled_share"),
        Column("stale", "count", 8, heading="stale_facts"),
        Column("missing_said", "message", 9, heading="empty_fields"),
    )


def _totals(accounts: int, parts: Parts, written: Writing | None) -> dict[str, object]:
    return {
        "accounts": accounts,
        "asked": parts.asked,
        "filled": parts.filled,
        "share": share(parts.filled, parts.asked),
        "stale": parts.stale,
        "fields": tuple(parts.fields),
        "unread": tuple(parts.unread),
        "writers": tuple(parts.writers),
        "median_lag": median(parts.lags),
        "p90_lag": ninth_of_ten(parts.lags),
        "lags": len(parts.lags) if written else None,
    }


def _in_order(
    facts: Sequence[QualityFact], rows: Sequence[QualityRow | QualityGroupRow]
) -> list[QualityFact]:
    known = {fact.account: fact for fact in facts}
    return [known[str(row[0])] for row in rows]


def _row(fact: QualityFact) -> QualityRow:
    _, of_each, found_of_each = zip(*fact.fields, strict=True) if fact.fields else ((), (), ())
    asked, filled = sum(of_each), sum(found_of_each)
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
    fields = fields_of(facts)
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


def _notes(parts: Parts, written: Writing | None, asked: str) -> tuple[Message, ...]:
    writers, whole = parts.writers, share(parts.filled, parts.asked)
    lately = sum(bool(row.entries_30 or row.commits_30) for row in writers)
    all_ = sum(bool(row.entries_90 or row.commits_90) for row in writers)
    lag = Message("note-quality-lag-none" if written is None else "note-quality-lag-empty")
    if parts.lags:
        lag = Message(
            "note-quality-lag", (median(parts.lags), ninth_of_ten(parts.lags), len(parts.lags))
        )
    said = Message("common-n-a") if whole is None else f"{percent(whole)}%"
    return (
        Message("note-quality-filled", (said, parts.filled, parts.asked)),
        Message("note-quality-stale", (*parts.stale.values(), asked)),
        *((Message("note-quality-writers", (lately, all_, len(writers))),) if writers else ()),
        lag,
        *negative_intervals(parts.backwards),
    )


FACTS = FactSource("quality", gather, ExplainOptions)
REPORT = Report("quality", FACTS, tabulate, Options, groupings=choices.QUALITY)
