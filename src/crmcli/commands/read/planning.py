"""The questions about what comes: the forecast, the pace, where to spend time, whether goals are
near, whether the book can be trusted, what the week brought.
"""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import apart
from crmcli.commands.shared.report_arguments import by as grouping
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import Words
from crmcli.reports import choices
from crmcli.reports.options import ExplainOptions


@shared()
def forecast(
    method: Annotated[
        str,
        typer.Option(
            "--method",
            metavar="|".join(choices.METHODS),
            help="The stage's probability, the book's own odds, or commit, best case and pipeline.",
            parser=Words("--method", choices.METHODS),
            autocompletion=complete.choices(*choices.METHODS),
        ),
    ] = "stage",
    by: grouping(*choices.FORECAST) = None,  # type: ignore[valid-type]
    quantity: Annotated[
        bool, typer.Option("--quantity", help="How many of each product, not how much.")
    ] = False,
    backtest: Annotated[
        bool,
        typer.Option(
            "--backtest", help="What was forecast at each month's start against what happened."
        ),
    ] = False,
    common: Common = Common(),
) -> None:
    """What will be sold, when, and how sure is that?

    \b
    Example: crm forecast --method history --by owner
    Example: crm forecast --backtest
    """
    apart(backtest=backtest, quantity=quantity)
    apart(backtest=backtest, by=by)
    apart(**{"quantity": quantity, "method category": method == "category"})
    if backtest:
        from crmcli.app.past import backtest as past

        session = ReportSession(common, of_past=True)
        asked = past.Options(method, common.explain)
        session.put_past(
            past.ask(session.opened, asked, as_of=session.as_of, filters=session.filters())
        )
    from crmcli.reports.forecast import forecast as report
    from crmcli.reports.forecast.forecast_window import Options

    options = Options(method=method, by=by, quantity=quantity)
    ReportSession(common).show(report.REPORT, options)


@shared()
def velocity(by: grouping(*choices.VELOCITY) = None, common: Common = Common()) -> None:  # type: ignore[valid-type]
    """How much do we sell a day, and which part of that is the weak one?

    \b
    Example: crm velocity --by owner
    Example: crm velocity --owner dana-k
    """
    from crmcli.reports.pipeline import velocity as report

    ReportSession(common).show(report.REPORT, report.Options(by=by))


@shared()
def focus(
    limit_per_rep: Annotated[
        int,
        typer.Option(
            "--limit-per-rep", metavar="N", min=0, help="At most N deals of each rep, 0 for all."
        ),
    ] = 5,
    common: Common = Common(),
) -> None:
    """Which deals deserve a rep's time now, and why those?

    \b
    Example: crm focus --limit-per-rep 3
    Example: crm focus --owner dana-k
    """
    from crmcli.reports.pipeline import focus as report

    ReportSession(common).show(report.REPORT, report.Options(limit=limit_per_rep or None))


@shared()
def goals(common: Common = Common()) -> None:
    """Why do we do this, and are we getting there?

    \b
    Example: crm goals
    Example: crm goals --explain
    """
    from crmcli.reports.forecast import goals as report

    ReportSession(common).show(report.REPORT, ExplainOptions())


@shared()
def quality(by: grouping(*choices.QUALITY) = None, common: Common = Common()) -> None:  # type: ignore[valid-type]
    """Is what the reports read filled in, fresh, and written down in time?

    \b
    Example: crm quality --by stage
    Example: crm quality --owner dana-k
    """
    from crmcli.commands.read.planning_past import judged

    session = ReportSession(common, of_past=True)
    session.put(judged(session, by))


@shared()
def review(
    week: Annotated[
        str | None,
        typer.Option(
            "--week",
            metavar="DATE",
            help="The week this day is in, or 2026-W48; that of the day of the answer by default, "
            "on a Monday the one before.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=0,
            help="At most N rows in each part, 0 for all; 15 by default for people, all for json "
            "and csv.",
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """What did the week bring, and what did it leave open?

    \b
    Example: crm review --week "last week" -o markdown
    Example: crm review --week 2026-W31 --owner dana-k
    """
    from crmcli.commands.read.planning_past import reviewed
    from crmcli.reports.pages import review_cut

    session = ReportSession(common, of_past=True)
    reviewed(session, week, common.most(limit, review_cut.ROWS))
