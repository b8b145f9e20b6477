"""Where people and companies of a foreign file belong in the book, and the files that come of
it.
"""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.app.accounts import taken_ids
from crmcli.app.work import Work
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.write.importing.outcome import Imported, ImportRow
from crmcli.domain.naming import Called
from crmcli.domain.records.account import Account, Contact
from crmcli.domain.table import Message
from crmcli.domain.text.business_number import bare
from crmcli.domain.text.portable import fold
from crmcli.edits.accounts import NewAccount, new_account
from crmcli.edits.contacts import Person
from crmcli.edits.elsewhere import Elsewhere, Reached, is_same
from crmcli.edits.names import file_id
from crmcli.edits.record_editor import Draft
from crmcli.imports.card import Card, Refusal, Refused, Unread, refuse
from crmcli.imports.companies import Companies
from crmcli.imports.csv_accounts import Company
from crmcli.imports.zeros import with_zeros
from crmcli.store.files.editors import head
from crmcli.store.files.scan import ACCOUNTS, SUFFIX
from crmcli.store.shapes.reading import account_id, is_account_path
from crmcli.store.write.rewriting import Make, as_new, read_page


def person_of(card: Card) -> Person:
    """What a contact of ours takes of a card."""
    return Person(card.name, card.title, card.phones or None, card.emails or None, note=card.note)


class Imports(NamedTuple):
    """What comes of a file: new accounts by their ids, and edits of those that are there."""

    file: str
    new: Mapping[str, bytes]
    makes: Mapping[str, Make]

    def stage(self, work: Work) -> None:
        """Every file together."""
        for key, data in self.new.items():
            path = f"{ACCOUNTS}/{key}{SUFFIX}"
            work.files.create(path, head(work.files.root, path) + data)
        for key, make in self.makes.items():
            work.edit(key, make)
        work.title = Message("title-import", (self.file,))


