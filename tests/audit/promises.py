"""Which promises stand, from numbers.md (The agenda) and docs/due.md (When a promise is kept)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from audit.book import Account, Entry
from audit.deals import of_account
from audit.reading import many, mapping

SETTLING = ("held", "reached", "sent")


@dataclass
class Promise:
    """`told`: the entry that tells it; a deal's own has none."""

    step: dict[str, Any]
    deal: str | None
    told: Entry | None

    @property
    def date(self) -> date:
        return date.fromisoformat(self.step["date"])

    @property
    def to(self) -> set[str]:
        """It was made to whom the step names, else to whom the entry names that tells it."""
        return {*(many(self.step.get("with")) or (self.told.people if self.told else []))}


def promises(account: Account) -> list[Promise]:
    """`next` of an open deal or of a log entry"""
    own = [
        Promise(deal.next, deal.id, None) for deal in of_account(account) if deal.open and deal.next
    ]
    return own + [
        Promise(mapping(entry.raw["next"], "date"), entry.deal, entry)
        for entry in account.log
        if "next" in entry.raw
    ]


def settled(promise: Promise, account: Account) -> bool:
    """by an entry with (one of) those it was made to that was held, reached or sent about the same
    deal if it names one, or by a newer promise to them
    """
    # a deal's own has no day on which it was made
    first = account.policy.forward(promise.date) if promise.told else promise.date
    made = promise.told.date if promise.told else date.min

    def about(people: set[str], deal: str | None) -> bool:
        return (promise.deal is None or deal == promise.deal) and (
            not promise.to or bool(promise.to & people)
        )

    for entry in account.log:
        after = entry.date >= first and (entry.date > made or entry.date == promise.date)
        if (
            after
            and entry is not promise.told
            and entry.type != "info"
            and entry.outcome in SETTLING
            and about({*entry.people}, entry.deal)
        ):
            return True
        if (
            promise.told
            and "next" in entry.raw
            and entry.date > made
            and about(Promise(mapping(entry.raw["next"], "date"), entry.deal, entry).to, entry.deal)
        ):
            return True
    return False


def standing(account: Account) -> list[Promise]:
    """One about a deal that ended is none; one for the deal's own day is the deal's own."""
    deals, found = {deal.id: deal for deal in of_account(account)}, []
    for promise in promises(account):
        about = deals.get(promise.deal or "")
        if (
            promise.told
            and about
            and (not about.open or about.next.get("date") == promise.step["date"])
        ):
            continue
        if not settled(promise, account):
            found.append(promise)
    return found
