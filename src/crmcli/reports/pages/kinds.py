"""Facts of several kinds in one list, as a page of many parts has them, told apart in one go."""

from collections.abc import Iterable
from typing import Any, TypeVar

F = TypeVar("F")


class Kinds:
    """What there is of each kind, in its order."""

    def __init__(self, facts: Iterable[object]) -> None:
        self._found: dict[type, list[Any]] = {}
        for fact in facts:
            self._found.setdefault(type(fact), []).append(fact)

    def only(self, kind: type[F]) -> list[F]:
        """The facts of that kind."""
        return self._found.get(kind, [])
