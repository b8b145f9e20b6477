"""An account's file under another name."""

import os
from typing import Annotated

import typer

from crmcli.app.accounts import taken_ids
from crmcli.commands.shared.arguments import AccountArg
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import file_id
from crmcli.commands.shared.whole_book import whole
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Referral
from crmcli.domain.table import Message
from crmcli.domain.text.portable import fold
from crmcli.edits.record_editor import Draft
from crmcli.edits.referrals import follow
from crmcli.reports.options import NoOptions
from crmcli.reports.relations import referrals
from crmcli.store.files.scan import SUFFIX
from crmcli.store.shapes.reading import account_id, is_account_path
from crmcli.store.write.rewriting import Move


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
    old = editing.path(account)
    if os.path.islink(os.path.join(editing.root, old)):
        raise CrmError(Message("error-rename-link", (old,)), Message("hint-rename-link"), status=4)
    said = editing.asking.need(new, "NEW-ID", "ask-id", check=file_id)
    key = file_id(said) or said
    session = editing.whole_book()
    whole(session, "error-rename-not-here", account_id(old))
    paths = {
        account_id(entry[0]): entry[0]
        for entry in session.book.library.entries
        if is_account_path(entry[0])
    }
    was = account_id(old)
    if key == was or fold(key) in set(map(fold, taken_ids(session.book) - {was})):
        raise CrmError(Message("error-edit-exists", (key,)), status=4)

    def renamed(referral: Referral) -> str | None:
        if referral.account != was:
            return None
        return f"{key}/{referral.contact}" if referral.contact else key

    def make(draft: Draft, record: Account) -> None:
        follow(draft, record, renamed)

    naming = {
        row.account
        for row in session.gather(referrals.FACTS, NoOptions())
        if row.referral.account == was and row.account != was
    }
    path = os.path.join(os.path.dirname(old), f"{key}{SUFFIX}").replace(os.sep, "/")
    editing.write([(paths[each], make) for each in sorted(naming)], moves=[Move(old, path, make)])
