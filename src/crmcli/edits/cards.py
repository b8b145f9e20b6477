"""A person from elsewhere comes into an account: new, or somebody known already whose empty fields
are filled.
"""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from crmcli.domain.records.account import Account, Contact
from crmcli.domain.table import Message
from crmcli.domain.text.phones import folded_phone
from crmcli.domain.text.spelling import folded
from crmcli.edits import contacts as edits
from crmcli.edits.contacts import Person
from crmcli.edits.elsewhere import contradicts
from crmcli.edits.names import new_id
from crmcli.edits.record_editor import Draft

STATES = ("added", "filled", "same", "skipped")


class Taken(NamedTuple):
    """What became of the person: one of STATES, the contact's id, and what is to be said of it."""

    state: str
    contact: str = ""
    what: Message | None = None


class Roster:
    """The people of an account by what they are recognised by; kept up to date while others
    come.
    """

    def __init__(self, account: Account) -> None:
        self.account = account
        self.contacts: dict[str, Contact] = {}
        self._by: dict[tuple[str, str], set[str]] = {}
        self._places: dict[str, int] = {}
        for key, contact in account.contacts.items():
            self.put(key, contact)

    def put(self, key: str, contact: Contact) -> None:
        """Somebody new, or what is known of somebody now."""
        for mark in _marks(self.contacts[key]) if key in self.contacts else ():
            self._by[mark].discard(key)
        self.contacts[key] = contact
        self._places.setdefault(key, len(self._places))
        for mark in _marks(contact):
            self._by.setdefault(mark, set()).add(key)

    def found(self, kind: str, marks: Iterable[str]) -> list[str]:
        """Who has one of these, in the order in which they came."""
        keys = {key for mark in marks for key in self._by.get((kind, mark), ())}
        return sorted(keys, key=self._places.__getitem__)


def _marks(contact: Contact) -> set[tuple[str, str]]:
    numbers = contact.phones if contact.left is None else ()
    return {
        ("name", folded(contact.name)),
        *(("mail", each.casefold()) for each in contact.emails),
        *(("number", folded_phone(each)) for each in numbers),
    }


def take(draft: Draft, roster: Roster, person: Person, who: str = "") -> Taken:
    """The person stands among the contacts; what was known before stays as it was.

    The roster is kept up to date.

    `who` is the contact whose own card it is, which we gave away: what it says otherwise was
    changed there.
    """
    own = who if who in roster.contacts else None
    found = own or _already(roster, person)
    if isinstance(found, Taken):
        return found
    if found is None:  # nobody is called so
        return _added(draft, roster, person)
    known = roster.contacts[found]
    if known.left is not None:
        return Taken("skipped", found, Message("told-import-left", (known.name, known.left)))
    changed = _changed(known, person) if own else {}
    empty = [name for name in ("title", "phones", "emails", "note") if not getattr(known, name)]
    new = {name: getattr(person, name) for name in empty if getattr(person, name)}
    if new or changed:
        written = {**new, **{name: value for name, (value, _) in changed.items()}}
        said = Person(**written)
        edits.change(draft, found, said)
        roster.put(found, _as_said(known, said))
    labels = tuple(Message(f"field-{name}") for name in new)
    told = [Message("told-import-filled", (Message("list", labels),))] if new else []
    told += [_otherwise("told-import-changed", name, was) for name, (_, was) in changed.items()]
    others = [each for each in _differences(known, person) if each[0] not in changed]
    told += [_otherwise("told-import-differs", name, value) for name, value in others]
    state = "filled" if new or changed else "same"
    return Taken(state, found, Message("list", tuple(told)) if told else None)


def _added(draft: Draft, roster: Roster, person: Person) -> Taken:
    """Somebody new; told if a number or a name is somebody else's too."""
    name = person.name or ""
    shared = roster.found("number", map(folded_phone, person.phones or ()))
    namesakes = roster.found("name", (folded(name),))
    account = roster.account._replace(contacts=roster.contacts)
    key = edits.add(draft, account, person, id_=new_id(name, roster.contacts))
    reached = (tuple(person.phones or ()), tuple(person.emails or ()))
    roster.put(key, Contact(name, person.title, *reached, note=person.note))
    told = [Message("told-import-namesake", (", ".join(namesakes),))] if namesakes else []
    told += [Message("told-import-number-too", (", ".join(shared),))] if shared else []
    return Taken("added", key, Message("list", tuple(told)) if told else None)


def _changed(known: Contact, person: Person) -> dict[str, tuple[str | list[str], str]]:
    """What our own card says otherwise than the file: its value, and what stood there.

    What the card leaves out stays.

    Notes are not on cards that we give away, so one that differs changed nothing of ours.
    """
    found: dict[str, tuple[str | list[str], str]] = {}
    for name in ("name", "title"):
        said, was = getattr(person, name), getattr(known, name)
        if said and was and _line(said) != _line(was):
            found[name] = (said, was)
    for name, same in (("phones", folded_phone), ("emails", str.casefold)):
        were = {same(each): each for each in getattr(known, name)}
        said = getattr(person, name) or ()
        if were and any(same(each) not in were for each in said):
            found[name] = ([were.get(same(each), each) for each in said], ", ".join(were.values()))
    return found


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _as_said(known: Contact, said: Person) -> Contact:
    return known._replace(
        name=said.name or known.name,
        title=said.title or known.title,
        phones=tuple(said.phones or known.phones),
        emails=tuple(said.emails or known.emails),
        note=said.note or known.note,
    )


def _otherwise(key: str, name: str, value: str) -> Message:
    return Message(key, (Message(f"field-{name}"), value))


def _already(roster: Roster, person: Person) -> str | Taken | None:
    """Who it is among those known: by an address, else by the name, two namesakes told apart by a
    number.

    Whose address and number are both others than those of the namesake is somebody else.

    A number under another name may be the office's: who has an address of their own is somebody
    else, who has none is for a person to decide.
    """
    by_mail = roster.found("mail", map(str.casefold, person.emails or ()))
    by_phone = roster.found("number", map(folded_phone, person.phones or ()))
    namesakes = roster.found("name", (folded(person.name or ""),))
    by_name = [key for key in namesakes if not contradicts(roster.contacts[key], person)]
    for found, surer in ((by_mail, by_name), (by_name, by_phone)):
        one = found if len(found) == 1 else [key for key in found if key in surer]
        if len(one) == 1:
            return one[0]
        if found:
            return Taken("skipped", "", Message("told-import-several-people", (", ".join(found),)))
    return (
        Taken("skipped", by_phone[0], Message("told-import-number-of", (", ".join(by_phone),)))
        if by_phone and not person.emails
        else None
    )


def _differences(known: Contact, person: Person) -> list[tuple[str, str]]:
    """What is said otherwise than it stands in the file, which is not touched."""
    found = [
        (name, said)
        for name in ("name", "title", "note")
        if (said := getattr(person, name))
        and (was := getattr(known, name))
        and folded(said) != folded(was)
    ]
    for name, same in (("phones", folded_phone), ("emails", str.casefold)):
        were = {*map(same, getattr(known, name))}
        if were:
            found += [
                (name, each) for each in getattr(person, name) or () if same(each) not in were
            ]
    return found
