"""What is printed before a meeting: the brief and the map of one account."""

from enum import Enum
from typing import Annotated

import typer

from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import OneAccount
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import form
from crmcli.reports.options import ExplainOptions


class Drawing(str, Enum):
    """How a map is drawn."""

    tree = "tree"
    mermaid = "mermaid"
    dot = "dot"


@shared("owner", "segment", "tag")
def brief(account: OneAccount, common: Common = Common()) -> None:
    """What must I know before I walk in there? One page, also for printing: -o html.

    \b
    Example: crm brief lakeview -o html
    Example: crm brief lakeview --as-of 2026-08-01
    """
    from crmcli.reports.pages import brief as report

    ReportSession(common).show(report.REPORT, ExplainOptions(), account)


@shared("owner", "segment", "tag")
def map_(
    account: OneAccount,
    format_: Annotated[
        Drawing,
        typer.Option(
            "--format",
            help="A tree for the terminal, or a drawing's text for Mermaid or Graphviz.",
            **form("--format", Drawing),
        ),
    ] = Drawing.tree,
    common: Common = Common(),
) -> None:
    """Who is who there, who reports to whom, how do they stand to us, and which places are empty?

    \b
    Example: crm map lakeview --format mermaid
    Example: crm map lakeview --as-of 2026-08-01
    """
    from crmcli.reports.relations import map as report

    session = ReportSession(
        common if format_ is Drawing.tree else common._replace(output=format_.value)
    )
    session.show(report.REPORT, ExplainOptions(), account)
