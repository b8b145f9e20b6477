"""A person who comes to one account and is known at another is told, and not put down twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from crmcli.domain.records.account import Contact
from crmcli.domain.table import Message
from crmcli.domain.text.phones import folded_phone
from crmcli.domain.text.spelling import folded
from crmcli.edits.contacts import Person

Contacts = Mapping[str, Contact]
_TOLD = 3  # how many people are named


class Reached(NamedTuple):
    """An account, and where its people are reached."""

    account: str
    emails: Sequence[str] = ()
    phones: Sequence[str] = ()


class Met(NamedTuple):
    """Somebody known at another account: surely the same one who is there still, or only told."""

    is_there: bool
    what: Message


class Elsewhere:
    """The people of the whole book, those of this import included, by where they are reached."""

    def __init__(self, book: Iterable[Reached], contacts_of: Callable[[str], Contacts]) -> None:
        self._contacts_of = contacts_of
        self._come: dict[str, list[Person]] = {}  # who is not among the people below yet
        self._people: dict[str, _People] = {}
        self._by: dict[tuple[str, str], dict[str, None]] = {}
        for each in book:
            self._reach(each)

    def _reach(self, reached: Reached) -> None:
        for mark in _marks(reached.emails, reached.phones):
            self._by.setdefault(mark, {})[reached.account] = None

    def come(self, account: str, person: Person) -> None:
        """From now on the person is known there."""
        if person.emails or person.phones:
            self._reach(Reached(account, person.emails or (), person.phones or ()))
            self._come.setdefault(account, []).append(person)

    def met(self, account: str | None, person: Person) -> Met | None:
        """Whom is the person who comes here known as?

        None who is known nowhere else, or here too.
        """
        marks = list(_marks(person.emails or (), person.phones or ()))
        others = [
            key
            for key in dict.fromkeys(key for mark in marks for key in self._by.get(mark, ()))
            if key != account
        ]
        if not others or (account and self._at(account).known(person)):
            return None
        sure = {
            f"{key}/{name}": each
            for key in others
            for name, each in self._at(key).sure(person).items()
        }
        there = [name for name, each in sure.items() if each.left is None]
        if there:
            return Met(True, Message("told-import-elsewhere", (_listed(there),)))
        if sure:
            name, gone = next(iter(sure.items()))
            return Met(False, Message("told-import-was-elsewhere", (name, gone.left)))
        numbers = [f"{key}/{name}" for key in others for name in self._at(key).numbers(person)]
        return (
            Met(False, Message("told-import-number-elsewhere", (_listed(numbers),)))
            if numbers
            else None
        )

    def _at(self, account: str) -> "_People":
        if account not in self._people:
            self._people[account] = _People(self._contacts_of(account))
        people = self._people[account]
        for each in self._come.pop(account, ()):
            people.come(each)
        return people


class _People:
    """The people of one account by what they are told by."""

    def __init__(self, contacts: Contacts) -> None:
        self._by: dict[tuple[str, str], dict[str, Contact]] = {}
        for key, each in contacts.items():
            self._put(key, each)

    def _put(self, name: str, contact: Contact) -> None:
        for mark in _all_marks(contact.name, contact.emails, contact.phones):
            self._by.setdefault(mark, {})[name] = contact

    def come(self, person: Person) -> None:
        """One more, if it is nobody known."""
        name = self.known(person) or person.name or ""
        emails, phones = tuple(person.emails or ()), tuple(person.phones or ())
        self._put(name, Contact(person.name or "", phones=phones, emails=emails))

    def known(self, person: Person) -> str | None:
        """Who the person is among them."""
        named = self._by.get(("name", folded(person.name or "")), {})
        alike = (key for key, each in named.items() if not contradicts(each, person))
        return next(iter(self.sure(person)), None) or next(alike, None)

    def sure(self, person: Person) -> dict[str, Contact]:
        """Those with the same address, or with the same name and number."""
        marks = _all_marks(person.name or "", person.emails or (), person.phones or ())
        return {
            key: each
            for mark in marks
            if mark[0] in {"mail", "named"}
            for key, each in self._by.get(mark, {}).items()
        }

    def numbers(self, person: Person) -> list[str]:
        """Those with the same number who have not left: the first few."""
        marks = _marks((), person.phones or ())
        found = (
            key
            for mark in marks
            for key, each in self._by.get(mark, {}).items()
            if each.left is None
        )
        return list(islice(dict.fromkeys(islice(found, 9)), _TOLD + 1))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_TOLD]) + (" …" if len(names) > _TOLD else "")


def _marks(emails: Iterable[str], phones: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from (("mail", each.casefold()) for each in emails)
    yield from (("number", folded_phone(each)) for each in phones)


def _all_marks(
    name: str, emails: Iterable[str], phones: Sequence[str]
) -> Iterator[tuple[str, str]]:
    yield from _marks(emails, phones)
    yield ("name", folded(name))
    yield from (("named", f"{folded_phone(each)} {folded(name)}") for each in phones)


def shared_emails(known: Contact, person: Person) -> bool:
    """Have they an address in common?"""
    return not {*map(str.casefold, known.emails)}.isdisjoint(map(str.casefold, person.emails or ()))


def shared_phones(known: Contact, person: Person) -> bool:
    """Have they a number in common?"""
    return not {*map(folded_phone, known.phones)}.isdisjoint(map(folded_phone, person.phones or ()))


def contradicts(known: Contact, person: Person) -> bool:
    """Have they other addresses and other numbers? Then one name is that of two people."""
    are_told = known.emails and person.emails and known.phones and person.phones
    return bool(are_told) and not shared_emails(known, person) and not shared_phones(known, person)


def is_same(known: Contact, person: Person) -> bool:
    """One address is one person, and so is one name that nothing contradicts."""
    is_named = folded(known.name) == folded(person.name or "")
    return shared_emails(known, person) or (is_named and not contradicts(known, person))
