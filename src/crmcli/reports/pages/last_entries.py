"""What happened last at an account?"""

from collections.abc import Iterable, Mapping, Sequence
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


LOG = (
    Column("date", "date", 9),
    Column("type", "status", 9),
    Column("by", "list", 6),
    Column("with_names", "list", 7, heading="with", key="with_"),
    Column("outcome", "status", 4),
    Column("what", "text", 9),
    Column("said", "text", 5),
)


def latest(account: Account, as_of: date) -> list[Entry]:
    """All entries known by then, the latest first; of one day the later in the file came later."""
    return sorted(known_log(account, as_of), key=lambda entry: entry.date)[::-1]


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
        )
        for each in known[:ENTRIES]
    ]
