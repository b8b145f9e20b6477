"""What was held against us in a deal: since when, and how it stands."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.touches import known_log
from crmcli.domain.records.account import Account, Entry
from crmcli.domain.records.policy import Objection, Policy


class Raised(NamedTuple):
    """One objection in one deal, or in the account outside any deal.

    `state` is that of the last day it was told of; `entries` tell of it, oldest first.
    """

    objection: str
    deal: str | None
    state: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> date:
        """When it was raised."""
        return self.entries[0].date

    @property
    def said(self) -> str | None:
        """The customer's words about it, the last ones there are."""
        told = [entry for entry in self.entries if entry.said]
        return min(
            (entry.said or "" for entry in told if entry.date == told[-1].date), default=None
        )


def raised(account: Account, as_of: date) -> list[Raised]:
    """Every objection known on that day, the longest known first."""
    found: dict[tuple[str, str | None], list[Entry]] = {}
    for entry in sorted(
        (entry for entry in known_log(account, as_of) if entry.objections),
        key=lambda entry: entry.date,
    ):
        for objection in entry.objections:
            found.setdefault((objection, entry.deal), []).append(entry)
    known = [
        Raised(objection, deal, _state(objection, entries), tuple(entries))
        for (objection, deal), entries in found.items()
    ]
    return sorted(known, key=lambda each: (each.first, each.objection, each.deal or ""))


def _state(objection: str, entries: Sequence[Entry]) -> str:
    """How it stands after its last day.

    Of several entries of that day the best state counts if it was first raised then: nothing is
    answered before it is raised.

    On a later day the worst counts: what is raised again was not answered.
    """
    last = entries[-1].date
    told = {entry.objections[objection] for entry in entries if entry.date == last}
    ranked = [state for state in ("resolved", "deferred", "unresolved") if state in told]
    return ranked[0] if entries[0].date == last else ranked[-1]


def is_prepared(objection: str, policy: Policy) -> bool:
    """Is there an answer in the policy?"""
    return bool(policy.objections.get(objection, Objection()).answers)
