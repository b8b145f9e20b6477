"""The steps by which a collection becomes what a merge wants: what stays where, what is new, who
has it, and what goes.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeGuard

from crmcli.domain.edit import Value
from crmcli.history.merge.values import identity, likeness
from crmcli.store.files.diff3 import matches
from crmcli.store.write.fragments import Box
from crmcli.store.write.side import composed
from crmcli.store.yaml.syntax_tree import Item

_ALIKE = 0.5  # how much of two items must be the same for one to be changed into the other


class New(NamedTuple):
    """An item that a text is to get: its value, where it stands already, and its key in a
    mapping.
    """

    value: Value
    item: Item | None
    donor: Box | None
    key: str = ""


class Piece(NamedTuple):
    """An item's text for one place, without its first line's indent; the comments above and beside
    it; the blank lines above those where it comes from.
    """

    text: str
    comments: tuple[str, ...] = ()
    beside: str = ""
    blanks: int = 0

    def above(self, indent: str) -> str:
        """Its comments, each on its line."""
        return "".join(f"{comment}\n{indent}" for comment in self.comments)


def is_word(value: Value) -> TypeGuard[str | None]:
    """Is it a text of one line, or nothing?"""
    return value is None or (isinstance(value, str) and "\n" not in value)


def giver(donors: Sequence[Box], key: str | None, value: Value) -> tuple[Box | None, Item | None]:
    """Who has this item just so: in a mapping under the key, in a list anywhere."""
    if key is None:
        wanted = identity(value)
        return next(
            ((donor, each.item) for donor in donors for each in donor.items if each.said == wanted),
            (None, None),
        )
    return next(
        (
            (donor, each.item)
            for donor in donors
            for each in donor.items
            if each.name == key and composed(each.item.value.tree()) == value
        ),
        (None, None),
    )


def inner(donor: Box, key: str | None, target: Value) -> Box | None:
    """The donor's own collection in the same place: under the same key, or the item most like
    it.
    """
    if key is not None:
        found = next((each.item for each in donor.items if each.name == key), None)
    else:
        wanted = identity(target)
        found = next((each.item for each in donor.items if each.said == wanted), None)
        if found is None and isinstance(target, dict):
            scored = [
                (likeness(composed(each.item.value.tree()), target), each.item)
                for each in donor.items
            ]
            best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
            found = best[1] if best[0] > 0 else None
    return Box(donor.outline, found.value) if found is not None and found.value.items else None


def paired(old: Sequence[Value], new: Sequence[Value]) -> Iterator[tuple[int | None, Value]]:
    """Every new item with the place of the old one it is, or is made of."""
    free = at = 0
    for start, to, length in matches(list(map(identity, old)), list(map(identity, new))):
        for value in new[at:to]:
            place = next(
                (each for each in range(free, start) if likeness(old[each], value) >= _ALIKE), None
            )
            free = free if place is None else place + 1
            yield place, value
        yield from zip(range(start, start + length), new[to : to + length], strict=True)
        free, at = start + length, to + length


def newcomers(steps: Sequence[int | New]) -> Iterator[tuple[int | None, list[New]]]:
    """Groups of what is new, each with the place of what it stands behind; None for the
    beginning.
    """
    after: int | None = None
    group: list[New] = []
    for step in steps:
        if isinstance(step, int):
            if group:
                yield after, group
            after, group = step, []
        else:
            group.append(step)
    if group:
        yield after, group


def in_place(steps: Sequence[int | New]) -> list[int | New]:
    """The kept ones in the order they stand in, each followed by what was to follow it: the order
    of keys says nothing.
    """
    followers = dict(newcomers(steps))
    found: list[int | New] = list(followers.get(None, ()))
    for step in sorted(step for step in steps if isinstance(step, int)):
        found += [step, *followers.get(step, ())]
    return found


def runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbours together: first and last of each run."""
    first = last = None
    for place in places:
        if first is None or last is None or place != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = place
        last = place
    if first is not None and last is not None:
        yield first, last
