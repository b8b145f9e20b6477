"""What was held against us in a deal: since when, and how it stands."""

from datetime import date
from typing import NamedTuple

from crmcli.domain.policy import Objection, Policy
from crmcli.domain.records import Account, Entry
from crmcli.domain.touches import known_log


class Raised(NamedTuple):
    """One objection in one deal, or in the account outside any deal. `state` is the one told last; `entries` tell of it, oldest first."""

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
        return next((entry.said for entry in reversed(self.entries) if entry.said), None)


def raised(account: Account, as_of: date) -> list[Raised]:
    """Every objection known on that day, the longest known first. Of several entries on one day the later in the file tells the state."""
    found: dict[tuple[str, str | None], list[Entry]] = {}
    for entry in sorted((entry for entry in known_log(account, as_of) if entry.objections), key=lambda entry: entry.date):
        for objection in entry.objections:
            found.setdefault((objection, entry.deal), []).append(entry)
    return [Raised(objection, deal, entries[-1].objections[objection], tuple(entries)) for (objection, deal), entries in found.items()]


def is_prepared(objection: str, policy: Policy) -> bool:
    """Is there an answer in the policy?"""
    return bool(policy.objections.get(objection, Objection()).answers)
