"""Looking for a word in the whole book."""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import MOST, Limit
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import Words
from crmcli.domain.errors import CrmError
from crmcli.domain.searchable import KINDS
from crmcli.domain.table import Message


@shared()
def find(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help="A part of a name or text, Korean initials, or digits of a phone."
        ),
    ],
    within: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="|".join(KINDS),
            help="Only in these.",
            parser=Words("--in", KINDS),
            autocompletion=complete.choices(*KINDS),
        ),
    ] = None,
    limit: Limit = None,
    common: Common = Common(),
) -> None:
    """Where in the book does this stand?

    \b
    Example: crm find "quote" --in log
    Example: crm find 0114 --in contacts
    """
    if not text.strip():
        raise CrmError(Message("error-find-empty"), Message("hint-find-empty"))
    from crmcli.reports.queries import find as report

    options = report.Options(text=text, within=within, limit=common.most(limit, MOST))
    ReportSession(common).show(report.REPORT, options)
