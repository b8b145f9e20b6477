"""What does a change do to the book? Its figures and its findings, before and after."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.finding import Severity
from crmcli.domain.label import Label
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.coverage import coverage
from crmcli.reports.deal_facts import DealFact, group_labels
from crmcli.reports.forecast import forecast
from crmcli.reports.forecast.figure_row import FigureRow
from crmcli.reports.forecast.forecast_facts import ForecastFact
from crmcli.reports.forecast.forecast_window import LATER, UNDATED
from crmcli.reports.forecast.forecast_window import Options as ForecastOptions
from crmcli.reports.options import ExplainOptions, NoOptions
from crmcli.reports.pages.kinds import Kinds
from crmcli.reports.pipeline import pipeline
from crmcli.reports.queries import lint
from crmcli.reports.report import FactSource

Number = Money | float | None
PARTS = ("pipeline", "coverage", "forecast")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")  # the worst first
_OF_DEALS = ("deals", "amount", "weighted")
_SHARES = ("named_share", "reachable_share", "friendly_share", "composite")
_MONEY = frozenset(("amount", "weighted", "won_amount"))
_HEADINGS = {
    "won": "won_deals",
    "won_amount": "won_this_month",
    **{f"{name}_share": name for name in ("named", "reachable", "friendly")},
}


class Moment(NamedTuple):
    """One side: its facts, the policy they were counted by, and of which commit they are; None for
    the files as they are.
    """

    facts: Sequence[object]
    policy: Policy
    commit: str | None


class ComparedRow(NamedTuple):
    """One figure before and after; shares are 0..1.

    `group`: the stage or the month, as `by` says; all of them where `by` is None. A figure is None
    where that side has none, the difference also between two currencies.
    """

    part: str
    by: str | None
    group: str | None
    figure: str
    before: Number
    now: Number
    difference: Number


class SideRow(NamedTuple):
    """Where one side's figures come from; `counted` is False where no book is there to count."""

    commit: str | None
    counted: bool
    currency: str | None


class FoundRow(NamedTuple):
    """A finding of lint that is only on one side; its line is the one of that side."""

    change: str
    severity: str
    file: str
    line: int
    rule: str
    message: Message


class Compared(NamedTuple):
    """All of it, as programs get it."""

    before: SideRow
    now: SideRow
    figures: tuple[ComparedRow, ...]
    findings: tuple[FoundRow, ...]

    @property
    def differs(self) -> bool:
        """Is any figure or finding another one?"""
        return bool(self.findings) or any(row.before != row.now for row in self.figures)


class _Shown(NamedTuple):
    """A figure for a reader."""

    group: Message | Label | str
    figure: Message
    before: str
    now: str
    difference: str


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[object]:
    """What the account adds to any of the figures, and its findings."""
    return [
        *pipeline.gather(account, policy, as_of, NoOptions()),
        *coverage.gather(account, policy, as_of, ExplainOptions()),
        *forecast.gather(account, policy, as_of, NoOptions()),
        *lint.gather(account, policy, as_of, NoOptions()),
    ]


def compare(
    before: Moment | None,
    now: Moment | None,
    sides: tuple[SideRow, SideRow],
    as_of: date,
    findings: Sequence[FoundRow],
) -> Compared:
    """Both sides as of one day, each by its own policy; None for one without a book to count."""
    values = [{} if each is None else _figures(each, as_of) for each in (before, now)]
    is_same = None in (before, now) or sides[0].currency == sides[1].currency
    rows = []
    for key in _order({**values[1], **values[0]}, [each for each in (now, before) if each]):
        was, then = (
            each.get(key, _nothing(key, side)) for each, side in zip(values, sides, strict=True)
        )
        gap = None if was is None or then is None else then - was  # type: ignore[operator]
        rows.append(ComparedRow(*key, was, then, None if not is_same and key[3] in _MONEY else gap))
    worst = sorted(findings, key=lambda row: (row.change == "gone", SEVERITIES.index(row.severity)))
    return Compared(*sides, tuple(rows), tuple(worst))


Key = tuple[str, str | None, str | None, str]


def _nothing(key: Key, side: SideRow) -> Number:
    """What a side has of a stage or a month that is not there: nothing, if it is a book at all."""
    return 0 if side.counted and key[1] is not None and not key[3].startswith("won") else None


