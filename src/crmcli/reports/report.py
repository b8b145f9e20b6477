"""What a report is: what it asks of every account, and the table it makes of all the answers."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Table
from crmcli.reports.options import Limits

F = TypeVar("F")
W = TypeVar("W", bound=tuple[object, ...])
O = TypeVar("O", bound=tuple[object, ...])  # noqa: E741 - of options


class FactSource(NamedTuple, Generic[F, W]):
    """What one account contributes: named tuples, each with whose it is as `owner`.

    `gather` sees no other options than those of its own type, so that facts are remembered by all
    of them. `condense` leaves out facts that cannot reach an answer of so many rows. `passing`:
    hardly asked twice, so that it takes no place from what is asked every day. `turns`: the days on
    which alone an account's facts become others, those before and after that day at least up to
    the next; None where any day may make others, as where something is so many days old.
    """

    name: str
    gather: Callable[[Account, Policy, date, W], Sequence[F]]
    options: type[W]
    condense: Callable[[Sequence[F], Limits], Sequence[F]] | None = None
    passing: bool = False
    turns: Callable[[Account, Policy, date], Iterable[date]] | None = None

    def wanted(self, options: tuple[object, ...]) -> W:
        """The part of a report's options that the facts depend on."""
        fields: tuple[str, ...] = self.options._fields  # type: ignore[attr-defined]
        return self.options(*(getattr(options, name) for name in fields))


class Report(NamedTuple, Generic[F, W, O]):
    """One question, by its module's name: its facts, their table, and what may be asked of it.

    `groupings`: what its rows may be grouped by. `check` raises CrmError for options that mean
    nothing, before any file is read.
    """

    name: str
    facts: FactSource[F, W]
    tabulate: Callable[[Sequence[F], Policy, date, O], Table]
    options: type[O]
    groupings: tuple[str, ...] = ()
    check: Callable[[Policy, date, O], object] | None = None
