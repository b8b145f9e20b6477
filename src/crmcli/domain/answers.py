"""Which of our attempts to reach them were answered?"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crmcli.domain.records import Account, Entry
from crmcli.domain.touches import is_two_way, known_log, outcome


class Tried(NamedTuple):
    """One outbound entry, and whether it was answered."""

    entry: Entry
    answered: bool


def tried(account: Account, silence: int, as_of: date) -> Iterator[Tried]:
    """Every outbound entry that was not cancelled, in the order of days.

    Answered is what was held or reached; and the last one before an entry that the customer began, at most `silence` days before it and with one of the same people.
    """
    log = sorted(known_log(account, as_of), key=lambda entry: entry.date)
    answered: set[int] = set()
    for place, entry in enumerate(log):
        if entry.direction == "inbound":
            answered |= _asked(log, place, silence)
        elif is_two_way(entry):
            answered.add(place)
    for place, entry in enumerate(log):
        if _is_attempt(entry):
            yield Tried(entry, place in answered)


def _is_attempt(entry: Entry) -> bool:
    return entry.direction != "inbound" and outcome(entry) != "cancelled"


def _asked(log: list[Entry], place: int, silence: int) -> set[int]:
    """The place of the attempt that this entry answers, if it answers one."""
    reply = log[place]
    for before in range(place - 1, -1, -1):
        entry = log[before]
        if (reply.date - entry.date).days > silence:
            break
        if _is_attempt(entry) and (not entry.with_ or not reply.with_ or set(entry.with_) & set(reply.with_)):
            return {before}
    return set()
