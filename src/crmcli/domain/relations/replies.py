"""Which of our attempts to reach them were answered?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.touches import is_attempt, is_two_way, touch_log
from crmcli.domain.records.account import Account, Entry


class Tried(NamedTuple):
    """One outbound entry, and whether it was answered."""

    entry: Entry
    answered: bool


def tried(account: Account, silence: int, as_of: date) -> Iterator[Tried]:
    """Every outbound entry that was not cancelled, in the order of days.

    Answered is what was held or reached; and the last one before an entry that the customer began,
    at most `silence` days before it and with one of the same people. On one day an attempt comes
    before the answer, and of several attempts that of the answer's own type.
    """
    log = sorted(
        touch_log(account, as_of), key=lambda entry: (entry.date, entry.type, sorted(entry.with_))
    )
    attempts = [entry for entry in log if is_attempt(entry)]
    answered = {place for place, entry in enumerate(attempts) if is_two_way(entry)}
    for reply in log:
        if reply.direction == "inbound":
            answered |= _asked(attempts, reply, silence)
    for place, entry in enumerate(attempts):
        yield Tried(entry, place in answered)


def _asked(attempts: Sequence[Entry], reply: Entry, silence: int) -> set[int]:
    """The place of the attempt that this entry answers, if it answers one: within a day we knocked
    first, and they answer on the channel they were asked on.
    """
    fitting = [
        (entry.date, entry.type == reply.type, place)
        for place, entry in enumerate(attempts)
        if 0 <= (reply.date - entry.date).days <= silence
        and (not entry.with_ or not reply.with_ or set(entry.with_) & set(reply.with_))
    ]
    return {max(fitting)[2]} if fitting else set()
