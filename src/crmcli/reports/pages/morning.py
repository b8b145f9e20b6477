"""What has to be done today, and which figures moved since last week?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import share
from crmcli.domain.relations.relation_work import Work
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.calendar import plus_days
from crmcli.reports.forecast.figure_row import FigureRow
from crmcli.reports.forecast.trend_metrics import METRICS, Part, together
from crmcli.reports.options import Limits, NoOptions
from crmcli.reports.pages import due
from crmcli.reports.report import FactSource, Report

# rows of the agenda and changes shown to people, and the days the figures are looked back on
ROWS, CHANGES, DAYS = (
    10,
    10,
    7,
)
# and how `crm trend` calls them
FIGURES = {
    "composite": "coverage",
    "open_amount": "open",
    "overdue_tasks": "overdue",
}


class Options(NamedTuple):
    """What may be asked of the report."""

    limit: int | None = None
    explain: bool = False


class MovedFigure(NamedTuple):
    """What accounts add to one figure on one of the two days."""

    owner: str | None
    figure: str
    before: bool
    part: Part


Page = Sequence[due.DueRow | due.Rest | due.AtRest | due.Worked | MovedFigure]


class NewsRow(NamedTuple):
    """What changed in one account since yesterday; `subject` is the path of what it is about."""

    account: str
    change: Message
    kind: str
    subject: str


class MorningRow(NamedTuple):
    """The whole page for programs.

    `changes` is None without a repository, `relation_fell` unless work on relations became less.
    """

    due: tuple[due.DueRow, ...]
    figures: tuple[FigureRow, ...]
    changes: tuple[NewsRow, ...] | None
    relation_fell: Work | None


def gather(account: Account, policy: Policy, as_of: date, options: NoOptions) -> Page:
    """The account's tasks, what was done there, and what it adds to the figures then and now."""
    days = ((plus_days(as_of, -DAYS), True), (as_of, False))
    moved = [
        MovedFigure(part.owner, figure, before, part)
        for figure, metric in FIGURES.items()
        for day, before in days
        for part in together(METRICS[metric](account, policy, day))
    ]
    return [*due.gather(account, policy, as_of, due.FactOptions()), *moved]


def condense(facts: Page, options: Limits) -> Page:
    """The first rows of the agenda, and the figures' sums."""
    sums: dict[tuple[str, bool], list[Part]] = {}
    for fact in facts:
        if isinstance(fact, MovedFigure):
            sums.setdefault((fact.figure, fact.before), []).append(fact.part._replace(owner=None))
    moved = [
        MovedFigure(None, figure, before, part)
        for (figure, before), parts in sums.items()
        for part in together(parts)
    ]
    return [
        *due.condense([fact for fact in facts if not isinstance(fact, MovedFigure)], options),
        *moved,
    ]


def tabulate(
    facts: Page,
    policy: Policy,
    as_of: date,
    options: Options,
    changes: Sequence[NewsRow] | None = None,
) -> Table:
    """The agenda's first rows, the figures, and what changed since yesterday; `changes` is None
    without a repository.
    """
    asked = due.Options(limit=options.limit, explain=options.explain)
    agenda = due.tabulate(
        [fact for fact in facts if not isinstance(fact, MovedFigure)],
        policy,
        as_of,
        asked,
    )
    sections = [_figures([fact for fact in facts if isinstance(fact, MovedFigure)], as_of)]
    if changes is not None:
        sections.append(_news(changes, as_of, options.limit and CHANGES))
    total = agenda.totals["due"]
    notes = (
        (Message("note-morning-more", (len(agenda.rows), total)), *agenda.notes[1:])
        if agenda.cut
        else agenda.notes
    )
    return agenda._replace(
        report="morning",
        title=Message("title-morning", (as_of, total)),
        notes=notes,
        sections=tuple(sections),
        currency=policy.currency,
    )


def as_one(page: Table) -> Table:
    """The page for programs: one row with its parts, as it is without a limit."""
    figures, *news = page.sections
    row = MorningRow(
        tuple(page.rows),
        tuple(figures.rows),
        tuple(news[0].rows) if news else None,
        page.totals.get("relation_fell"),
    )
    totals = {name: count for name, count in page.totals.items() if name != "relation_fell"}
    behind = (
        [
            {
                "due": tuple(
                    f"{each.account}/{record}" for each in page.rows for record in each.records
                )
            }
        ]
        if page.evidence
        else ()
    )
    return page._replace(
        rows=[row],
        totals=totals,
        columns=(*page.columns, *figures.columns),
        evidence=behind,
        sections=(),
    )


def _figures(facts: Sequence[MovedFigure], as_of: date) -> Table:
    rows = []
    for figure in FIGURES:
        before, now = (
            next(
                iter(
                    together(
                        fact.part._replace(owner=None)
                        for fact in facts
                        if (fact.figure, fact.before) == (figure, then)
                    )
                ),
                Part(None, 0, 0, 0),
            )
            for then in (True, False)
        )
        rows.append(FigureRow(figure, _value(figure, before), _value(figure, now)))
    columns = (
        Column("figure", "status", 9),
        Column("before_said", "message", 9, heading="week_ago"),
        Column("now_said", "message", 9, heading="now"),
        Column("change", "text", 9, heading="difference"),
    )
    return Table("morning", as_of, rows, columns, title=Message("title-morning-figures"))


def _value(figure: str, part: Part) -> Money | float | None:
    return share(int(part.part), int(part.whole)) if figure == "composite" else part.part


def _news(changes: Sequence[NewsRow], as_of: date, limit: int | None) -> Table:
    title = Message("title-morning-news" if changes else "title-morning-no-news", (len(changes),))
    # without rows the title says it all
    return Table(
        "morning",
        as_of,
        changes[:limit],
        (Column("account", "id", 9), Column("change", "message", 9)),
        title=title,
        notes=(title,),
    )


FACTS = FactSource("morning", gather, NoOptions, condense=condense)
REPORT = Report("morning", FACTS, tabulate, Options)
