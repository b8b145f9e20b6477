"""Foreign files: business cards and lists of companies become people and accounts of the book."""

import os
from collections.abc import Sequence
from typing import Annotated, Optional

import typer

from crmcli.commands import complete
from crmcli.commands.find import taken_ids
from crmcli.commands.imported import Imported, ImportRow
from crmcli.commands.pairs import pairs
from crmcli.commands.pen import Pen
from crmcli.commands.writing import Write, writing
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import Known
from crmcli.domain.portable import fold
from crmcli.domain.records import Account
from crmcli.domain.table import Message
from crmcli.edits.account_fields import fill, place
from crmcli.edits.accounts import NewAccount, new_account
from crmcli.edits.cards import Roster, take
from crmcli.edits.contacts import Person
from crmcli.edits.draft import Draft
from crmcli.edits.names import file_id
from crmcli.imports.card import Card, Refusal, Refused, Unread, refuse
from crmcli.imports.companies import Companies
from crmcli.imports.csv_accounts import Company, csv_accounts
from crmcli.imports.csv_cards import csv_cards
from crmcli.imports.text import MAX_BYTES, decoded
from crmcli.imports.vcard import vcards
from crmcli.store.foreign import read_foreign
from crmcli.store.reading import account_id, is_account_path
from crmcli.store.rewriting import Make, as_new
from crmcli.store.scan import ACCOUNTS, SUFFIX

import_ = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Take business cards and lists of companies into the book.")
Map = Annotated[Optional[list[str]], typer.Option("--map", metavar="COLUMN=FIELD", help="What a column holds, or - for nothing of ours; may be repeated.")]  # noqa: UP045


@import_.command("cards")
@writing()
def cards(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Business cards (vCard), or a table of people (CSV) with headings.")],
    account: Annotated[Optional[str], typer.Option("--account", metavar="ACCOUNT", help="All of them are people of this account.", autocompletion=complete.accounts)] = None,  # noqa: UP045
    map: Map = None,
    create: Annotated[bool, typer.Option("--create", help="A new account for each company that the book does not know.")] = False,
    write: Write = Write(),
) -> None:
    """Take people from business cards or a table into their accounts.

    Who is there already gets what was empty filled, and nothing overwritten. Rows that fit nothing are told with their lines, and skipped.

    \b
    Example: crm import cards cards.vcf --create --dry-run
    """
    asked = pairs(map, "--map")
    pen = Pen(write)
    text = _text(pen, file)
    is_vcard = file.lower().endswith((".vcf", ".vcard")) or text.lstrip()[:11].upper() == "BEGIN:VCARD"
    found = vcards(text) if is_vcard else csv_cards(text, file, asked)
    if not found.rows:
        raise CrmError(Message("import-empty", (file,)), Message("import-empty-hint"), status=4)
    book = _Book(pen, found.unread, create=create)
    only = account_id(pen.path(account)) if account else None
    placed: dict[str, list[Card]] = {}
    for each in found.rows:
        if isinstance(each, Refused):
            book.refused(each)
        elif key := only or book.home(each.line, each.name, each.company):
            placed.setdefault(key, []).append(each)
    book.write({key: _people(book.imported, key, each) for key, each in placed.items()}, file)


@import_.command("accounts")
@writing()
def accounts(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A table of companies (CSV) with headings.")],
    map: Map = None,
    write: Write = Write(),
) -> None:
    """Take companies from a table into the book: new accounts, and empty fields of those there already.

    \b
    Example: crm import accounts prospects.csv --map 'Kundenname=name' --dry-run
    """
    asked = pairs(map, "--map")
    pen = Pen(write)
    found = csv_accounts(_text(pen, file), file, asked, pen.policy)
    if not found.rows:
        raise CrmError(Message("import-empty", (file,)), Message("import-empty-hint"), status=4)
    book = _Book(pen, found.unread, create=True)
    placed: dict[str, list[Company]] = {}
    for each in found.rows:
        if isinstance(each, Refused):
            book.refused(each)
        elif key := book.home(each.line, each.name, each.name):
            placed.setdefault(key, []).append(each)
    book.write({key: _companies(book, key, each) for key, each in placed.items()}, file)


def _text(pen: Pen, file: str) -> str:
    found = decoded(read_foreign(file, MAX_BYTES), file)
    if found.encoding != "utf-8":
        pen.desk.screen.tell(pen.desk.phrases("import-read-as", file, found.encoding.upper()))
    return found.text


class _Book:
    """Where people and companies of a file belong, and the files that come of it."""

    def __init__(self, pen: Pen, unread: Sequence[Unread], *, create: bool) -> None:
        self.pen, self.create, self.imported = pen, create, Imported(unread=unread)
        desk = pen.whole_book()
        self.companies = Companies(Known(fact.account, fact.names) for fact in desk.names())
        desk.tell_skipped(sorted(desk.book.library.skipped))
        self.paths = {account_id(entry[0]): entry[0] for entry in desk.book.library.entries if is_account_path(entry[0])}
        self.taken = set(map(fold, taken_ids(desk.book)))
        self.new: dict[str, str] = {}

    def refused(self, row: Refused) -> None:
        """The row cannot be taken."""
        self.imported.put(ImportRow(row.line, "skipped", None, None, row.name, row.why))

    def home(self, line: int, name: str, company: str) -> str | None:
        """The account of the company, with --create a new one; None where that cannot be told, which is noted."""
        try:
            if not company:
                refuse(Message("import-no-company"))
            found = self.companies.find(company)
            if found is None and not self.create:
                refuse(self.companies.unknown(company))
        except Refusal as refusal:
            self.imported.put(ImportRow(line, "skipped", None, None, name, refusal.why))
            return None
        return found or self._made(company, line)

    def _made(self, company: str, line: int) -> str:
        near = self.companies.near(company)
        if near:
            self.imported.notes[line] = Message("import-made-near", (company, near))
        key = file_id(company, self.taken)
        self.taken.add(fold(key))
        self.new[key] = company
        self.companies.add(Known(key, (company,)))
        return key

    def write(self, makes: dict[str, Make], file: str) -> None:
        """Every file together, and the end of the command."""
        pen = self.pen
        pages = [(self.paths[key], make) for key, make in sorted(makes.items()) if key not in self.new]
        new = {f"{ACCOUNTS}/{key}{SUFFIX}": self._page(name, makes[key]) for key, name in sorted(self.new.items())}
        self.imported.created = sorted(self.new)
        pen.write(pages, new=new, tell=self.imported.tell, title=pen.desk.phrases("import-title", os.path.basename(file)))

    def _page(self, name: str, make: Make) -> bytes:
        draft = Draft(new_account(NewAccount(name, owner=self.pen.me), self.pen.policy))
        make(draft, Account(name))
        return as_new(draft.tree)


def _people(imported: Imported, account: str, cards: list[Card]) -> Make:
    def make(draft: Draft, record: Account) -> None:
        roster = Roster(record)
        for card in cards:
            done = take(draft, roster, Person(card.name, card.title, card.phones or None, card.emails or None, note=card.note))
            imported.put(ImportRow(card.line, done.state, account, done.contact or None, card.name, done.what))

    return make


def _companies(book: _Book, account: str, rows: list[Company]) -> Make:
    def make(draft: Draft, record: Account) -> None:
        for number, row in enumerate(rows):
            is_new = account in book.new and number == 0
            if is_new and "owner" in row.said:  # who imports is the owner only of what has none
                draft.remove(place("owner"))
            done = fill(draft, row.said)
            book.imported.put(ImportRow(row.line, "added" if is_new else done.state, account, None, row.name, None if is_new else done.what))

    return make
