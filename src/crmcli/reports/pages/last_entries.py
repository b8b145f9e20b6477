"""What happened last at an account?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.touches import known_log, outcome
from crmcli.domain.records.account import Account, Entry
from crmcli.domain.table import Column

ENTRIES = 5  # of an account's log


class EntryRow(NamedTuple):
    """A log entry."""

    date: date
    type: str
    by: tuple[str, ...]
    with_: tuple[str, ...]
    with_names: tuple[str, ...]
    outcome: str
    what: str | None
    said: str | None
    time: str | None = None


LOG = (
    Column("date", "date", 9),
    Column("time", "text", 5),
    Column("type", "status", 9),
    Column("by", "list", 6),
    Column("with_names", "list", 7, heading="with", key="with_"),
    Column("outcome", "status", 4),
    Column("what", "text", 9),
    Column("said", "text", 5),
)


def latest(account: Account, as_of: date) -> list[Entry]:
    """All entries known by then, the latest first; of one day by the time, where one is given, else
    the later in the file came later.
    """
    known = sorted(known_log(account, as_of), key=lambda entry: entry.date)
    if any(entry.time for entry in known):
        known = [known[place] for *_, place in sorted(_moments(known))]
    return known[::-1]


def _moments(known: Sequence[Entry]) -> Iterator[tuple[date, str, int]]:
    """When each happened, and its place: one without a time came right after the one before it."""
    day, time = date.min, ""
    for place, entry in enumerate(known):
        time = entry.time or (time if entry.date == day else "")
        day = entry.date
        yield day, time, place


def columns(rows: Sequence[EntryRow]) -> tuple[Column, ...]:
    """What is shown of them: the time only where some have one."""
    return LOG if any(row.time for row in rows) else tuple(c for c in LOG if c.field != "time")


def called(ids: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """What people are called; who is not known any more stays an id."""
    return tuple(names.get(each, each) for each in ids)


def last_entries(known: Sequence[Entry], names: Mapping[str, str]) -> list[EntryRow]:
    """The first of them as rows: what we wrote, and what the customer said."""
    return [
        EntryRow(
            each.date,
            each.type,
            each.by,
            each.with_,
            called(each.with_, names),
            outcome(each),
            each.what,
            each.said,
            each.time,
        )
        for each in known[:ENTRIES]
    ]
