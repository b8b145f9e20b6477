"""One row of somebody else's table, as records of ours would say it."""

from collections.abc import Mapping
from typing import NamedTuple

from crmcli.domain.edit import Value
from crmcli.domain.table import Message

# an id of their system, and a name: either may be empty
Lead = tuple[str, str]


class Incoming(NamedTuple):
    """A row that can be taken.

    `table` and `line` say where it stands; `id` is what its system calls it, `digest` tells
    whether it says what it said before. `said` has the text of each field as a file of ours would
    hold it, `refs` what it leads to, and `left` why cells were not taken.
    """

    kind: str
    table: int
    line: int
    id: str
    digest: str
    said: Mapping[str, Value]
    refs: Mapping[str, list[Lead]]
    left: tuple[Message, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.said.get("name") or self.said.get("what") or self.id)
