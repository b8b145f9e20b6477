"""What does the book say now about an account, fact by fact, so that each can be traced to who said
it?
"""

from collections.abc import Iterator, Mapping
from datetime import date as Day
from typing import NamedTuple

from crmcli.domain.deals.endings import ending
from crmcli.domain.deals.qualification import written
from crmcli.domain.label import Label
from crmcli.domain.records.account import Account, Contact, Deal
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.dated import Fact, current
from crmcli.history.names import Names, clipped, field_name


class Statement(NamedTuple):
    """A fact that holds: its path, what it is about, its value as told, and what makes it this fact
    and no other.
    """

    subject: str
    about: object
    shown: object
    identity: object
    by: str | None = None
    date: Day | None = None
    item: str = ""  # which of several that stand there

    @property
    def key(self) -> tuple[str, str]:
        """What it is told apart by from every other fact of the account."""
        return self.subject, self.item


class BlameRow(NamedTuple):
    """One fact.

    `by` and `date` as the file says, else of the commit that brought it; no commit while it is not
    committed.
    """

    fact: Message
    value: Message
    by: str | None
    date: Day | None
    commit: str | None
    account: str
    subject: str
    author: str | None
    email: str | None
    committed: Day | None
    commit_id: str | None


def standing(
    account: Account, names: Names, as_of: Day, contact: str | None = None
) -> list[Statement]:
    """The account's own facts, its roles, its people and its open deals; with a contact all that is
    said of this one.
    """
    if contact is not None:
        person = account.contacts.get(contact)
        return (
            [*_held(account, names, contact), *_person(contact, person, names, as_of, whole=True)]
            if person
            else []
        )
    found = [
        _plain(field, field_name(field), field, getattr(account, field), names)
        for field in ("status", "owner", "segment", "source")
    ]
    found += _roles(account, names)
    for key, person in account.contacts.items():
        found += _person(key, person, names, as_of, whole=False)
    for key, deal in account.deals.items():
        found += _deal(key, deal, names, as_of)
    return [each for each in found if each.identity not in (None, ())]


def _plain(subject: str, about: object, field: str, value: object, names: Names) -> Statement:
    return Statement(subject, about, names.show(field, value), value)


def _roles(account: Account, names: Names) -> Iterator[Statement]:
    for key, role in account.roles.items():
        label = names.role(key)
        yield from (_holder(key, contact, names) for contact in role.contacts)
        yield _plain(
            f"roles.{key}.rep",
            Message("change-of", (label, field_name("reps"))),
            "reps",
            role.reps,
            names,
        )
        yield _plain(
            f"roles.{key}.waived",
            Message("change-of", (label, field_name("waived"))),
            "waived",
            role.waived,
            names,
        )


def _held(account: Account, names: Names, contact: str) -> Iterator[Statement]:
    for key, role in account.roles.items():
        if contact in role.contacts:
            yield _holder(key, contact, names)


def _holder(role: str, contact: str, names: Names) -> Statement:
    """One of those who hold a role: who else does is another fact."""
    return Statement(
        f"roles.{role}.contact", names.role(role), names.person(contact), contact, item=contact
    )


def _person(
    key: str, person: Contact, names: Names, as_of: Day, *, whole: bool
) -> Iterator[Statement]:
    fields = (
        ("name", "title", "phones", "emails", "channel", "reports_to", "left", "note")
        if whole
        else ("left",)
    )
    yield from _dated(
        f"contacts.{key}.stance",
        Message("change-of", (person.name, field_name("stance"))),
        "stance",
        person.stance,
        names,
        as_of,
    )
    for field in fields:
        value = getattr(person, field)
        if value not in (None, ()):
            yield _plain(
                f"contacts.{key}.{field}",
                Message("change-of", (person.name, field_name(field))),
                field,
                value,
                names,
            )


def _deal(key: str, deal: Deal, names: Names, as_of: Day) -> Iterator[Statement]:
    """An open deal's."""
    if ending(deal, as_of) is not None:
        return
    for field in ("stages", "amount", "close"):
        yield from _dated(
            f"deals.{key}.{field}",
            Message("change-of", (key, field_name(field))),
            field,
            getattr(deal, field),
            names,
            as_of,
        )
    if deal.next is not None:
        told = clipped(deal.next.what) if deal.next.what else names.show("with_", deal.next.with_)
        yield Statement(
            f"deals.{key}.next",
            Message("change-of", (key, field_name("next"))),
            Message("change-new-part", (deal.next.date, told)),
            deal.next,
        )
    for below, name, given in written(deal):
        label = Message("change-of", (key, names.criterion(name)))
        answer = Message(f"answer-{given.status}")
        subject = f"deals.{key}.{below}.{name}"
        yield Statement(subject, label, answer, given, None, given.date)
    if deal.probability is not None:
        hand = deal.probability
        yield Statement(
            f"deals.{key}.probability",
            Message("change-of", (key, field_name("probability"))),
            Message("change-percent", (hand.value,)),
            hand,
            hand.by,
            hand.date,
        )


def _dated(
    subject: str,
    about: object,
    field: str,
    facts: tuple[Fact[object], ...],
    names: Names,
    as_of: Day,
) -> Iterator[Statement]:
    fact = current(facts, as_of)
    if fact is not None:
        yield Statement(subject, about, names.show(field, fact.value), fact, fact.by, fact.date)


def blame_table(
    rows: list[BlameRow],
    as_of: Day,
    labels: Mapping[str, Label],
    title: Message,
    *,
    explain: bool,
) -> Table:
    """Fact by fact, in the file's order; `explain`: where each stands, and the whole commit."""
    open_ones = sum(row.commit is None for row in rows)
    notes = (Message("note-blame-uncommitted", (open_ones,)),) if open_ones else ()
    columns = (
        Column("fact", "message", 9),
        Column("value", "message", 9),
        Column("by", "label", 9),
        Column("date", "date", 9),
        Column("commit", "id", 7),
    )
    return Table(
        "blame",
        as_of,
        rows,
        columns,
        labels={"by": labels},
        notes=notes,
        title=title,
        evidence=[_behind(row) for row in rows] if explain else (),
        named_by=("fact",),
    )


def _behind(row: BlameRow) -> dict[str, tuple[str, ...]]:
    brought = (
        (f"{row.commit_id} {row.committed} {row.author} <{row.email}>",) if row.commit_id else ()
    )
    return {"value": (row.subject,), "commit": brought}
