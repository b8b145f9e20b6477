"""The questions about winning: where deals leak, what to ask and answer, when to stop knocking."""

from typing import Annotated

import typer

from crmcli.commands import complete
from crmcli.commands.common import Common
from crmcli.commands.desk import Desk
from crmcli.commands.options import shared
from crmcli.commands.reports import AccountArg, apart
from crmcli.commands.reports import by as grouping
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

STAGES = ("owner", "owner_tag", "type", "segment", "source")
OBJECTIONS = ("owner", "owner_tag", "stage", "product", "family")
ATTEMPTS = ("channel",)


@shared()
def stages(
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only deals created from this day on."),
    ] = None,
    by: grouping(*STAGES) = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """How far do deals come, how long do they stay in each stage, and where do they leak?

    \b
    Example: crm stages --since 2026-01-01 --by source
    """
    Desk(common).show("stages", since=since, by=by)


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
    Example: crm playbook qualification
    """
    if deal is None:
        Desk(common).show("playbook", stage=stage)
    account, slash, name = (deal or "").partition("/")
    if not (account and slash and name):
        raise CrmError(Message("deal-of-whom", (deal,)), Message("deal-of-whom-hint"))
    Desk(common).show("playbook", stage=stage, account=account, deal=name)


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
    by: grouping(*OBJECTIONS) = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """Which objections are raised, and how often do we overcome them?

    With OBJECTION: what we answer, and where it was raised.

    \b
    Example: crm objections --by stage
    """
    apart(objection=objection, by=by)
    Desk(common).show(
        "objection" if objection else "objections", text=objection, since=since, by=by
    )


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
    by: grouping(*ATTEMPTS) = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """Where do we knock without an answer, when do we stop, and where do we press too hard?

    With --by channel: how many of our calls and messages were answered; with ACCOUNT, by whom
    there.

    \b
    Example: crm attempts --over
    Example: crm attempts hanbit --by channel
    """
    apart(over=over, by=by)
    Desk(common).show("attempts_by_channel" if by else "attempts", account=account, over=over)
