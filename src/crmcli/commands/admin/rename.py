"""An account's file under another name."""

from typing import Annotated, NoReturn

import typer

from crmcli.app.changing import Change
from crmcli.app.requests.files import RenameAccount
from crmcli.commands.shared import change_output
from crmcli.commands.shared.arguments import AccountArg
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import file_id
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.edits import names
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
    Example: crm rename lakeview-foods lakeview
    Example: crm rename lakeview-foods lakeview --dry-run
    """
    editing = EditSession(write)
    old = account_id(editing.path(account))
    said = editing.asking.need(new, "NEW-ID", "ask-id", check=file_id)
    editing.whole_book()
    editing.submit(RenameAccount(old, file_id(said) or said), tell=_tell)


def _tell(session: ReportSession, asked: Write, made: Change) -> NoReturn:
    """What changed; and where the id had been made of the firm's name, that this one stays."""
    renamed = {each.path: each.like for each in made.files if each.like}
    for each in made.files:
        was = renamed.get(each.path)
        if was and each.new and account_id(was) == names.file_id(each.new.name, ()):
            words = (each.new.name, each.new.id)
            session.screen.tell(session.phrases("told-rename-name-stays", *words))
    change_output.tell(session, asked, made)
