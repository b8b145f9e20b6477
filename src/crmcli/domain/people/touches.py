"""Who touched whom, and when: what a log says about how alive a relation is."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account, Entry
from crmcli.domain.records.words import DEFAULT_OUTCOMES, RECEIVED, TWO_WAY, UNANSWERED

NOTE = "info"  # the type of what we note for ourselves, and of what a command notes


def outcome(entry: Entry) -> str:
    """How the interaction ended, by its type where the file does not say: what they sent, we
    received.
    """
    usual = DEFAULT_OUTCOMES.get(entry.type, "held")
    if usual == "sent" and entry.direction == "inbound":
        usual = RECEIVED
    return entry.outcome or usual


def is_ours(entry: Entry) -> bool:
    """Is it something we wrote down for ourselves?

    Such a note is neither a touch nor an attempt, in any report.
    """
    return entry.type == NOTE


def is_two_way(entry: Entry) -> bool:
    """Did both sides take part? Held and reached do, and everything the customer began."""
    return not is_ours(entry) and (entry.direction == "inbound" or outcome(entry) in TWO_WAY)


def is_held(entry: Entry) -> bool:
    """Did what we began or they began take place?"""
    return not is_ours(entry) and outcome(entry) in TWO_WAY


def is_done(entry: Entry) -> bool:
    """Did anything happen between us and them, on one side at least? What was cancelled did not."""
    return not is_ours(entry) and outcome(entry) != "cancelled"


def is_attempt(entry: Entry) -> bool:
    """Did we try to reach them, with or without success?"""
    return is_done(entry) and entry.direction != "inbound"


def is_unanswered(entry: Entry) -> bool:
    """Did we try, and nobody answered within the same entry?"""
    return is_attempt(entry) and outcome(entry) in UNANSWERED


def known_log(account: Account, as_of: date) -> Iterator[Entry]:
    """The entries known on that day, in the file's order."""
    return (entry for entry in account.log if entry.date <= as_of)


def touch_log(account: Account, as_of: date) -> Iterator[Entry]:
    """Those of them that are between us and them: without what we noted for ourselves."""
    return (entry for entry in known_log(account, as_of) if not is_ours(entry))


class LastTouches(NamedTuple):
    """The last two-way touch, ever and by whomever of us: of the account, of each contact, on each
    deal.
    """

    account: date | None
    contacts: dict[str, date]
    deals: dict[str, date]


def last_touches(account: Account, as_of: date) -> LastTouches:
    """When did we last really speak, with whom and about what?"""
    contacts: dict[str, date] = {}
    deals: dict[str, date] = {}
    latest: date | None = None
    for entry in account.log:
        day = entry.date
        if day > as_of or not is_two_way(entry):
            continue
        if latest is None or day > latest:
            latest = day
        for contact in entry.with_:
            if contact not in contacts or day > contacts[contact]:
                contacts[contact] = day
        if entry.deal is not None and (entry.deal not in deals or day > deals[entry.deal]):
            deals[entry.deal] = day
    return LastTouches(latest, contacts, deals)
