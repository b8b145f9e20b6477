"""What is a thing to do, and of which kinds are there?"""

from datetime import date
from typing import NamedTuple

from crmcli.domain.records.words import AGENDA_KINDS
from crmcli.domain.table import Message

KINDS = AGENDA_KINDS
# in which section of the file the subject of a row is named
NAMED = {
    "next": "deals",
    "case": "cases",
    "attempt": "deals",
    "final": "deals",
    "close": "deals",
    "renewal": "contracts",
    "revisit": "deals",
    "plan": "plans",
    "rotten": "deals",
    "stance": "contacts",
    "referral_ask": "contacts",
}
# those that short-term targets bury
RELATION = frozenset(("cadence", "plan", "stance", "rep"))
# the others date what has happened
MOVABLE = frozenset(("next", "attempt", "final", "close", "renewal", "revisit", "cadence", "plan"))


class Rested(NamedTuple):
    """How long a row rests, since when, and how often it was put off; `by` and `why` of the last
    time.
    """

    until: date
    since: date
    times: int
    by: str | None = None
    why: str | None = None


class Task(NamedTuple):
    """One thing to do.

    `day` is when it falls due, None when it has no day of its own; `subject` names a deal, person,
    case or the like; `records` are the places in the account's file (a cadence's is in the policy)
    that ask for it, such as deals.pt2.next or log.2026-07-22. `fact` is the day of what asks for
    it, before any day off moved it (a contract's end), `words` are its own; `rested` is there once
    it was put off.
    """

    day: date | None
    kind: str
    subject: str
    owner: str | None
    why: Message
    records: tuple[str, ...]
    fact: date | None = None
    words: str = ""
    rested: Rested | None = None

    def rests(self, as_of: date) -> bool:
        """Was it put to rest until a later day?"""
        return self.rested is not None and as_of < self.rested.until
