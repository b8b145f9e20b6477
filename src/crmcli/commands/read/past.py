"""The questions about what was: how figures moved, which promises slipped."""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import by as grouping
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import Words
from crmcli.reports import choices


@shared("at")
def trend(
    metric: Annotated[
        str,
        typer.Argument(
            metavar="METRIC",
            help=f"One of {', '.join(choices.METRICS)}.",
            parser=Words("METRIC", choices.METRICS),
            autocompletion=complete.choices(*choices.METRICS),
        ),
    ],
    months: Annotated[
        int,
        typer.Option(
            "--months", metavar="N", min=0, max=240, help="So many month ends before today."
        ),
    ] = 12,
    by: grouping(*choices.TREND) = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """How does a figure move, month by month?

    Each month end is answered from the files as committed by then, today from the files as they
    are.

    \b
    Example: crm trend coverage --months 12
    Example: crm trend open --owner dana-k
    """
    from crmcli.app.past import trend as report

    session = ReportSession(common, of_past=True)
    options = report.Options(by, metric, months, common.explain)
    session.put_past(
        report.ask(session.opened, options, as_of=session.as_of, filters=session.filters())
    )


@shared()
def slips(
    by: grouping(*choices.SLIPS) = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """Which promised days were moved, how often, and how far?

    Close dates and next steps of open deals, and when plans are due: from the dated facts in the
    files and from git's record of them.

    \b
    Example: crm slips --by owner
    Example: crm slips --owner dana-k -o csv
    """
    from crmcli.commands.read.slipped_promises import slipped

    session = ReportSession(common, of_past=True)
    session.put(slipped(session, by))
