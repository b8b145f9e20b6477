"""Where does what is new on the other side stand?

Days in their order, everything else behind what it stood behind there.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_OLDEST = "undated"  # the key of a fact that is older than anybody wrote down


def is_day(text: object) -> bool:
    """Is it a day, or the key that stands for one nobody knows?"""
    return isinstance(text, str) and (text == _OLDEST or _DAY.match(text) is not None)


def woven(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The keys of both sides: ours in our order, theirs in between."""
    mine = set(ours)
    new = [key for key in theirs if key not in mine]
    if not new:
        return list(ours)
    days = all(map(is_day, ours)) and all(map(is_day, theirs))
    return inserted(
        ours,
        theirs,
        set(base),
        _day_of_key if days else _no_day,
        backwards=days and runs_backwards((ours, theirs), _day_of_key),
    )


def _no_day(key: str) -> str:
    del key
    return ""


def _day_of_key(key: str) -> str:
    return "0" if key == _OLDEST else key


def inserted(
    ours: Sequence[K],
    theirs: Sequence[K],
    base: "set[K]",
    day_of: Callable[[K], str],
    *,
    backwards: bool = False,
) -> list[K]:
    """Ours, with what only theirs has at its place: by its day if it has one (none: ""), else
    behind its neighbour there.

    On the same day, and behind the same neighbour, what is new on our side comes first.
    """
    found = list(ours)
    have = set(ours)
    last: K | None = None
    for each in theirs:
        if each not in have:
            day = day_of(each)
            found.insert(
                _by_day(found, day, day_of, base, backwards=backwards)
                if day
                else _behind(found, last, base),
                each,
            )
            have.add(each)
        last = each
    return found


def _by_day(
    found: Sequence[K], day: str, day_of: Callable[[K], str], base: "set[K]", *, backwards: bool
) -> int:
    if backwards:
        for place, each in enumerate(found):
            other = day_of(each)
            if other and (other < day or (other == day and each in base)):
                return place
        return len(found)
    return next(
        (
            place + 1
            for place in range(len(found) - 1, -1, -1)
            if (other := day_of(found[place])) and other <= day
        ),
        _first_dated(found, day_of),
    )


def _first_dated(found: Sequence[K], day_of: Callable[[K], str]) -> int:
    return next((place for place, each in enumerate(found) if day_of(each)), len(found))


def _behind(found: Sequence[K], last: "K | None", base: "set[K]") -> int:
    place = found.index(last) + 1 if last is not None else 0
    while place < len(found) and found[place] not in base:
        place += 1
    return place


def runs_backwards(lists: Iterable[Sequence[K]], day_of: Callable[[K], str]) -> bool:
    """Does the newest stand on top?

    Told by which way more of the days go; oldest first where nothing tells.
    """
    ups = downs = 0
    for items in lists:
        days = [day for day in map(day_of, items) if day]
        ups += sum(one < other for one, other in pairwise(days))
        downs += sum(one > other for one, other in pairwise(days))
    return downs > ups
