"""What is a thing to do, and of which kinds are there?"""

from datetime import date
from typing import NamedTuple

from crmcli.domain.table import Message

# In order of urgency. The relation kinds are those that short-term targets bury.
KINDS = (
    "next",
    "case",
    "attempt",
    "final",
    "close",
    "renewal",
    "revisit",
    "cadence",
    "plan",
    "rotten",
    "stance",
    "owner-left",
    "rep",
    "referral_ask",
)


RELATION = frozenset(("cadence", "plan", "stance", "rep"))


# the others date what has happened
MOVABLE = frozenset(("next", "attempt", "final", "close", "renewal", "revisit", "cadence", "plan"))


class Task(NamedTuple):
    """One thing to do.

    `day` is when it falls due, None when it has no day of its own; `subject` names a deal, person,
    case or the like; `records` are the places in the account's file (a cadence's is in the policy)
    that ask for it, such as deals.pt2.next or log.2026-07-22.
    """

    day: date | None
    kind: str
    subject: str
    owner: str | None
    why: Message
    records: tuple[str, ...]
