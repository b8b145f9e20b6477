"""In which order do customers stand whose promised touches are told one by one?"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from crmcli.domain.records.ratio import share
from crmcli.reports.evidence import Explained


class Kept(Protocol):
    """A promised touch: of whom, and how many of its periods were kept."""

    @property
    def account(self) -> str:
        """Whose it is."""

    @property
    def owner(self) -> str | None:
        """Who has to keep it."""

    @property
    def satisfied(self) -> int:
        """Periods that were kept."""

    @property
    def completed(self) -> int:
        """Periods that are over."""


K = TypeVar("K", bound=Kept)


def least_kept_first(facts: Sequence[Explained[K]]) -> list[Explained[K]]:
    """The accounts by compliance, the least kept first, new ones last; each one's touches stay
    together.
    """
    sums: dict[str, tuple[int, int]] = {}
    for fact in facts:
        satisfied, completed = sums.get(fact.row.account, (0, 0))
        sums[fact.row.account] = satisfied + fact.row.satisfied, completed + fact.row.completed
    shares = {name: share(*both) for name, both in sums.items()}
    return sorted(
        facts,
        key=lambda fact: (
            shares[fact.row.account] is None,
            shares[fact.row.account] or 0.0,
            fact.row.account,
        ),
    )
