"""What will be sold, when, and how sure that is: the months ahead, whether earlier forecasts held,
and how the pipeline moved.
"""

from collections.abc import Iterator

from crmcli.app.past import backtest, trend
from crmcli.charts import of_tables
from crmcli.domain.table import Message, Table
from crmcli.messages import everywhere
from crmcli.reports import choices
from crmcli.reports.forecast import forecast_window
from crmcli.web.views.asked import Asked
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.own_options import SHOW, face, leading, read
from crmcli.web.views.page import View
from crmcli.web.views.parts import Cell, Chart, Figure, Figures, Notice, Part, Rows, To

FACES = ("ahead", "tested", "moved")
METHOD = Field(
    "method",
    str,
    "stage",
    choices.METHODS,
    {each: everywhere(f"page-forecast-by-{each}") for each in choices.METHODS},
)
BY = Field("by", str, "month", choices.FORECAST)
MONTHS = Field("months", int, 12)
MOST = 240  # month ends, as `crm trend` has it
DRAWN = {"category": ("commit", "best_case", "pipeline")}


def view(desk: Desk, asked: Asked) -> View:
    """The face that is asked for: the two that go back into the past only then."""
    shown = face(asked, FACES)
    if shown == "tested":
        return _tested(desk, asked)
    return _ahead(desk, asked) if shown == "ahead" else _moved(desk, asked)


def _ahead(desk: Desk, asked: Asked) -> View:
    said = read(asked, (METHOD, BY), besides=(SHOW,))
    by = None if said["by"] == "month" else said["by"]
    asks = question(
        "forecast",
        forecast_window.Options(by=by, method=said["method"], explain=asked.explain),
    )
    table = desk.answer(asks).table
    fields = DRAWN.get(said["method"], ("amount", "weighted"))
    return View(
        Message("page-forecast"),
        (
            leading("forecast", FACES, "ahead"),
            *_methods(desk),
            Chart(
                lambda phrases: of_tables.bars(table, phrases, *fields),
                table.title or Message("page-forecast"),
            ),
            Rows(table._replace(title=None)),
        ),
        asks,
        (METHOD, BY),
    )


def _methods(desk: Desk) -> Iterator[Part]:
    """What each method says of all that is open: the surest to the most, and what is likely."""
    found: list[Figure] = []
    for method in ("category", "stage", "history"):
        table = desk.answer(question("forecast", forecast_window.Options(method=method))).table
        columns = {column.field: column for column in table.columns}
        to = To("forecast", said={METHOD.name: method})
        found += [
            Figure(
                Message(f"page-forecast-by-{method}")
                if field == "weighted"
                else Message(f"page-forecast-{field}"),
                Cell(columns[field], table.totals, table),
                Message(f"page-forecast-means-{_means(table, method, field)}"),
                to,
            )
            for field in (DRAWN.get(method) or ("weighted",))
        ]
        if method == "stage":
            brought = Figure(
                Message("page-forecast-won"),
                Cell(columns["won_amount"], table.totals, table),
                Message("page-winloss-won", (table.totals.won,)),
            )
    yield Figures((brought, *found), Message("page-forecast-range"))


def _means(table: Table, method: str, field: str) -> str:
    """What the figure rests on: our own odds are those of crm.yaml while too few deals closed."""
    if method == "history" and all(row.from_policy for row in table.sections[0].rows):
        return "policy"
    return method if field == "weighted" else field


def _tested(desk: Desk, asked: Asked) -> View:
    said = read(asked, (METHOD,), besides=(SHOW,))
    asks = question("backtest", backtest.Options(said["method"], asked.explain))
    table = desk.answer(asks).table
    return View(
        Message("page-forecast"),
        (
            leading("forecast", FACES, "tested"),
            *_held(table),
            Rows(table._replace(notes=())),
        ),
        asks,
        (METHOD,),
    )


def _held(table: Table) -> Iterator[Part]:
    """Forecast beside what was won, where any month could be tested; else why none could."""
    yield Notice(table.notes)
    if table.totals.months:
        yield Chart(
            lambda phrases: of_tables.bars(table, phrases, "forecast", "won_amount"),
            Message("page-forecast-tested"),
        )


def _moved(desk: Desk, asked: Asked) -> View:
    if asked.at:
        told = Notice((Message("page-not-then", (Message("page-day-see-known"),)),))
        return View(Message("page-forecast"), (leading("forecast", FACES, "moved"), told))
    said = read(asked, (MONTHS,), besides=(SHOW,))
    options = trend.Options(metric="open", months=min(said["months"], MOST), explain=asked.explain)
    asks = question("trend", options)
    table = desk.answer(asks).table
    plain = table._replace(title=None, sections=())
    bare = len(table.silent) == len(table.rows) - 1  # only the day of the answer is known
    return View(
        Message("page-forecast"),
        (
            leading("forecast", FACES, "moved"),
            *((Notice((Message("page-forecast-unrecorded"),)),) if bare else ()),
            Chart(
                lambda phrases: of_tables.lines(plain, phrases),
                table.title or Message("page-forecast-moved"),
            ),
            Rows(plain),
        ),
        asks,
        (MONTHS,),
    )
