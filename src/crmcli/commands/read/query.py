"""Asking the book in a small language of conditions."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.commands.read import query_names
from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.lists import as_named
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import MOST, Limit, Sort
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import Words
from crmcli.domain.errors import CrmError
from crmcli.domain.records.words import QUERIED
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible

if TYPE_CHECKING:
    from crmcli.reports.queries.query import FactOptions


_Expr = Annotated[
    str | None,
    typer.Argument(
        metavar="[EXPR|NAME]",
        help="A condition in single quotes, or a saved query's name.",
        autocompletion=complete.queries,
    ),
]
_On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="|".join(QUERIED),
        help="What the rows are; accounts by default.",
        parser=Words("--on", QUERIED),
        autocompletion=complete.choices(*QUERIED),
    ),
]
_By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME,...",
        help="A row for each value of these, with figures of its records; n by default.",
        autocompletion=query_names.names,
    ),
]
_Columns = Annotated[
    str,
    typer.Option(
        "--columns",
        metavar="NAME,...",
        help="What is shown; of many records n, count(), share(), distinct(), sum(), mean(), "
        "median(), min() and max().",
        autocompletion=query_names.names_and_figures,
    ),
]


@shared()
def query(
    expr: _Expr = None,
    on: _On = None,
    by: _By = None,
    columns: _Columns = "",
    sort: Sort = "",
    limit: Limit = None,
    list_: Annotated[bool, typer.Option("--list", help="The saved queries of crm.yaml.")] = False,
    common: Common = Common(),
) -> None:
    """Of which accounts, contacts, deals, entries or plans does this hold, and what do they add up
    to?

    \b
    Example: crm query 'status == "customer" and last_touch > 60d'
    Example: crm query open --on deals --by owner --columns 'n,sum(amount)'
    Example: crm query --by segment
    """
    if expr is None and (by or columns):
        expr = "true"
    if not list_ and not (expr or "").strip():
        raise CrmError(Message("error-query-empty"), Message("hint-query-empty"))
    from crmcli.query.saved import listed

    session = ReportSession(common)
    if list_:
        from crmcli.reports.queries.queries import tabulate

        session.put(tabulate(session.policy, session.as_of))
    from crmcli.reports.queries import query as report

    options = report.Options(
        text=expr,
        on=on,
        by=",".join(as_named(tuple(listed([by or ""])), on or "accounts", session.policy)) or None,
        columns=tuple(listed([columns])),
        sort=tuple(listed([sort])),
        limit=common.most(limit, MOST),
    )
    _tell_days(session, report.FACTS.wanted(options))
    session.show(report.REPORT, options)


def _tell_days(session: ReportSession, asked: "FactOptions") -> None:
    """Which days are meant by those that stand in the question as people say them."""
    from crmcli.reports.queries.query import checked

    for said, day in checked(session.policy, session.as_of, asked).days.items():
        session.screen.tell(
            f"{visible(said)} = {day.isoformat()} ({session.phrases(f'weekday-{day.weekday()}')})"
        )
