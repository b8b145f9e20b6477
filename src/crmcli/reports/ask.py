"""What a user may ask of a report besides the question itself."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from crmcli.domain.records import Account

F = TypeVar("F")


class Ask(NamedTuple):
    """The options of one run. Filters are any-of; an empty one lets everything through."""

    owners: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    by: str | None = None
    account: str | None = None
    days: int = 0
    below: int | None = None
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    role: str | None = None
    deal: str | None = None
    metric: str | None = None
    text: str | None = None
    within: str | None = None
    factor: float | None = None
    overdue: bool = False
    matrix: bool = False
    months: int = 12
    product: str | None = None
    floor: int = 80
    over: bool = False
    stage: str | None = None
    method: str = "stage"
    quantity: bool = False
    on: str | None = None
    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    all_: bool = False
    explain: bool = False


def of_accounts(ask: Ask) -> Callable[[Account], bool] | None:
    """Which accounts do the filters let through as a whole, by who owns them?

    None where nothing is filtered.
    """
    if not (ask.owners or ask.segments or ask.tags):
        return None
    return lambda account: bool(
        (not ask.owners or account.owner in ask.owners)
        and (not ask.segments or account.segment in ask.segments)
        and (not ask.tags or ask.tags & {*account.tags})
    )


def grouped(
    facts: Iterable[F], keys: Callable[[F], Iterable[str | None]]
) -> dict[str | None, list[F]]:
    """The facts by group; one fact may stand in several groups."""
    groups: dict[str | None, list[F]] = {}
    for fact in facts:
        for key in keys(fact):
            groups.setdefault(key, []).append(fact)
    return groups


def last(key: str | None) -> tuple[bool, str]:
    """Sorts group names, with those who have none at the end."""
    return key is None, key or ""
