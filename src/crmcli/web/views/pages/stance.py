"""Who is for us, who is against us, what changed, and whom do we have to win first?"""

from datetime import date

from crmcli.app.past import trend
from crmcli.charts import of_stances, of_tables
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.reports.coverage import gaps, stance, stance_changes
from crmcli.reports.options import ExplainOptions
from crmcli.web.views.asked import Asked
from crmcli.web.views.composing import contents, figures, sections
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.own_options import read
from crmcli.web.views.page import View
from crmcli.web.views.parts import Chart, Figures, Link, Links, Notice, Part, Rows, To

ACCOUNTS, WON, CHANGED = 50, 15, 20  # rows of each on one page
FEW = 500  # accounts: of so many the months are asked of git before anybody asks for them
MONTHS = 12
FIELDS = (Field("since", date, None), Field("months", int, None))
FIGURES = ("stance_index", "span", "of", "friendly", "neutral", "negative")
_TO_WIN = ("negative", "neutral")


def view(desk: Desk, asked: Asked) -> View:
    """The whole book's index, roles by stance, whom to win, what changed, months, accounts."""
    said = read(asked, FIELDS)
    asks = question("stance", stance.Options(None, asked.explain))
    table = desk.answer(asks).table
    found: dict[str, list[Part]] = {
        "roles": _roles(desk),
        "first": _first(desk),
        "changes": _changes(desk, said["since"]),
        "months": _months(desk, said["months"], len(table.rows)),
        "accounts": [Rows(table, None, asked.start, ACCOUNTS, filtered=True)],
    }
    whole = Figures(tuple(figures(table.columns, table.totals, FIGURES)))
    parts = sections("stance", found)
    return View(Message("page-stance"), (contents(parts), whole, *parts), asks, FIELDS)


def _roles(desk: Desk) -> list[Part]:
    table = desk.answer(question("stance_by_role", ExplainOptions())).table
    title = Message("page-stance-matrix")
    return [Chart(lambda phrases: of_stances.matrix(table, phrases), title, table)]


def _first(desk: Desk) -> list[Part]:
    """Of the gaps those that somebody's mind is, the heaviest first."""
    table = desk.answer(question("gaps", gaps.Options())).table
    places = [
        place for place, row in enumerate(table.rows) if any(each in row.kinds for each in _TO_WIN)
    ]
    columns = ("name", "label", "kinds", "holder", "rep", "plan")
    more = Link(Message("page-all-gaps"), To("report", "gaps"))
    return [
        Rows(table, places=tuple(places[:WON]), look="cards", columns=columns, notes=False),
        Links((more,)),
    ]


def _changes(desk: Desk, since: date | None) -> list[Part]:
    first = stance_changes.since(stance_changes.Options(since), desk.as_of)
    table = desk.answer(question("stance_changes", stance_changes.Options(first))).table
    places = tuple(range(min(CHANGED, len(table.rows))))
    more = Link(
        Message("page-stance-all-changes", (len(table.rows),)),
        To("report", "stance_changes", {"since": f"{first}"}),
    )
    changed = table._replace(sections=(), notes=())
    return [
        Rows(changed, table.title, look="cards", places=places),
        Links((more,)),
        *(Rows(each._replace(notes=table.notes), each.title) for each in table.sections),
    ]


def _months(desk: Desk, said: int | None, accounts: int) -> list[Part]:
    """The index at each month's end, as the files were then."""
    months = said if said is not None else MONTHS if accounts <= FEW else 0
    if not months:
        ask = Link(Message("page-stance-months-ask"), To("stance", "", {"months": str(MONTHS)}))
        return [Links((ask,))]
    try:
        asks = question("trend", trend.Options(None, "stance", min(months, 36)))
        table = desk.answer(asks).table
    except CrmError as error:
        return [Notice((error.message,))]
    if sum(row.value is not None for row in table.rows) < 2:
        return [Notice((Message("page-stance-no-past"),))]
    title = Message("page-stance-index")
    return [Chart(lambda phrases: of_tables.lines(table, phrases), title, table)]