class Importing:
    """One import: the book it comes into, and what became of its rows."""

    def __init__(self, editing: EditSession, unread: Sequence[Unread], *, create: bool) -> None:
        self.editing, self.create, self.imported = editing, create, Imported(unread=unread)
        session = editing.whole_book()
        names = session.names()
        self.companies = Companies(Called(fact.account, fact.names) for fact in names)
        self.numbers = {bare(fact.business_no): fact.account for fact in names if fact.business_no}
        self.elsewhere = Elsewhere(
            (Reached(fact.account, fact.emails, fact.phones) for fact in names), self._contacts
        )
        session.tell_skipped(sorted(session.book.library.skipped))
        entries = (entry[0] for entry in session.book.library.entries)
        self.paths = {account_id(path): path for path in entries if is_account_path(path)}
        self.taken = set(map(fold, taken_ids(session.book)))
        self.new: dict[str, NewAccount] = {}
        self.own: dict[int, str] = {}  # by line, the contact whose own card it is
        self._read: dict[str, Mapping[str, Contact]] = {}

    def begin(self, row: Card | Company) -> None:
        """What is to be said of the row whatever becomes of it."""
        self.imported.leave_out(row.line, row.left_out)

    def refused(self, row: Refused) -> None:
        """The row cannot be taken."""
        self._skip(row.line, row.name, row.why)

    def _skip(self, line: int, name: str, why: Message) -> None:
        self.imported.put(ImportRow(line, "skipped", None, None, name, why))

    def _contacts(self, account: str) -> Mapping[str, Contact]:
        """The people of an account as its file has them; none of one that cannot be read."""
        if account not in self._read:
            path = self.paths.get(account)
            found = read_page(self.editing.root, path).account if path else None
            self._read[account] = found.contacts if found else {}
        return self._read[account]

    def mended(self, card: Card) -> Card:
        """The card with the numbers that spreadsheets cut short, which is told."""
        phones, told = with_zeros(card.phones, self.editing.policy)
        for each in told:
            self.imported.note(card.line, each)
        return card._replace(phones=phones)

    def home(self, row: Company) -> str | None:
        """The company's account, else a new one; None where that cannot be told, which is noted."""
        try:
            return (
                self._numbered(row)
                or self._found(row.name)
                or self._made(row.name, row.line, str(row.said.get("owner") or ""))
            )
        except Refusal as refusal:
            self._skip(row.line, row.name, refusal.why)
            return None

    def _numbered(self, row: Company) -> str | None:
        """The account that has the row's business number, which is surer than a name."""
        number = bare(str(row.said.get("business_no", "")))
        found = self.numbers.get(number)
        if found is not None and found != self._called(row.name):
            self.imported.note(row.line, Message("told-import-by-number", (found,)))
        return found

    def home_of(self, card: Card, only: str | None) -> str | None:
        """The account of the person: the one said, that of the company, with --create a new one.

        None where that cannot be told, or who it is, which is noted.
        """
        person = person_of(card)
        try:
            home = self._own_home(card, only) or only or self._company(card)
            self._meet(card, home, person)
        except Refusal as refusal:
            self._skip(card.line, card.name, refusal.why)
            return None
        home = home or self._made(card.company, card.line)
        self.elsewhere.come(home, person)
        return home

    def _company(self, card: Card) -> str | None:
        """The account of the card's company. Raises Refusal, noting where the person is known."""
        try:
            if not card.company:
                refuse(Message("told-import-no-company"))
            return self._found(card.company)
        except Refusal:
            met = self.elsewhere.met(None, person_of(card))
            if met:
                self.imported.note(card.line, met.what)
            raise

    def _found(self, company: str) -> str | None:
        found = self.companies.find(company)
        if found is None and not self.create:
            refuse(self.companies.unknown(company))
        return found

    def _meet(self, card: Card, home: str | None, person: Person) -> None:
        """Note whom the person seems to be elsewhere. Raises Refusal where that is sure."""
        if card.line in self.own:
            return
        met = self.elsewhere.met(home, person)
        if met and met.is_there:
            raise Refusal(met.what)
        if met:
            self.imported.note(card.line, met.what)

    def _own_home(self, card: Card, only: str | None) -> str | None:
        """The account whose contact the card's UID names, if anything else agrees with it.

        Raises Refusal where the card says that the person is at another account by now.
        """
        account, _, contact = card.uid.rpartition("/")
        known = self._contacts(account).get(contact) if account in self.paths else None
        if known is None:
            return None
        home, person = only or self._called(card.company), person_of(card)
        if home not in {account, None}:
            is_here = any(is_same(each, person) for each in self._contacts(home).values())
            if known.left is None and not is_here and is_same(known, person):
                refuse(Message("told-import-elsewhere", (card.uid,)))
            return None
        if home is None and not is_same(known, person):
            return None  # a card of somebody else's book
        self.own[card.line] = contact
        if home is None and card.company:
            differs = Message("told-import-differs", (Message("field-company"), card.company))
            self.imported.note(card.line, differs)
        return account

    def _called(self, company: str) -> str | None:
        """The one account of that name, if there is one."""
        try:
            return self.companies.find(company) if company else None
        except Refusal:
            return None

    def _made(self, company: str, line: int, owner: str = "") -> str:
        """A new account: whoever owns it stands for its roles, too."""
        near = self.companies.near(company)
        if near:
            self.imported.note(line, Message("told-import-made-near", (company, near)))
        key = file_id(company, self.taken)
        self.taken.add(fold(key))
        self.new[key] = NewAccount(company, owner=owner or self.editing.me)
        self.companies.add(Called(key, (company,)))
        return key

    def write(self, makes: dict[str, Make], file: str) -> None:
        """Every file together, and the end of the command."""
        self.imported.created = sorted(self.new)
        new = {key: self._page(account, makes[key]) for key, account in sorted(self.new.items())}
        old = {key: make for key, make in sorted(makes.items()) if key not in self.new}
        asked = Imports(os.path.basename(file), new, old)
        self.editing.submit(asked, tell=self.imported.tell)

    def _page(self, account: NewAccount, make: Make) -> bytes:
        draft = Draft(new_account(account, self.editing.policy, self.editing.today))
        make(draft, Account(account.name))
        return as_new(draft.tree)
