"""How did each deal end? Asked by several rules, also of ends that were taken back."""

from collections.abc import Iterator
from typing import NamedTuple

from crmcli.domain.finding import Path
from crmcli.domain.records.account import Account, Deal, Ended, Outcome
from crmcli.rules.paths import of_item


class End(NamedTuple):
    """One end, and where it stands in the file."""

    deal: str
    path: Path
    outcome: Outcome


def ends(account: Account) -> Iterator[End]:
    """Every end of every deal, the valid one after those that were taken back."""
    for name, deal in account.deals.items():
        for path, ended in taken_back(name, deal):
            yield End(name, path, ended.outcome)
        if deal.outcome is not None:
            yield End(name, ("deals", name, "outcome"), deal.outcome)


def taken_back(name: str, deal: Deal) -> Iterator[tuple[Path, Ended]]:
    """The ends of a deal that were taken back, each with its place in the file."""
    for place, ended in enumerate(deal.ended):
        yield of_item(("deals", name, "ended"), deal.ended, place), ended
