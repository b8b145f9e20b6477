"""The very same once more: asked about at a terminal, refused in a script, unless --again says that
it is meant.
"""

from collections.abc import Callable
from typing import Annotated

import typer

from crmcli.app.requests.again import named, refuse_again
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message

Again = Annotated[
    bool, typer.Option("--again", help="Write it although the file says the very same already.")
]


def meant_again(
    editing: EditSession, page: Page, same: Message | None, *, again: bool = False
) -> bool:
    """Is what the file says already (`same`) meant once more?

    Raises CrmError where it is there, and nobody wants it a second time.
    """
    if again or same is None:
        return again
    if editing.asking.sure("ask-again", editing.session.phrases.say(same)):
        return True
    refuse_again(page.account, same)
    return False


There = Callable[[Account], Message | None]  # what the account has already that is the same


def unless_there(
    editing: EditSession, page: Page, there: There, *, again: bool
) -> Callable[[Account], None]:
    """What raises CrmError while the file has the same: to be asked again when it is written.

    Raises CrmError at once where the file has it now, and nobody wants it a second time.
    """
    found = None if again else there(page.account)
    if again or (found and editing.asking.sure("ask-again", editing.session.phrases.say(found))):
        return lambda _: None

    def check(record: Account) -> None:
        refuse_again(record, there(record))

    check(page.account)
    return check


__all__ = ["Again", "meant_again", "named", "unless_there"]
