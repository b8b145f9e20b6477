"""Who touched whom, and when: what a log says about how alive a relation is."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crmcli.domain.records import Account, Entry
from crmcli.domain.words import DEFAULT_OUTCOMES, TWO_WAY


def outcome(entry: Entry) -> str:
    """How the interaction ended, by its type where the file does not say."""
    return entry.outcome or DEFAULT_OUTCOMES.get(entry.type, "held")


def is_two_way(entry: Entry) -> bool:
    """Did both sides take part? Held and reached do, and everything the customer began."""
    return entry.direction == "inbound" or outcome(entry) in TWO_WAY


def known_log(account: Account, as_of: date) -> Iterator[Entry]:
    """The entries known on that day, in the file's order."""
    return (entry for entry in account.log if entry.date <= as_of)


class LastTouches(NamedTuple):
    """The last two-way touch, ever and by whomever of us: of the account, of each contact, on each deal."""

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
