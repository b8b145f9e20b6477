"""The very same once more: asked about at a terminal, refused in a script, unless --again says that
it is meant.
"""

from typing import Annotated

import typer

from crmcli.app.requests.again import refuse_again
from crmcli.commands.shared.edit_session import EditSession, Page
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
