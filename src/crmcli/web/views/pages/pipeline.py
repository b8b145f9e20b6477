"""What is open: by stage on a board, deal by deal in a list, and what came and went between two
days.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from crmcli.app.past import pipeline_change
from crmcli.charts import of_tables
from crmcli.domain.deals.qualification import framework
from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message, Table
from crmcli.domain.time.calendar import add_months
from crmcli.query.tree import Name
from crmcli.reports.pipeline import pipeline
from crmcli.reports.queries import query
from crmcli.web.views.asked import Asked
from crmcli.web.views.conditions import all_of, is_equal
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.own_options import SHOW, face, leading, read
from crmcli.web.views.page import Question, View
from crmcli.web.views.pages.pipeline_cards import card
from crmcli.web.views.parts import (
    Board,
    Cell,
    Chart,
    Figure,
    Figures,
    Lane,
    Link,
    Notice,
    Part,
    Rows,
    To,
    Together,
)

FACES = ("board", "list", "change")
CARDS = 12  # of a lane: what is behind them stands in the list
SORTS = {
    "amount": "-amount",
    "weighted": "-weighted",
    "stage": "stage",
    "stage_days": "-stage_days",
    "idle": "-idle",
    "close": "close",
    "next.date": "next.date",
    "owner": "owner",
}
COLUMNS = (
    *("account", "account.name", "deal", "name", "stage", "amount", "weighted", "stage_days"),
    *("idle", "rotten", "parked", "overdue", "close", "next.what", "next.date"),
)
UNSEEN = ("account", "idle", "parked", "overdue")  # which the board's cards tell
STAGE = Field("stage", str, None)
SORT = Field("sort", str, "amount", tuple(SORTS))
WHERE = {
    "rotten": To("report", "rotten"),
    "blind": To("report", "blind"),
    "weighted": To("forecast"),
}


def view(desk: Desk, asked: Asked) -> View:
    """The face that is asked for."""
    shown = face(asked, FACES)
    if shown == "change":
        return _change(desk, asked)
    return _board(desk, asked) if shown == "board" else _list(desk, asked)


def _deals(desk: Desk, sort: str, stage: str | None = None, *, explain: bool = False) -> Question:
    """The open deals, one by one, by the query that lists them."""
    of_stage = () if stage is None else (is_equal("stage", stage),)
    criteria = (f"qualification.{name}" for name in framework(desk.policy).criteria)
    columns = (*COLUMNS, *criteria, "owner")
    return question(
        "query",
        query.Options(
            text=all_of((Name("open"), *of_stage)),
            on="deals",
            columns=columns,
            sort=(SORTS[sort],),
            explain=explain,
        ),
    )


def _sums(desk: Desk) -> Table:
    return desk.answer(question("pipeline", pipeline.Options())).table


def _figures(table: Table) -> Figures:
    """The whole pipeline's."""
    fields = ("deals", "amount", "weighted", "rotten", "overdue", "blind")
    columns = {column.field: column for column in table.columns}
    return Figures(
        tuple(
            Figure(
                Message("page-card-overdue" if field == "overdue" else f"col-{field}"),
                Cell(columns[field], table.totals, table),
                Message("page-currency", (table.currency,)) if field == "amount" else None,
                to=WHERE.get(field),
            )
            for field in fields
        )
    )


def _board(desk: Desk, asked: Asked) -> View:
    read(asked, (), besides=(SHOW,))
    asks = _deals(desk, "amount", explain=asked.explain)
    deals, sums = desk.answer(asks).table, _sums(desk)
    by_owner = desk.answer(question("pipeline", pipeline.Options(by="owner"))).table
    parts: list[Part] = [
        leading("pipeline", FACES, "board"),
        _figures(sums),
        Board(tuple(_lanes(desk, sums, deals)), Message("page-pipeline-by-stage")),
    ]
    if by_owner.rows:
        parts.append(
            Chart(
                lambda phrases: of_tables.bars(by_owner, phrases, "amount", "weighted"),
                Message("page-pipeline-by-owner"),
                by_owner,
            )
        )
    if sums.notes:
        parts.append(Notice(sums.notes))
    return View(Message("page-pipeline"), tuple(parts), asks)


