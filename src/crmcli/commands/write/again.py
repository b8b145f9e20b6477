"""The very same once more: asked about at a terminal, refused in a script, unless --again says that
it is meant.
"""

from collections.abc import Callable
from typing import Annotated

import typer

from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.history.names import clipped

Again = Annotated[
    bool, typer.Option("--again", help="Write it although the file says the very same already.")
]
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
        same = there(record)
        if same:
            hint = Message("hint-told-already")
            raise CrmError(Message("error-told-already", (page.account.name, same)), hint, status=4)

    check(page.account)
    return check


def named(*said: object) -> Message:
    """What is there already: how it is called, when it was and what it says."""
    texts = [clipped(each) if isinstance(each, str) else each for each in said if each]
    return Message("list", tuple(texts))