def _order(keys: Iterable[Key], sides: Sequence[Moment]) -> list[Key]:
    """All before its groups; stages in the order of the process, the newer one first; months."""
    stages = [*dict.fromkeys(stage for each in sides for stage in each.policy.stages)]
    late = (LATER, UNDATED)

    def place(key: Key) -> tuple[object, ...]:
        part, by, group, _ = key
        name = group or ""
        if by == "stage":
            rank = stages.index(name) if name in stages else len(stages) + (group is None)
        else:
            rank = late.index(name) + 1 if name in late else 0
        return PARTS.index(part), by is not None, rank, name

    return sorted(keys, key=place)


def _figures(side: Moment, as_of: date) -> dict[Key, Number]:
    """Every figure of one side, as the command of each part has it."""
    policy = side.policy
    kinds = Kinds(side.facts)
    open_ = pipeline.tabulate(kinds.only(DealFact), policy, as_of, pipeline.Options())
    covered = coverage.whole(kinds.only(coverage.CoverageFact))
    ahead = forecast.tabulate(kinds.only(ForecastFact), policy, as_of, ForecastOptions())
    found: dict[Key, Number] = {}
    for name in _OF_DEALS:
        found["pipeline", None, None, name] = getattr(open_.totals, name)
        found |= {("pipeline", "stage", row.stage, name): getattr(row, name) for row in open_.rows}
    found["coverage", None, None, "required"] = covered.required
    found["coverage", None, None, "covered"] = covered.required - covered.unknown
    for name in ("gaps", *_SHARES):
        found["coverage", None, None, name] = getattr(covered, name)
    for name in (*_OF_DEALS, "won", "won_amount"):
        found["forecast", None, None, name] = getattr(ahead.totals, name)
        found |= {
            ("forecast", "month", row.group, name): getattr(row, name)
            for row in ahead.rows
            if getattr(row, name) is not None
        }
    return found


def sections(found: Compared, as_of: date, policies: Sequence[Policy]) -> tuple[Table, ...]:
    """For reading: each part's figures of all, and those of its stages or months that differ; then
    the findings, new ones first.
    """
    labels: Mapping[str, Label] = {
        name: label
        for policy in policies
        for name, label in group_labels("stage", policy, as_of).items()
    }
    parts = [
        _part(name, [row for row in found.figures if row.part == name], labels, as_of)
        for name in PARTS
    ]
    for change in ("new", "gone"):
        rows = [row for row in found.findings if row.change == change]
        parts.append(
            Table(
                "diff",
                as_of,
                rows,
                (
                    Column("severity", "status", 9),
                    Column("file", "id", 8),
                    Column("message", "message", 9),
                    Column("rule", "id", 4),
                ),
                title=Message(f"title-figures-{change}", (len(rows),)),
                named_by=("file",),
            )
        )
    return tuple(parts)


def _part(
    part: str, rows: Sequence[ComparedRow], labels: Mapping[str, Label], as_of: date
) -> Table:
    shown = [
        _Shown(
            _group(row, labels),
            Message(f"col-{_HEADINGS.get(row.figure, row.figure)}"),
            _number(said.before_said),
            _number(said.now_said),
            said.change if row.difference is not None else "",
        )
        for row in rows
        if row.by is None or row.before != row.now
        for said in [FigureRow(row.figure, row.before, row.now)]
    ]
    group = (Column("group", "message", 9, heading="of"),) if part != "coverage" else ()
    return Table(
        "diff",
        as_of,
        shown,
        (
            *group,
            Column("figure", "message", 9),
            Column("before", "count", 9),
            Column("now", "count", 9),
            Column("difference", "count", 9),
        ),
        title=Message(f"title-figures-{part}"),
        named_by=("group", "figure"),
    )


def _number(said: Message | str) -> str:
    """As people read it; nothing where there is no figure."""
    return said if isinstance(said, str) else ""


def _group(row: ComparedRow, labels: Mapping[str, Label]) -> Message | Label | str:
    if row.by is None:
        return Message("common-total")
    if row.group is None:
        return Message("common-none")
    if row.by == "stage":
        return labels.get(row.group) or row.group
    return Message(f"word-{row.group}") if row.group in (LATER, UNDATED) else row.group


FACTS = FactSource("figures", gather, NoOptions)
