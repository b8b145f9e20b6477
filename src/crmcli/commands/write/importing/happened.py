"""Entries that another program knew of: matched with the book, and made."""

from collections.abc import Sequence
from typing import NoReturn

from crmcli.app.requests.happenings import Happenings
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.write.find_deal import deal_named
from crmcli.commands.write.importing.happened_told import EntryRow, Found, Telling, row_of
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.edits.entries import Happened, unknown
from crmcli.imports.correspondence.people import AddressBook
from crmcli.store.shapes.reading import account_id, is_account_path
from crmcli.store.write.rewriting import read_page


def addresses(editing: EditSession) -> AddressBook:
    """The addresses of the team and of everybody in the book.

    Raises CrmError where the team has none: what was sent and what came is not told apart then.
    """
    book = AddressBook(editing.policy.team)
    if not book.team:
        hint = Message("hint-mail-no-team", ("mj@us.example",))
        raise CrmError(Message("error-mail-no-team"), hint, status=4)
    session = editing.whole_book()
    reached = {fact.account for fact in session.names() if fact.emails}
    session.tell_skipped(sorted(session.book.library.skipped))
    for path in paths(session):
        if account_id(path) in reached:
            found = read_page(editing.root, path).account
            book.add(account_id(path), found.contacts if found else {})
    return book


def paths(session: ReportSession) -> list[str]:
    """The files of the book's accounts."""
    entries = session.book.library.entries
    return sorted(entry[0] for entry in entries if is_account_path(entry[0]))


def deals_said(editing: EditSession, said: Sequence[str] | None) -> dict[str, str]:
    """By account the deal that is meant. Raises CrmError for what is none."""
    found: dict[str, str] = {}
    for each in said or ():
        account, _, deal = each.partition("/")
        page = editing.page(account)
        found[page.account.id] = deal_named(page.account, deal)
    return found


def tell_entries(editing: EditSession, found: Found, title: Message, report: str) -> NoReturn:
    """Make the entries that the logs have not yet, and tell all of it."""
    known = {account_id(path): path for path in paths(editing.whole_book())}
    rows: list[EntryRow] = []
    new: dict[str, list[Happened]] = {}
    for account, entries in sorted(found.of.items()):
        record = read_page(editing.root, known[account]).account
        added = unknown(record, entries) if record else []
        fresh = {id(each) for each in added}
        rows += [
            row_of(account, each, "added" if id(each) in fresh else "same") for each in entries
        ]
        if added:
            new[account] = added
    editing.submit(Happenings(new, title), tell=Telling(found, rows, report).tell)
