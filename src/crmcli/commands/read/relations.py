"""The questions about whom we know: plans, blind deals, who knows whom, who cools off, whom nobody
cares for.
"""

from typing import Annotated

import typer

from crmcli.commands.read.find_any import KINDS, whom
from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import apart, by
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import Words
from crmcli.reports import choices
from crmcli.reports.options import ExplainOptions


@shared()
def plans(
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Only those past their due day.")
    ] = False,
    by: by(*choices.PLANS) = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """Are we working on what we do not know yet, and which of our plans have stopped?

    `crm plan add` makes one.

    \b
    Example: crm plans --overdue
    Example: crm plans --by kind
    """
    apart(by=by, overdue=overdue)
    from crmcli.reports.coverage import plans as report

    ReportSession(common).show(report.REPORT, report.Options(by=by, overdue=overdue))


@shared()
def blind(common: Common = Common()) -> None:
    """Which deals have run ahead of what we know of the account?

    \b
    Example: crm blind
    Example: crm blind --owner dana-k
    """
    from crmcli.reports.coverage import blind as report

    ReportSession(common).show(report.REPORT, ExplainOptions())


@shared()
def knows(
    word: Annotated[
        str,
        typer.Argument(
            metavar="PERSON|COMPANY",
            help="One of theirs, at any account, or of ours; or an account: by id, name, e-mail, "
            "phone or initials.",
            autocompletion=complete.accounts,
        ),
    ],
    among: Annotated[
        str | None,
        typer.Option(
            "--among",
            metavar="|".join(KINDS),
            help="Which of these the word means, where it may be several.",
            parser=Words("--among", KINDS),
            autocompletion=complete.choices(*KINDS),
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """Who of us was in touch with whom, how often, and when last?

    \b
    Example: crm knows lakeview
    Example: crm knows gloria-m
    """
    session = ReportSession(common)
    session.may_mean_another = True  # a new file may change whom the word means
    meant = whom(word, among, session)
    account, _, person = meant.id.partition("/")
    if meant.kind == "ours":
        from crmcli.reports.relations import knows_member

        session.show(knows_member.REPORT, knows_member.Options(text=meant.id))
    from crmcli.reports.relations import knows as report

    session.show(report.REPORT, report.Options(text=person or None), account)


@shared()
def cooling(
    factor: Annotated[
        float,
        typer.Option(
            "--factor",
            metavar="X",
            min=0,
            max=1000,
            help="Silent for so many times the usual interval.",
        ),
    ] = 2.0,
    common: Common = Common(),
) -> None:
    """Who hears from us less and less?

    \b
    Example: crm cooling --factor 3
    Example: crm cooling --owner dana-k
    """
    from crmcli.reports.relations import cooling as report

    ReportSession(common).show(report.REPORT, report.Options(factor=factor))


@shared()
def orphans(common: Common = Common()) -> None:
    """Which customers does nobody care for?

    \b
    Example: crm orphans
    Example: crm orphans --segment A
    """
    from crmcli.reports.relations import orphans as report

    ReportSession(common).show(report.REPORT, ExplainOptions())
