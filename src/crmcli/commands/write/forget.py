"""A person who wants to be forgotten."""

from collections.abc import Callable
from typing import Annotated

import typer

from crmcli.commands.shared.arguments import AccountArg, ContactArg
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.whole_book import whole
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.forgotten import Forgotten
from crmcli.commands.write.people import chosen
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Referral
from crmcli.domain.table import Message
from crmcli.edits.forgetting import forget as edit
from crmcli.edits.forgetting import hide, needed_by
from crmcli.edits.identifiers import Traces, is_forgotten, traces
from crmcli.edits.record_editor import Draft
from crmcli.edits.referrals import follow
from crmcli.store.book import listing
from crmcli.store.cache import database
from crmcli.store.files.scan import MAX_BYTES, read_bytes
from crmcli.store.shapes.reading import is_account_path
from crmcli.store.write.rewriting import Make, read_page
from crmcli.store.yaml.tree import nfc


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
    changed is told beside it. docs/privacy.md says what git keeps.

    \b
    Example: crm forget hanbit seo-ym > ../forget.txt
    """
    editing = EditSession(write)
    page = editing.page(account)
    key = chosen(editing, page, contact)
    _check(page.account, key, force=force)
    known = traces(page.account, key)
    ours = any(known.is_called_so(member.name) for member in editing.policy.team.values())
    forgotten = Forgotten(editing.root, known, page.account.id, key)
    pages = [(page.path, _at_home(page.account.id, key, known, ours=ours))]
    pages += [
        (path, _elsewhere(page.account.id, key, known, ours=ours))
        for path in _naming(editing, page, forgotten)
    ]
    # the commit's message must not name whom it forgets
    title = editing.session.phrases(
        "title-forget", known.hidden(page.account.name), known.pseudonym
    )
    try:
        editing.write(pages, tell=forgotten.tell, title=title)
    finally:
        if not write.dry_run:
            database.remove(database.file_for(editing.root))
            listing.drop_all(editing.root)


def _check(account: Account, key: str, *, force: bool) -> None:
    if is_forgotten(key, account.contacts[key]):
        raise CrmError(Message("error-forget-already", (key,)), status=4)
    needed = needed_by(account, key)
    if needed and not force:
        raise CrmError(
            Message("error-forget-needed", (key, ", ".join(needed))),
            Message("hint-forget-needed"),
            status=4,
        )


def _at_home(home: str, key: str, known: Traces, *, ours: bool) -> Make:
    def make(draft: Draft, record: Account) -> None:
        others = [each for name, each in record.contacts.items() if name != key]
        edit(draft, record, key, known, name=not (ours or any(map(known.is_namesake, others))))
        follow(draft, record, _renamed(home, key, known))

    return make


def _elsewhere(home: str, key: str, known: Traces, *, ours: bool) -> Make:
    def make(draft: Draft, record: Account) -> None:
        hide(
            draft,
            record,
            known,
            name=not (ours or any(map(known.is_namesake, record.contacts.values()))),
        )
        follow(draft, record, _renamed(home, key, known))

    return make


def _renamed(home: str, key: str, known: Traces) -> Callable[[Referral], str | None]:
    return lambda referral: f"{home}/{known.pseudonym}" if referral == Referral(home, key) else None


def _naming(editing: EditSession, page: Page, forgotten: Forgotten) -> list[str]:
    """The other accounts' files that may name the person. Raises CrmError if one of them cannot be
    read.
    """
    found = []
    whole(editing.whole_book(), "error-forget-not-here")
    for path in sorted(entry[0] for entry in editing.whole_book().book.library.entries):
        text = nfc(read_bytes(editing.root, path, MAX_BYTES).decode("utf-8", "replace"))
        if path != page.path and forgotten.sees(path, text) and is_account_path(path):
            if read_page(editing.root, path).account is None:
                raise CrmError(
                    Message("error-edit-broken", (path,)),
                    Message("hint-edit-broken", (path,)),
                    status=4,
                )
            found.append(path)
    return found
