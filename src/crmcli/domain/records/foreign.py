"""What other systems call a record: one name of each, or several where two of theirs are one of
ours.
"""

from collections.abc import Mapping
from typing import NamedTuple


class ForeignId(NamedTuple):
    """One name in one system."""

    system: str
    id: str

    def __str__(self) -> str:
        return f"{self.system} {self.id}"


def foreign_ids(ids: Mapping[str, tuple[str, ...]]) -> tuple[ForeignId, ...]:
    """Every one, one by one."""
    return tuple([ForeignId(system, each) for system, known in ids.items() for each in known])
