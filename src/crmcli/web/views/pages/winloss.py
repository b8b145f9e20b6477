"""What a manager learns from what was won and lost: how often, why not, where deals stop, what
they say against it, and how fast it goes.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from crmcli.charts import of_tables
from crmcli.domain.table import Message, Table
from crmcli.messages import Phrases
from crmcli.reports import choices
from crmcli.reports.pipeline import counter, losses, objections, stages, velocity, winrate
from crmcli.reports.relations import attempts
from crmcli.web.views.asked import Asked
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.own_options import read
from crmcli.web.views.page import Question, View
from crmcli.web.views.parts import (
    Cell,
    Chart,
    Figure,
    Figures,
    Link,
    Links,
    Part,
    Picture,
    Rows,
    To,
)

TIMED = ("month", "quarter")
BY = Field("by", str, "quarter", choices.WINRATE)
SINCE, UNTIL = Field("since", date, None), Field("until", date, None)
TRIES = 15  # rows of what knocks without an answer


def view(desk: Desk, asked: Asked) -> View:
    """The figures first, then what is behind them."""
    said = read(asked, (BY, SINCE, UNTIL))
    asks = question(
        "winrate", winrate.Options(said["by"], said["since"], said["until"], asked.explain)
    )
    rates = desk.answer(asks).table
    pace = desk.answer(question("velocity", velocity.Options())).table
    parts: list[Part] = [
        Figures((*_figures(rates), _pace(pace))),
        _rates(rates, said["by"]),
        *_losses(desk, said),
        *_process(desk, said),
        Rows(pace.sections[0]._replace(notes=pace.notes), _lately("page-winloss-pace")),
        *_tries(desk),
    ]
    return View(Message("page-winloss"), tuple(parts), asks, (BY, SINCE, UNTIL))


def _figures(table: Table) -> Iterator[Figure]:
    """Of everything that was won or lost in the time asked for."""
    columns = {column.field: column for column in table.columns}
    total = table.totals
    yield Figure(
        Message("col-narrow"),
        Cell(columns["narrow"], total, table),
        Message("page-winloss-of", (total.won, total.lost)),
    )
    yield Figure(
        Message("col-won_amount"),
        Cell(columns["won_amount"], total, table),
        Message("page-winloss-won", (total.won,)),
    )
    yield Figure(
        Message("col-lost"),
        Cell(columns["lost"], total, table),
        Message("page-winloss-undecided", (total.no_decision,)),
    )
    average = total.average_won
    yield Figure(Message("page-winloss-average"), _whole(average))
    yield Figure(Message("page-winloss-cycle"), Cell(columns["average_cycle_days"], total, table))


def _pace(table: Table) -> Figure:
    """What is sold a day, between the ends of its interval."""
    total = table.totals
    ends = [_whole(each) for each in (total.slow, total.fast)]
    return Figure(
        _lately("page-winloss-a-day"),
        _whole(total.velocity),
        Message("page-winloss-between", tuple(ends)) if total.velocity is not None else None,
    )


def _lately(name: str) -> Message:
    """The title of what has days of its own, whatever time is asked for."""
    return Message(name, (velocity.TRAILING,))


def _whole(amount: float | None) -> Message:
    """A mean of amounts, written like the amounts beside it, without the fraction of their unit."""
    if amount is None:
        return Message("common-n-a")
    return Message("page-said", (f"{round(amount):,}",))


def _rates(table: Table, by: str) -> Chart:
    """The win rate over time with its interval, or side by side."""

    def drawn(phrases: Phrases) -> Picture:
        if by in TIMED:
            return of_tables.lines(table, phrases, at="group", value="narrow")
        return of_tables.bars(table, phrases, "narrow")

    return Chart(drawn, Message("page-winloss-rates", (Message(f"col-{by}"),)), table)


def _losses(desk: Desk, said: dict[str, Any]) -> Iterator[Part]:
    """Why, against whom, and whether what was done about it helps."""
    window = (said["since"], said["until"])

    def asked(by: str | None) -> Table:
        return desk.answer(question("losses", losses.Options(by, *window))).table

    why, against = asked(None), asked("competitor")
    yield Chart(
        lambda phrases: of_tables.bars(why, phrases, "deals"),
        Message("page-winloss-reasons"),
        why,
    )
    yield Rows(against, Message("page-winloss-competitors"))
    helped = desk.answer(question("counter", counter.Options(*window))).table
    if any(row.counter for row in helped.rows):
        yield Rows(helped, Message("page-winloss-counter"))


def _process(desk: Desk, said: dict[str, Any]) -> Iterator[Part]:
    """How far deals come, and what is said against buying."""
    way = desk.answer(question("stages", stages.Options(since=said["since"]))).table
    yield Chart(lambda phrases: of_tables.stages(way, phrases), Message("page-winloss-stages"), way)
    against = desk.answer(question("objections", objections.Options(since=said["since"]))).table
    yield Rows(against, Message("page-winloss-objections"))


def _tries(desk: Desk) -> Iterator[Part]:
    """Where we knock without an answer."""
    asks: Question = question("attempts", attempts.Options())
    table = desk.answer(asks).table
    yield Rows(table, Message("page-winloss-attempts"), number=TRIES, look="cards")
    links = [
        Link(Message(f"page-report-{name}"), To("report", name))
        for name in ("attempts", "attempts_by_channel", "playbook", "velocity")
    ]
    yield Links(tuple(links), Message("page-winloss-more"))
