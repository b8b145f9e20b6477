"""A person who wants to be forgotten."""

from typing import Annotated

import typer

from crmcli.app.requests.forgetting import ForgetContact
from crmcli.commands.shared.arguments import AccountArg, ContactArg
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.find_contact import chosen
from crmcli.commands.write.forgotten import Forgotten
from crmcli.edits.identifiers import traces
from crmcli.store.book import listing
from crmcli.store.cache import database


@writing()
def forget(
    account: AccountArg = None,
    contact: ContactArg = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also while an open deal needs the person.")
    ] = False,
    write: Write = Write(),
) -> None:
    """Replace a person's name, addresses and numbers by a pseudonym in every account of the book.

    The answer is a list for git filter-repo, which takes them out of git's history too; what
    changed is told beside it. `crm help privacy` says what git keeps.

    \b
    Example: crm forget lakeview jo-t > ../forget.txt
    Example: crm forget lakeview jo-t --dry-run
    """
    editing = EditSession(write)
    page = editing.page(account)
    key = chosen(editing, page, contact)
    forgotten = Forgotten(editing.root, traces(page.account, key), page.account.id, key)
    editing.whole_book()
    try:
        editing.submit(ForgetContact(page.account.id, key, force), tell=forgotten.tell)
    finally:
        if not write.dry_run:
            database.remove(database.file_for(editing.root))
            listing.drop_all(editing.root)
