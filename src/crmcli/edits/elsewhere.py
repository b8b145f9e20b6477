"""A person who comes to one account and is known at another: told with the account, and not put down twice in silence."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.naming import folded
from crmcli.domain.phones import folded_phone
from crmcli.domain.records import Contact
from crmcli.domain.table import Message
from crmcli.edits.contacts import Person

Contacts = Mapping[str, Contact]


class Reached(NamedTuple):
    """An account, and where its people are reached."""

    account: str
    emails: Sequence[str] = ()
    phones: Sequence[str] = ()


class Met(NamedTuple):
    """Somebody known at another account: surely the same one, who is there still, or else only told."""

    is_there: bool
    what: Message


class Elsewhere:
    """The people of the whole book, those of this import included, by where they are reached."""

    def __init__(self, book: Iterable[Reached], contacts_of: Callable[[str], Contacts]) -> None:
        self.contacts_of = contacts_of
        self._come: dict[str, list[Contact]] = {}
        self._by: dict[tuple[str, str], dict[str, None]] = {}
        for each in book:
            self._reach(each)

    def _reach(self, reached: Reached) -> None:
        for mark in _marks(reached.emails, reached.phones):
            self._by.setdefault(mark, {})[reached.account] = None

    def come(self, account: str, person: Person) -> None:
        """From now on the person is known there."""
        emails, phones = tuple(person.emails or ()), tuple(person.phones or ())
        if emails or phones:
            self._reach(Reached(account, emails, phones))
            contact = Contact(person.name or "", phones=phones, emails=emails)
            self._come.setdefault(account, []).append(contact)

    def met(self, account: str | None, person: Person) -> Met | None:
        """Whom does the person who comes to the account seem to be? None who is known nowhere else, or here too."""
        marks = list(_marks(person.emails or (), person.phones or ()))
        others = {key: None for mark in marks for key in self._by.get(mark, ()) if key != account}
        if not others or (account and any(is_same(each, person) for _, each in self._people(account))):
            return None
        people = [(f"{key}/{name}", each) for key in others for name, each in self._people(key)]
        sure = [(name, each) for name, each in people if is_same(each, person, alike=False)]
        there = [name for name, each in sure if each.left is None]
        if there:
            return Met(True, Message("import-elsewhere", (", ".join(there),)))
        if sure:
            name, gone = sure[0]
            return Met(False, Message("import-was-elsewhere", (name, gone.left)))
        numbers = [name for name, each in people if each.left is None and shared_phones(each, person)]
        told = Message("import-number-elsewhere", (", ".join(numbers),))
        return Met(False, told) if numbers else None

    def _people(self, account: str) -> Iterator[tuple[str, Contact]]:
        yield from self.contacts_of(account).items()
        for each in self._come.get(account, ()):
            yield each.name, each


def _marks(emails: Iterable[str], phones: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from (("mail", each.casefold()) for each in emails)
    yield from (("number", folded_phone(each)) for each in phones)


def shared_emails(known: Contact, person: Person) -> bool:
    """Have they an address in common?"""
    return not {*map(str.casefold, known.emails)}.isdisjoint(map(str.casefold, person.emails or ()))


def shared_phones(known: Contact, person: Person) -> bool:
    """Have they a number in common?"""
    return not {*map(folded_phone, known.phones)}.isdisjoint(map(folded_phone, person.phones or ()))


def contradicts(known: Contact, person: Person) -> bool:
    """Are they reached by other addresses and by other numbers? Then one name is that of two people."""
    are_told = known.emails and person.emails and known.phones and person.phones
    return bool(are_told) and not shared_emails(known, person) and not shared_phones(known, person)


def is_same(known: Contact, person: Person, *, alike: bool = True) -> bool:
    """One address is one person; of one name, so is one number, and where `alike` is enough whatever does not contradict."""
    if shared_emails(known, person):
        return True
    is_named = folded(known.name) == folded(person.name or "")
    return is_named and (shared_phones(known, person) or (alike and not contradicts(known, person)))
