"""Whether we sell to an account, or why not."""

from typing import Annotated

import typer

from crmcli.app.requests.account_fields import SetStatus
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Text, text
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.words import Words, one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.records.words import STATUSES


@writing()
def status(
    account: AccountArg = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="STATUS",
            help=f"{', '.join(STATUSES)}.",
            parser=Words("STATUS", STATUSES),
            autocompletion=complete.choices(*STATUSES),
        ),
    ] = None,
    why: Text = text("--why", "TEXT", "Why they do not fit, rest or have gone."),
    write: Write = Write(),
) -> None:
    """Say what an account is to us now, and why: a prospect, a customer, or one we leave alone.

    \b
    Example: crm status dockside disqualified --why "One building only"
    Example: crm status halsted customer --commit
    """
    editing = EditSession(write)
    page = editing.page(account)
    word = one_of(
        editing.asking.need(
            value,
            "STATUS",
            "ask-status",
            editing.asking.words(STATUSES),
            check=lambda one: one_of(one, STATUSES, "STATUS"),
        ),
        STATUSES,
        "STATUS",
    )
    editing.submit(SetStatus(page.account.id, word, why))
