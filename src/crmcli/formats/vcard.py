"""People as business cards: vCard 4.0 (RFC 6350)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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


def render(people: Iterable[VCard]) -> str:
    """A card for each, in their order."""
    return joined(line for person in people for line in _card(person))


def _card(person: VCard) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID;VALUE=text:{escaped(person.uid)}"
    yield f"FN:{escaped(person.name)}"
    yield f"ORG:{escaped(person.company)}"
    if person.title:
        yield f"TITLE:{escaped(person.title)}"
    for phone in person.phones:
        yield f"TEL;VALUE=text:{escaped(phone)}"
    for email in person.emails:
        yield f"EMAIL:{escaped(email)}"
    yield "END:VCARD"
