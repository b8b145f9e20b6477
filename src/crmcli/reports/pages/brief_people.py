"""Who is at the account, and what do their roles gain from us?"""

from datetime import date
from typing import NamedTuple

from crmcli.domain.people.presence import has_left
from crmcli.domain.people.touches import last_touches
from crmcli.domain.records.account import Account
from crmcli.domain.table import Column
from crmcli.domain.time.dated import current
from crmcli.reports.relations.map import units_of


class BriefPerson(NamedTuple):
    """A contact who has not left, with the roles they hold."""

    contact: str
    name: str
    title: str | None
    roles: tuple[str, ...]
    stance: str | None
    stance_date: date | None
    last_touch: date | None
    channel: str | None
    reps: tuple[str, ...]
    units: tuple[str, ...]


class BriefValue(NamedTuple):
    """What a role gains from us, and who holds it; also of a role that nobody is known to hold."""

    role: str
    holders: tuple[str, ...]
    names: tuple[str, ...]
    value: str


PEOPLE = (
    Column("name", "text", 9),
    Column("title", "text", 6),
    Column("roles", "list", 7),
    Column("units", "list", 5, heading="unit"),
    Column("stance", "stance", 9),
    Column("stance_date", "date", 3),
    Column("last_touch", "date", 8),
    Column("channel", "status", 4),
    Column("reps", "list", 8, heading="rep"),
)
VALUES = (
    Column("role", "label", 9),
    Column("names", "list", 8, heading="holders", key="holders"),
    Column("value", "text", 9, heading="gains"),
)


def people(account: Account, as_of: date) -> list[BriefPerson]:
    """Everybody who has not left, those with a role first."""
    touches, rows = last_touches(account, as_of).contacts, []
    for name, contact in account.contacts.items():
        if has_left(contact, as_of):
            continue
        roles = tuple(role for role, record in account.roles.items() if name in record.contacts)
        reps = tuple(dict.fromkeys(rep for role in roles for rep in account.roles[role].reps))
        stance = current(contact.stance, as_of)
        value, day = (stance.value, stance.date) if stance else (None, None)
        rows.append(
            BriefPerson(
                name,
                contact.name,
                contact.title,
                roles,
                value,
                day,
                touches.get(name),
                contact.channel,
                reps,
                units_of(account, roles),
            )
        )
    return sorted(rows, key=lambda row: not row.roles)


def values(account: Account, as_of: date) -> list[BriefValue]:
    """What each role gains that is not waived, also one nobody is known for."""
    held = {
        role: tuple(
            name
            for name in record.contacts
            if name in account.contacts and not has_left(account.contacts[name], as_of)
        )
        for role, record in account.roles.items()
    }
    return [
        BriefValue(
            role,
            held[role],
            tuple(account.contacts[name].name for name in held[role]),
            record.value,
        )
        for role, record in account.roles.items()
        if record.value and record.waived is None
    ]
