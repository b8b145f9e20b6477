"""What has to be done today, and which figures moved since last week?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.calendar import plus_days
from crmcli.domain.policy import Policy
from crmcli.domain.ratio import percent, share
from crmcli.domain.records import Account, Money
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import due
from crmcli.reports.ask import Ask
from crmcli.reports.trend_metrics import METRICS, Part, together

ROWS, CHANGES, DAYS = 10, 10, 7  # rows of the agenda, changes shown, and the days the figures are looked back on
FIGURES = ("coverage", "open", "overdue")


class Moved(NamedTuple):
    """What accounts add to one figure on one of the two days."""

    owner: str | None
    figure: str
    before: bool
    part: Part


class FigureRow(NamedTuple):
    """One figure a week ago and now, as people read it."""

    figure: str
    before: Message | str
    now: Message | str
    change: str


class NewsRow(NamedTuple):
    """What changed in one account since yesterday."""

    account: str
    change: Message


def gather(account: Account, policy: Policy, as_of: date, ask: Ask) -> list[due.DueRow | Moved]:
    """The account's tasks, and what it adds to the figures then and now."""
    days = ((plus_days(as_of, -DAYS), True), (as_of, False))
    moved = [Moved(part.owner, figure, before, part) for figure in FIGURES for day, before in days for part in together(METRICS[figure](account, policy, day))]
    return [*due.gather(account, policy, as_of, ask), *moved]


def condense(facts: Sequence[due.DueRow | due.Rest | Moved], ask: Ask) -> list[due.DueRow | due.Rest | Moved]:
    """The first rows of the agenda, and the figures' sums."""
    sums: dict[tuple[str, bool], list[Part]] = {}
    for fact in facts:
        if isinstance(fact, Moved):
            sums.setdefault((fact.figure, fact.before), []).append(fact.part._replace(owner=None))
    moved = [Moved(None, figure, before, part) for (figure, before), parts in sums.items() for part in together(parts)]
    return [*due.condense([fact for fact in facts if not isinstance(fact, Moved)], ask), *moved]


def tabulate(facts: Sequence[due.DueRow | due.Rest | Moved], policy: Policy, as_of: date, ask: Ask, changes: Sequence[tuple[str, Message]] | None = None) -> Table:
    """The agenda's first rows, the figures, and what changed since yesterday; `changes` is None without a repository."""
    agenda = due.tabulate([fact for fact in facts if not isinstance(fact, Moved)], policy, as_of, ask)
    sections = [_figures([fact for fact in facts if isinstance(fact, Moved)], as_of)]
    if changes is not None:
        sections.append(_news(changes, as_of))
    total = agenda.totals["due"]
    notes = (Message("morning-more", (len(agenda.rows), total)),) if agenda.cut else () if total else agenda.notes
    return agenda._replace(report="morning", title=Message("morning-title", (as_of, total)), notes=notes, sections=tuple(sections))


def _figures(facts: Sequence[Moved], as_of: date) -> Table:
    rows = []
    for figure in FIGURES:
        before, now = (next(iter(together(fact.part._replace(owner=None) for fact in facts if (fact.figure, fact.before) == (figure, then))), Part(None, 0, 0, 0)) for then in (True, False))
        rows.append(FigureRow(f"figure-{figure}", _said(figure, before), _said(figure, now), _change(figure, before, now)))
    columns = (Column("figure", "status", 9, heading="figure"), Column("before", "message", 9, heading="week_ago"), Column("now", "message", 9, heading="now"), Column("change", "text", 9, heading="difference"))
    return Table("morning", as_of, rows, columns, title=Message("morning-figures"))


def _said(figure: str, part: Part) -> Message | str:
    if figure != "coverage":
        return f"{part.part:,}"
    value = share(int(part.part), int(part.whole))
    return Message("n-a") if value is None else f"{percent(value)}%"


def _change(figure: str, before: Part, now: Part) -> str:
    if figure != "coverage":
        return _signed(now.part - before.part)
    was, is_ = share(int(before.part), int(before.whole)), share(int(now.part), int(now.whole))
    return "" if was is None or is_ is None else _signed(percent(is_) - percent(was))


def _signed(value: Money) -> str:
    return f"{value:+,}" if value else "0"


def _news(changes: Sequence[tuple[str, Message]], as_of: date) -> Table:
    rows = [NewsRow(*change) for change in changes[:CHANGES]]
    title = Message("morning-news" if changes else "morning-no-news", (len(changes),))
    return Table("morning", as_of, rows, (Column("account", "id", 9), Column("change", "message", 9)), title=title, notes=(title,))  # without rows the title says it all
