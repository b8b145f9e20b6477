"""What comes after the sale: keeping customers, and growing with them."""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import AccountArg, apart, by
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import Words
from crmcli.reports import choices
from crmcli.reports.options import ExplainOptions

Within = Annotated[
    int | None,
    typer.Option(
        "--within",
        metavar="N",
        min=1,
        max=36_500,
        help="Only what falls due within N days, or has.",
    ),
]


def since(help_: str) -> object:
    """The --since option, saying what happens from that day on."""
    return Annotated[str | None, typer.Option("--since", metavar="DATE", help=help_)]


@shared()
def cadence(
    account: AccountArg = None,
    by: by(*choices.CADENCE) = None,  # type: ignore[valid-type]
    floor: Annotated[
        int,
        typer.Option(
            "--floor",
            metavar="PERCENT",
            min=0,
            max=100,
            help="Reps who keep less than this are marked; 80 by default.",
        ),
    ] = 80,
    calendar: Annotated[
        bool, typer.Option("--calendar", help="Month by month: done, missed, or still to come.")
    ] = False,
    common: Common = Common(),
) -> None:
    """Does every rep keep the promised rhythm of touches?

    With ACCOUNT, or --by account: each touch a customer may count on, and the period that runs.

    \b
    Example: crm cadence --floor 90
    Example: crm cadence --calendar
    """
    apart(account=account, by=by)
    apart(by=by, calendar=calendar)
    if calendar:
        from crmcli.reports.customers import cadence_calendar as months

        ReportSession(common).show(months.REPORT, months.Options(account), account)
    if account is not None or by:
        from crmcli.reports.customers import cadence_accounts as rhythms

        ReportSession(common).show(rhythms.REPORT, rhythms.Options(account=account), account)
    from crmcli.reports.customers import cadence as report

    ReportSession(common).show(report.REPORT, report.Options(floor=floor))


@shared()
def renewals(within: Within = None, common: Common = Common()) -> None:
    """Which contracts end when, and what has been done about it?

    \b
    Example: crm renewals --within 90
    Example: crm renewals --owner dana-k
    """
    from crmcli.reports.customers import renewals as report

    ReportSession(common).show(report.REPORT, report.Options(days=within or 0))


@shared()
def retention(
    months: Annotated[
        int,
        typer.Option(
            "--months",
            metavar="N",
            min=1,
            max=1200,
            help="How far back the window begins; 12 by default.",
        ),
    ] = 12,
    by: by(*choices.RETENTION) = None,  # type: ignore[valid-type]
    cohort: Annotated[
        str | None,
        typer.Option(
            "--cohort",
            metavar="|".join(choices.COHORTS),
            help="How many customers of each quarter or year are still there.",
            parser=Words("--cohort", choices.COHORTS),
            autocompletion=complete.choices(*choices.COHORTS),
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """Do customers stay, and do they bring as much as before?

    \b
    Example: crm retention --cohort quarter
    Example: crm retention --months 24
    """
    apart(by=by, cohort=cohort)
    if cohort:
        from crmcli.reports.customers import cohorts

        ReportSession(common).show(cohorts.REPORT, cohorts.Options(by=cohort))
    from crmcli.reports.customers import retention as report

    ReportSession(common).show(report.REPORT, report.Options(by=by, months=months))


@shared()
def balance(
    since: since(  # type: ignore[valid-type]
        "Touches, wins and churn from this day on; twelve months by default."
    ) = None,
    common: Common = Common(),
) -> None:
    """Does work on new accounts crowd out the existing ones?

    \b
    Example: crm balance --since 2026-01-01
    Example: crm balance --owner dana-k
    """
    from crmcli.reports.relations import balance as report

    session = ReportSession(common)
    session.show(report.REPORT, report.Options(since=session.day(since, "common-day-since")))


@shared()
def referrals(
    tree: Annotated[bool, typer.Option("--tree", help="Who sent us whom, in chains.")] = False,
    common: Common = Common(),
) -> None:
    """Whom do we ask to recommend us, who does, and does it help?

    \b
    Example: crm referrals --tree
    Example: crm referrals --owner dana-k
    """
    if tree:
        from crmcli.reports.relations import referral_tree

        ReportSession(common).show(referral_tree.REPORT, ExplainOptions())
    from crmcli.reports.relations import referral_funnel as report

    ReportSession(common).show(report.REPORT, ExplainOptions())


@shared()
def satisfaction(
    by: by(*choices.SATISFACTION) = None,  # type: ignore[valid-type]
    since: since("Answers, and complaints still open then or later, from this day on.") = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """Are customers satisfied, with what, and what did we learn from complaints?

    \b
    Example: crm satisfaction --by account
    Example: crm satisfaction --since 2026-01-01
    """
    from crmcli.reports.customers import satisfaction as report

    session = ReportSession(common)
    session.show(report.REPORT, report.Options(by=by, since=session.day(since, "common-day-since")))


@shared()
def whitespace(
    account: AccountArg = None,
    product: Annotated[
        str | None,
        typer.Option(
            "--product",
            metavar="ID",
            help="Only this product, over all accounts.",
            autocompletion=complete.products,
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """Which of our products could each customer still have?

    With ACCOUNT or --product: one row each, with the reason.

    \b
    Example: crm whitespace --product rapid
    Example: crm whitespace lakeview
    """
    if account is not None or product:
        from crmcli.reports.customers import whitespace_cells as cells

        ReportSession(common).show(
            cells.REPORT, cells.Options(account=account, product=product), account
        )
    from crmcli.reports.customers import whitespace as report

    ReportSession(common).show(report.REPORT, ExplainOptions())


@shared()
def assets(
    within: Within = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Everything they own, also what never has to be replaced.")
    ] = False,
    common: Common = Common(),
) -> None:
    """What do customers own that has to be replaced or bought again soon?

    With --all: everything they own, since when, at which site and from whom; what has no day stands
    last.

    \b
    Example: crm assets --within 180
    Example: crm assets --all
    """
    apart(within=within, all=all_)
    from crmcli.reports.customers import assets as report

    ReportSession(common).show(report.REPORT, report.Options(days=within or 0, all_=all_))
