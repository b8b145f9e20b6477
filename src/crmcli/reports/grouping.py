"""Facts by group, and the order of groups."""

from collections.abc import Callable, Iterable
from typing import TypeVar

F = TypeVar("F")


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
