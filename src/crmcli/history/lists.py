"""What is new in a list whose items have no id: what an item says is what it is, wherever it
stands.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def added(old: Sequence[T], new: Sequence[T]) -> list[T]:
    """What is in the newer list and not in the older one, as often as it is there more often."""
    # a log mostly grows in one place: what stands before and after it need not be looked at
    same = _alike(old, new)
    old, new = old[same:], new[same:]
    same = _alike(old[::-1], new[::-1])
    left = Counter(map(_identity, old[: len(old) - same]))
    found = []
    for each in new[: len(new) - same]:
        key = _identity(each)
        if left[key]:
            left[key] -= 1
        else:
            found.append(each)
    return found


def _alike(old: Sequence[object], new: Sequence[object]) -> int:
    """How many are the same at the beginning of both?"""
    return next(
        (place for place, (was, now) in enumerate(zip(old, new, strict=False)) if was != now),
        min(len(old), len(new)),
    )


def _identity(value: object) -> Hashable:
    """Something that can be counted, equal for equal records."""
    if isinstance(value, Mapping):
        return frozenset((key, _identity(each)) for key, each in value.items())
    if isinstance(value, tuple):
        return tuple(map(_identity, value))
    return value
