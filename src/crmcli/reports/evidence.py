"""Which records are behind a row? A row with what it rests on, and how records are named."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar

from crmcli.domain.people.touches import is_two_way
from crmcli.domain.records.account import Account
from crmcli.domain.time.dated import Fact
from crmcli.reports.options import Explains

Evidence = Mapping[str, Sequence[str]]
NOTHING: Evidence = {}


class Owned(Protocol):
    """A row that belongs to somebody."""

    @property
    def owner(self) -> str | None:
        """A member's id."""


R = TypeVar("R", bound=Owned)


class Explained(NamedTuple, Generic[R]):
    """A row, and with --explain the records behind each of its figures; without it the evidence is
    empty.
    """

    row: R
    evidence: Evidence = NOTHING

    @property
    def owner(self) -> str | None:
        """Whose row it is, for the filter."""
        return self.row.owner


def evidence(facts: Iterable[Explained[R]], options: Explains) -> Sequence[Evidence]:
    """The evidence of each row as a table holds it: nothing unless it was asked for."""
    return [fact.evidence for fact in facts] if options.explain else ()


def together(parts: Iterable[Evidence]) -> Evidence:
    """Several rows' evidence as that of one: by figure every name."""
    found: dict[str, list[str]] = {}
    for part in parts:
        for figure, names in part.items():
            found.setdefault(figure, []).extend(names)
    return found


def dated(path: str, fact: Fact[object] | None) -> tuple[str, ...]:
    """Where a value that holds on a day is written: the path, and the day it holds from if there is
    one.
    """
    if fact is None:
        return ()
    return (f"{path}.{fact.date.isoformat()}" if fact.date else path,)


def touches_on(
    account: Account, day: date | None, *, contact: str | None = None, deal: str | None = None
) -> tuple[str, ...]:
    """The two-way touches of that day, as the log has them: all of them, or those with one contact
    or about one deal.
    """
    return tuple(
        f"log {day} {entry.type}"
        for entry in account.log
        if entry.date == day
        and is_two_way(entry)
        and (contact is None or contact in entry.with_)
        and (deal is None or entry.deal == deal)
    )
