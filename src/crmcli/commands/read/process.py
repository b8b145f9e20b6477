"""The questions about winning: where deals leak, what to ask and answer, when to stop knocking."""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import AccountArg, apart
from crmcli.commands.shared.report_arguments import by as grouping
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.reports import choices


@shared()
def stages(
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only deals created from this day on."),
    ] = None,
    by: grouping(*choices.STAGES) = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """How far do deals come, how long do they stay in each stage, and where do they leak?

    \b
    Example: crm stages --since 2026-01-01 --by source
    Example: crm stages --owner dana-k
    """
    from crmcli.reports.pipeline import stages as report

    session = ReportSession(common)
    session.show(report.REPORT, report.Options(since=session.day(since, "common-day-since"), by=by))


@shared()
def playbook(
    stage: Annotated[
        str | None,
        typer.Argument(
            metavar="[STAGE]",
            help="Id of a stage, the beginning of one, or its name.",
            autocompletion=complete.stages,
        ),
    ] = None,
    deal: Annotated[
        str | None,
        typer.Option(
            "--deal",
            metavar="ACCOUNT/DEAL",
            help="What this open deal still lacks, in its own stage unless STAGE says another.",
            autocompletion=complete.deals,
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """What does a newcomer need in this stage: what must be there before a deal leaves it, what to
    ask, what to answer?

    \b
    Example: crm playbook qualified
    Example: crm playbook --deal lakeview-foods/freezer-controls
    """
    from crmcli.reports.pages import playbook as report

    if deal is None:
        ReportSession(common).show(report.REPORT, report.Options(stage=stage))
    account, slash, name = (deal or "").partition("/")
    if not (account and slash and name):
        raise CrmError(Message("error-deal-of-whom", (deal,)), Message("hint-deal-of-whom"))
    ReportSession(common).show(report.REPORT, report.Options(stage=stage, deal=name), account)


@shared()
def objections(
    objection: Annotated[
        str | None,
        typer.Argument(
            metavar="[OBJECTION]",
            help="Id of an objection, the beginning of one, or its name: its prepared answers.",
            autocompletion=complete.objections,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Only what was first raised from this day on."
        ),
    ] = None,
    by: grouping(*choices.OBJECTIONS) = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """Which objections are raised, and how often do we overcome them?

    With OBJECTION: what we answer, and where it was raised.

    \b
    Example: crm objections --by stage
    Example: crm objections per-call
    """
    apart(objection=objection, by=by)
    session = ReportSession(common)
    start = session.day(since, "common-day-since")
    if objection:
        from crmcli.reports.pipeline import objection as one

        session.show(one.REPORT, one.Options(text=objection, since=start))
    from crmcli.reports.pipeline import objections as report

    session.show(report.REPORT, report.Options(since=start, by=by))


@shared()
def attempts(
    account: AccountArg = None,
    over: Annotated[
        bool,
        typer.Option(
            "--over",
            help="Only deals where we press too hard: too many tries, or two too close together.",
        ),
    ] = False,
    by: grouping(*choices.ATTEMPTS) = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """Where do we knock without an answer, when do we stop, and where do we press too hard?

    With --by channel: how many of our calls and messages were answered; with ACCOUNT, by whom
    there.

    \b
    Example: crm attempts --over
    Example: crm attempts dockside --by channel
    """
    apart(over=over, by=by)
    if by:
        from crmcli.reports.relations import attempts_by_channel as channels

        ReportSession(common).show(channels.REPORT, channels.Options(account=account), account)
    from crmcli.reports.relations import attempts as report

    ReportSession(common).show(report.REPORT, report.Options(over=over), account)