def _lanes(desk: Desk, sums: Table, deals: Table) -> Iterator[Lane]:
    """One for each stage, with the sums of `crm pipeline` and its largest deals."""
    columns = {column.field: column for column in sums.columns}
    policy = desk.policy
    asked = framework(policy)
    places: dict[str | None, list[int]] = {}
    for place, row in enumerate(deals.rows):
        places.setdefault(row.stage, []).append(place)
    for at, row in enumerate(sums.rows):
        here = places.get(row.stage, [])
        yield Lane(
            Cell(columns["stage"], row, sums, at),
            Together(
                (
                    Message("page-pipeline-deals", (row.deals,)),
                    Cell(columns["amount"], row, sums, at),
                )
            ),
            tuple(card(deals, place, asked) for place in here[:CARDS]),
            _rest(row.stage, len(here), policy),
        )


def _rest(stage: str | None, number: int, policy: Policy) -> Link | None:
    """To the stage's list; of a stage that the process has not to the whole one."""
    if number <= CARDS:
        return None
    said = {SHOW: "list", **({STAGE.name: stage} if stage and stage in policy.stages else {})}
    return Link(Message("page-pipeline-whole", (number,)), To("pipeline", said=said))


def _list(desk: Desk, asked: Asked) -> View:
    whole = _sums(desk)
    stage = STAGE._replace(words=tuple(desk.policy.stages), labels=whole.labels["stage"])
    said = read(asked, (stage, SORT), besides=(SHOW,))
    asks = _deals(desk, said["sort"], said["stage"], explain=asked.explain)
    found = desk.answer(asks).table
    # its figures are those of all stages: they stand where all are listed
    sums = () if said["stage"] else (_figures(whole),)
    return View(
        Message("page-pipeline"),
        (
            leading("pipeline", FACES, "list"),
            *sums,
            Rows(
                _named(found),
                Message("page-pipeline-open"),
                asked.start,
                filtered=True,
                columns=tuple(each.field for each in found.columns if each.field not in UNSEEN),
            ),
        ),
        asks,
        (stage, SORT),
    )


def _named(table: Table) -> Table:
    """The query's table, with headings that tell the account's name from the deal's."""
    called = {"account.name": "col-account", "name": "col-name"}
    return table._replace(
        columns=tuple(
            each._replace(label=Message(called[each.field])) if each.field in called else each
            for each in table.columns
        )
    )


def _change(desk: Desk, asked: Asked) -> View:
    if asked.at:
        told = Notice((Message("page-not-then", (Message("page-day-see-known"),)),))
        return View(Message("page-pipeline"), (leading("pipeline", FACES, "change"), told))
    since = Field("since", date, add_months(desk.as_of, -1))
    until = Field("until", date, desk.as_of)
    said: dict[str, Any] = read(asked, (since, until), besides=(SHOW,))
    if said["since"] > said["until"]:
        raise CrmError(Message("error-change-backwards", (said["since"], said["until"])))
    days = (said["since"].isoformat(), said["until"].isoformat())
    asks = question("pipeline_change", pipeline_change.Options(*days, asked.explain))
    table = desk.answer(asks).table
    columns = {column.field: column for column in table.columns}
    ends, titled = (0, len(table.rows) - 1), table.title or Message("page-pipeline-change")
    return View(
        Message("page-pipeline"),
        (
            leading("pipeline", FACES, "change"),
            Figures(
                tuple(
                    Figure(
                        Message("page-pipeline-on", (said[name],)),
                        Cell(columns["amount"], table.rows[place], table, place),
                        Message("page-pipeline-deals", (table.rows[place].deals,)),
                    )
                    for name, place in zip(("since", "until"), ends, strict=True)
                )
            ),
            Chart(
                lambda phrases: of_tables.change(table, phrases),
                titled,
            ),
            Rows(table._replace(title=None)),
        ),
        asks,
        (since, until),
    )
