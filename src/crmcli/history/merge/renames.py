"""Which key did one side give another name?

Told only where it can be nothing else: the value is the same, there and nowhere else.
"""

from collections.abc import Iterator
from typing import NamedTuple

from crmcli.history.merge.values import identity

# whose keys are names that people chose; a role or product is another one under another key
SECTIONS = (
    "contacts",
    "plans",
    "deals",
    "contracts",
    "cases",
)


class Renamed(NamedTuple):
    """In this section, what was called `old` is called `new`."""

    section: str
    old: str
    new: str


def renames(base: object, side: object) -> Iterator[Renamed]:
    """The keys that a side renamed, and did nothing else to."""
    for section in SECTIONS:
        before, after = _section(base, section), _section(side, section)
        gone = {key: identity(value) for key, value in before.items() if key not in after and value}
        come = {key: identity(value) for key, value in after.items() if key not in before and value}
        if not gone or not come:
            continue
        values = [*map(identity, before.values()), *(come.values())]
        for old, value in gone.items():
            new = [key for key, other in come.items() if other == value]
            if len(new) == 1 and values.count(value) == 2:
                yield Renamed(section, old, new[0])


def _section(tree: object, section: str) -> dict[str, object]:
    found = tree.get(section) if isinstance(tree, dict) else None
    return found if isinstance(found, dict) else {}


def has(tree: object, section: str, key: str) -> bool:
    """Does the section have something by this name?"""
    return key in _section(tree, section)
