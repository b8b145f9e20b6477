"""One row of somebody else's table, as records of ours would say it."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.edit import Value
from crmcli.domain.table import Message
from crmcli.imports.cells.nothing import is_nothing

_SEVERAL = re.compile(r"\s*(?:;|:::|\n)\s*")
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


def texts_of(value: Value) -> tuple[str, ...]:
    """The texts of a field that holds several; nothing where it was not said."""
    return tuple(map(str, value)) if isinstance(value, list) else ()


def leads(
    cells: Sequence[str], ids: Sequence[int], names: Sequence[int], *, several: bool
) -> list[Lead]:
    """What the row leads to."""
    if not names and len(ids) == 1 and ids[0] < len(cells):  # most rows of most tables
        cell = cells[ids[0]].strip()
        if cell.isalnum() and not is_nothing(cell):
            return [(cell, "")]
    found_ids, found_names = (
        [
            part
            for place in held
            if place < len(cells)
            for part in (
                _SEVERAL.split(cells[place].strip())
                if several or held is ids
                else [cells[place].strip()]
            )
            if part and not is_nothing(part)
        ]
        for held in (ids, names)
    )
    if found_ids and len(found_ids) == len(found_names):
        return list(zip(found_ids, found_names, strict=True))
    if found_ids and len(found_names) == 1 and len(found_ids) == 1:
        return [(found_ids[0], found_names[0])]
    return [(each, "") for each in found_ids] or [("", each) for each in found_names]
