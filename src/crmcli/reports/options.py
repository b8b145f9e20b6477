"""What may be asked of any report: whose accounts, and the records behind each figure."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from crmcli.domain.records.account import Account


class Filters(NamedTuple):
    """Which accounts and whose records count; any of several, and an empty one lets all through."""

    owners: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def accounts(self) -> Callable[[Account], bool] | None:
        """Which accounts do they let through as a whole, by who owns them?

        None where nothing is filtered.
        """
        if not any(self):
            return None
        return lambda account: bool(
            (not self.owners or account.owner in self.owners)
            and (not self.segments or account.segment in self.segments)
            and (not self.tags or self.tags & {*account.tags})
        )


NO_FILTERS = Filters()


class NoOptions(NamedTuple):
    """Of a report, or of its facts, that are the same whatever else is asked."""


class ExplainOptions(NamedTuple):
    """Of a report, or of its facts, that only name the records behind them when asked to."""

    explain: bool = False


class Explains(Protocol):
    """Options that say whether the records behind each figure are wanted."""

    @property
    def explain(self) -> bool:
        """Are they?"""


class Limits(Protocol):
    """Options that say how many rows are shown."""

    @property
    def limit(self) -> int | None:
        """At most so many; None for all."""


class Cut(Limits, Explains, Protocol):
    """Both."""
