"""An account's file under another name."""

from typing import Annotated

import typer

from crmcli.app.requests.files import RenameAccount
from crmcli.commands.shared.arguments import AccountArg
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import file_id
from crmcli.commands.shared.writing import Write, writing
from crmcli.store.shapes.reading import account_id


@writing()
def rename(
    account: AccountArg = None,
    new: Annotated[
        str | None, typer.Argument(metavar="NEW-ID", help="The file's new name, without .yaml.")
    ] = None,
    write: Write = Write(),
) -> None:
    """Give an account another id: its file is renamed, and accounts that name it follow. The name
    in the file stays.

    \b
    Example: crm rename hanbit-electronics hanbit
    """
    editing = EditSession(write)
    old = account_id(editing.path(account))
    said = editing.asking.need(new, "NEW-ID", "ask-id", check=file_id)
    editing.whole_book()
    editing.submit(RenameAccount(old, file_id(said) or said))
