"""Values as a merge looks at them: one that is not there, what a value says whatever its order, and
how alike two records are.
"""

from collections.abc import Hashable, Mapping
from enum import Enum

from crmcli.domain.edit import Value
from crmcli.domain.text.same_elsewhere import is_same_there


class Gone(Enum):
    """Nothing stands there; None is an empty value that does."""

    GONE = "GONE"

    def __repr__(self) -> str:
        return self.name


GONE = Gone.GONE

Held = Value | Gone


def identity(node: object) -> Hashable:
    """What a tree says, as something that can be counted: equal for equal trees, in whatever order
    their keys stand.
    """
    if isinstance(node, Mapping):
        return frozenset((key, identity(value)) for key, value in node.items())
    return tuple(map(identity, node)) if isinstance(node, list) else node


def likeness(one: object, other: object) -> float:
    """How much of two records is the same: 0 for nothing, 1 for all, and for those that another
    system knows by one name.
    """
    if not isinstance(one, dict) or not isinstance(other, dict) or not one or not other:
        return 0.0
    ids, others = one.get("ids"), other.get("ids")
    if isinstance(ids, dict) and isinstance(others, dict) and is_same_there(ids, others):
        return 1.0
    same = sum(1 for key, value in one.items() if key in other and other[key] == value)
    return 2 * same / (len(one) + len(other))
