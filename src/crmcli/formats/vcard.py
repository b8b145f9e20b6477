"""People as business cards: vCard 4.0 (RFC 6350), or 3.0 (RFC 2426) for older address books."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crmcli.domain.text.person_name import name_parts
from crmcli.domain.text.phones import is_mobile
from crmcli.formats.content_lines import escaped, joined


class VCard(NamedTuple):
    """What a card says.

    `uid` is the person's own: an address book that reads a second card with it finds the first.
    """

    uid: str
    name: str
    company: str
    title: str | None = None
    phones: Sequence[str] = ()
    emails: Sequence[str] = ()


VERSIONS = ("3.0", "4.0")


def render(people: Iterable[VCard], version: str = "4.0") -> str:
    """A card for each, in their order."""
    return joined(line for person in people for line in _card(person, version))


def _card(person: VCard, version: str) -> Iterator[str]:
    is_old = version == "3.0"
    text = "" if is_old else ";VALUE=text"  # what 4.0 would take for a URI
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"UID{text}:{escaped(person.uid)}"
    yield f"FN:{escaped(person.name)}"
    family, given, suffix = map(escaped, name_parts(person.name))
    yield f"N:{family};{given};;;{suffix}"
    yield f"ORG:{escaped(person.company)}"
    if person.title:
        yield f"TITLE:{escaped(person.title)}"
    for phone in person.phones:
        kind = (";TYPE=CELL" if is_old else ";TYPE=cell") if is_mobile(phone) else ""
        yield f"TEL{text}{kind}:{escaped(phone)}"
    for email in person.emails:
        yield f"EMAIL{';TYPE=INTERNET' if is_old else ''}:{escaped(email)}"
    yield "END:VCARD"
