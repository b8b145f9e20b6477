"""Is work on relations buried by this week's deals?

What was done about no deal, lately and before, as a part of all that was done.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.touches import is_done
from crmcli.domain.records.account import Account
from crmcli.domain.records.ratio import percent
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import plus_days

RECENT, BEFORE = 30, 90  # days, the day of the answer among the recent ones
ENOUGH = 5  # entries that both of them need


class Work(NamedTuple):
    """Log entries that were not cancelled and are no notes of ours, and how many of them are about
    no deal: of the last 30 days, and of the 90 before.
    """

    relation_recent: int = 0
    entries_recent: int = 0
    relation_before: int = 0
    entries_before: int = 0

    @property
    def fell(self) -> bool:
        """Is the part about no deal smaller by a third or more, and do both rest on enough?"""
        enough = (
            min(self.entries_recent, self.entries_before) >= ENOUGH and self.relation_before > 0
        )
        return (
            enough
            and 3 * self.relation_recent * self.entries_before
            <= 2 * self.relation_before * self.entries_recent
        )


def alarm(done: Work) -> tuple[Message, ...]:
    """The sentence that work on relations has become a smaller part, with its numbers; none where
    it has not.
    """
    if not done.fell:
        return ()
    recent, before = (
        done.relation_recent / done.entries_recent,
        done.relation_before / done.entries_before,
    )
    return (
        Message(
            "note-relation-fell",
            (
                percent(recent),
                done.relation_recent,
                done.entries_recent,
                percent(before),
                done.relation_before,
                done.entries_before,
            ),
        ),
    )


def work(account: Account, as_of: date) -> Work:
    """What was done at one account?"""
    start, turn = plus_days(as_of, 1 - RECENT - BEFORE), plus_days(as_of, 1 - RECENT)
    found = [0, 0, 0, 0]
    for entry in account.log:
        if start <= entry.date <= as_of and is_done(entry):
            place = 0 if entry.date >= turn else 2
            found[place] += entry.deal is None
            found[place + 1] += 1
    return Work(*found)


def added_up(parts: Iterable[Work]) -> Work:
    """Several accounts: every number is the sum of theirs."""
    return Work(*map(sum, zip(*parts, strict=True)))
