"""A person from elsewhere comes into an account: new, or somebody known already whose empty fields are filled."""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.domain.naming import folded
from crmcli.domain.phones import folded_phone
from crmcli.domain.records import Account, Contact
from crmcli.domain.table import Message
from crmcli.edits import contacts as edits
from crmcli.edits.contacts import Person
from crmcli.edits.draft import Draft
from crmcli.edits.names import new_id

STATES = ("added", "filled", "same", "skipped")


class Taken(NamedTuple):
    """What became of the person: one of STATES, the contact's id, and what is to be said of it."""

    state: str
    contact: str = ""
    what: Message | None = None


class Roster:
    """The people of an account by what they are recognised by; kept up to date while others come."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.contacts: dict[str, Contact] = {}
        self._by: dict[tuple[str, str], set[str]] = {}
        self._places: dict[str, int] = {}
        for key, contact in account.contacts.items():
            self.put(key, contact)

    def put(self, key: str, contact: Contact) -> None:
        """Somebody new, or what is known of somebody now."""
        self.contacts[key] = contact
        self._places.setdefault(key, len(self._places))
        marks = [("name", folded(contact.name)), *(("mail", each.casefold()) for each in contact.emails)]
        marks += [("number", folded_phone(each)) for each in contact.phones if contact.left is None]
        for mark in marks:
            self._by.setdefault(mark, set()).add(key)

    def found(self, kind: str, marks: Iterable[str]) -> list[str]:
        """Who has one of these, in the order in which they came."""
        keys = {key for mark in marks for key in self._by.get((kind, mark), ())}
        return sorted(keys, key=self._places.__getitem__)


def take(draft: Draft, roster: Roster, person: Person) -> Taken:
    """The person stands among the contacts; what was known before stays as it was. The roster is kept up to date."""
    shared = roster.found("number", map(folded_phone, person.phones or ()))
    found = _already(roster, person, shared)
    if isinstance(found, Taken):
        return found
    if found is None:  # nobody is called so
        key = edits.add(draft, roster.account._replace(contacts=roster.contacts), person, id_=new_id(person.name or "", roster.contacts))
        roster.put(key, Contact(person.name or "", person.title, tuple(person.phones or ()), tuple(person.emails or ()), note=person.note))
        return Taken("added", key, Message("import-number-too", (", ".join(shared),)) if shared else None)
    known = roster.contacts[found]
    if known.left is not None:
        return Taken("skipped", found, Message("import-left", (known.name, known.left)))
    new = {name: getattr(person, name) for name in ("title", "phones", "emails", "note") if getattr(person, name) and not getattr(known, name)}
    if new:
        edits.change(draft, found, Person(**new))
        filled = known._replace(
            title=known.title or person.title, phones=known.phones or tuple(person.phones or ()), emails=known.emails or tuple(person.emails or ()), note=known.note or person.note
        )
        roster.put(found, filled)
    told = [Message("import-filled", (Message("list", tuple(Message(f"import-field-{name}") for name in new)),))] if new else []
    told += [Message("import-differs", (Message(f"import-field-{name}"), value)) for name, value in _differences(known, person)]
    return Taken("filled" if new else "same", found, Message("list", tuple(told)) if told else None)


def _already(roster: Roster, person: Person, by_phone: list[str]) -> str | Taken | None:
    """Who it is among those known: by an address, else by the name, two namesakes told apart by a number.

    A number under another name may be the office's: who has an address of their own is somebody else, who has none is for a person to decide.
    """
    by_mail = roster.found("mail", map(str.casefold, person.emails or ()))
    by_name = roster.found("name", (folded(person.name or ""),))
    for found, surer in ((by_mail, by_name), (by_name, by_phone)):
        one = found if len(found) == 1 else [key for key in found if key in surer]
        if len(one) == 1:
            return one[0]
        if found:
            return Taken("skipped", "", Message("import-several-people", (", ".join(found),)))
    return Taken("skipped", by_phone[0], Message("import-number-of", (", ".join(by_phone),))) if by_phone and not person.emails else None


def _differences(known: Contact, person: Person) -> list[tuple[str, str]]:
    """What is said otherwise than it stands in the file, which is not touched."""
    found = [(name, said) for name in ("name", "title", "note") if (said := getattr(person, name)) and (was := getattr(known, name)) and folded(said) != folded(was)]
    for name, same in (("phones", folded_phone), ("emails", str.casefold)):
        were = {*map(same, getattr(known, name))}
        if were:
            found += [(name, each) for each in getattr(person, name) or () if same(each) not in were]
    return found
