"""People at an account: come, change, go, and go elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.edit import Prose, Quoted, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Path
from crmcli.domain.records.account import Account, Contact
from crmcli.domain.table import Message
from crmcli.domain.text.spelling import folded
from crmcli.edits.fields import foreign_ids
from crmcli.edits.names import is_called, new_id
from crmcli.edits.record_editor import Draft, full
from crmcli.edits.roles import vacate

MAIN = ("name",)
_OF_PEOPLE = ("next", "stance", "referral_ask")  # rows of the agenda that may name a person


class Person(NamedTuple):
    """What is known of a person; None leaves a field as it is."""

    name: str | None = None
    title: str | None = None
    phones: Sequence[str] | None = None
    emails: Sequence[str] | None = None
    channel: str | None = None
    reports_to: str | None = None
    note: str | None = None


def _called(name: str) -> str:
    """How two names are compared: case, width and spaces do not count, since 이 순신 is 이순신."""
    return "".join(folded(name).split())


def add(draft: Draft, account: Account, person: Person, *, id_: str | None = None) -> str:
    """The person stands among the contacts; returns the id.

    Raises CrmError if somebody is called so already.
    """
    same = (
        None
        if id_
        else next(
            (
                key
                for key, contact in account.contacts.items()
                if person.name and _called(contact.name) == _called(person.name)
            ),
            None,
        )
    )
    key = id_ or same or new_id(person.name or "", account.contacts)
    if key in account.contacts:
        raise CrmError(
            Message("error-edit-contact-exists", (key, account.contacts[key].name)),
            Message("hint-edit-choose-id"),
            status=4,
        )
    draft.set(("contacts", key), _written(person))
    return key


def change(draft: Draft, contact: str, person: Person) -> None:
    """These fields hold these values now."""
    for field, value in _written(person).items():
        draft.set(("contacts", contact, field), value, mains=MAIN)


def leave(draft: Draft, account: Account, contact: str, day: date, today: date) -> None:
    """The person is gone from that day on, and out of the roles once it has come."""
    if day <= today:
        vacate(draft, account, contact)
    draft.set(("contacts", contact, "left"), day.isoformat(), mains=MAIN)


def arrive(
    draft: Draft,
    account: Account,
    contact: Contact,
    came_from: str,
    *,
    id_: str | None = None,
    title: str | None = None,
) -> str:
    """A person who was at another account is one of this one's contacts.

    What was thought of us there does not come along; what other systems call the person does.
    """
    person = Person(
        contact.name, title, contact.phones, contact.emails, contact.channel, note=came_from
    )
    key = add(draft, account, person, id_=id_)
    for system, known in contact.ids.items():
        draft.set(("contacts", key, "ids", system), foreign_ids(known), mains=("", *MAIN))
    return key


def rename(draft: Draft, account: Account, contact: str, key: str) -> None:
    """The contact has another id, and everything in the account that names it follows."""
    if key in account.contacts:
        raise CrmError(
            Message("error-edit-contact-exists", (key, account.contacts[key].name)),
            Message("hint-edit-choose-id"),
            status=4,
        )
    draft.rename(("contacts", contact), key)
    for path, value in list(mentions(draft.tree, contact)):
        draft.set(
            path,
            [key if is_called(each, contact) else each for each in value]
            if isinstance(value, list)
            else key,
        )
    for path in [
        ("deals", name, "people", contact)
        for name, deal in draft.entries("deals").items()
        if contact in _section(deal, "people")
    ]:
        draft.rename(path, key)


def mentions(tree: Mapping[str, Value], contact: str) -> Iterator[tuple[Path, Value]]:
    """Every value of an account's tree that names the contact: one id, or a list that has it."""
    roles = _section(tree, "roles")
    for role, node in roles.items():
        yield from _naming(("roles", role), node, contact)
        yield from _naming(("roles", role, "contact"), _get(node, "contact"), contact)
    for name, node in _section(tree, "contacts").items():
        yield from _naming(("contacts", name, "reports_to"), _get(node, "reports_to"), contact)
    for name, node in _section(tree, "plans").items():
        for field in ("for", "via"):
            if field == "via" or contact not in roles:
                yield from _naming(("plans", name, field), _get(node, field), contact)
    yield from _naming(
        ("research", "decision_maker"), _get(tree.get("research"), "decision_maker"), contact
    )
    for name, node in _section(tree, "deals").items():
        yield from _naming(
            ("deals", name, "next", "with"), _get(_get(node, "next"), "with"), contact
        )
    for name, node in _section(tree, "cases").items():
        yield from _naming(("cases", name, "contact"), _get(node, "contact"), contact)
    for section, field in (("surveys", "contact"), ("log", "with"), ("resting", "subject")):
        entries = tree.get(section) or []
        for place, node in enumerate(entries if isinstance(entries, list) else [entries]):
            where: Path = (section, place) if isinstance(entries, list) else (section,)
            if section == "resting" and _get(node, "kind") not in _OF_PEOPLE:
                continue
            yield from _naming((*where, field), _get(node, field), contact)
            yield from _naming((*where, "next", "with"), _get(_get(node, "next"), "with"), contact)


def _naming(path: Path, node: Value, contact: str) -> Iterator[tuple[Path, Value]]:
    if any(is_called(each, contact) for each in (node if isinstance(node, list) else [node])):
        yield path, node


def _get(node: Value, key: str) -> Value:
    return node.get(key) if isinstance(node, Mapping) else None


def _section(node: Value, key: str) -> Mapping[str, Value]:
    """What stands there key by key. Raises TypeError for anything else, which no account has."""
    found = _get(node, key) or {}
    if not isinstance(found, Mapping):
        raise TypeError(key)
    return found


def _written(person: Person) -> dict[str, Value]:
    return full(
        name=Prose(person.name) if person.name else None,
        title=Prose(person.title) if person.title else None,
        phones=[Quoted(each) for each in person.phones] if person.phones else None,
        emails=list(person.emails) if person.emails else None,
        channel=person.channel,
        reports_to=person.reports_to,
        note=Prose(person.note) if person.note else None,
    )
