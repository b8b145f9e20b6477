"""A file's tree while edits to it are put together: writes sections that are not there yet, and
shorthands at length where they must hold more.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from crmcli.domain.edit import Edit, Insert, Prose, Remove, Rename, Set, Value, applied, inside
from crmcli.domain.finding import Path

UNDATED = "undated"  # the key of a dated fact's value that is older than anybody wrote down

D = TypeVar("D", str, date)


class Draft:
    """The tree as read, the edits so far, and the tree they lead to."""

    def __init__(self, tree: Mapping[str, Value]) -> None:
        self.tree = tree
        self.edits: list[Edit] = []

    def at(self, *path: str | int) -> Value:
        """What stands there now; None for nothing."""
        node: Value = self.tree
        for step in path:
            try:
                node = inside(node, step)
            except LookupError:
                return None
        return node

    def entries(self, *path: str | int) -> Mapping[str, Value]:
        """What stands there now, key by key; nothing where no mapping does."""
        node = self.at(*path)
        return node if isinstance(node, Mapping) else {}

    def _do(self, edit: Edit) -> None:
        tree = applied(self.tree, [edit])
        if not isinstance(tree, Mapping):
            raise LookupError(edit.path)  # noqa: TRY004 - a file is a mapping, whatever was meant
        self.tree = tree
        self.edits.append(edit)

    def set(self, path: Path, value: Value, *, mains: str | tuple[str, ...] = ()) -> None:
        """The value stands at the path.

        `mains` names, from the path's end, what a bare value in place of its mappings would mean.
        """
        shorts = (mains,) if isinstance(mains, str) else mains
        for length in range(1, len(path)):
            above = self.at(*path[:length])
            if isinstance(above, dict) or (
                isinstance(above, list) and isinstance(path[length], int)
            ):
                continue
            rest = path[length:]
            if above in (None, ""):
                for step in reversed(rest):
                    value = {str(step): value}
                self._do(Set(path[:length], value))
                return
            place = len(path) - 1 - length
            if place >= len(shorts):
                raise LookupError(path)
            self._do(Set(path[:length], {shorts[place]: above}))
        if self.at(*path) != value or (
            isinstance(path[-1], str) and path[-1] not in self.entries(*path[:-1])
        ):
            self._do(Set(path, value))

    def add(self, path: Path, value: Value, place: int | None = None) -> None:
        """The value is one more item of the list at the path: at its end, or at a place.

        One bare value there is a list of one.
        """
        now = self.at(*path)
        if now is None:
            self.set(path, [value])
        elif isinstance(now, list):
            self._do(Insert(path, len(now) if place is None else place, value))
        else:
            self._do(Set(path, [value, now] if place == 0 else [now, value]))

    def remove(self, path: Path) -> None:
        """Nothing stands there."""
        above = self.at(*path[:-1])
        if isinstance(above, Mapping | list) and path[-1] in above:
            self._do(Remove(path))

    def rename(self, path: Path, key: str) -> None:
        """What stands there is called otherwise."""
        self._do(Rename(path, key))

    def date(
        self,
        path: Path,
        day: date,
        value: Value,
        *,
        by: str | None = None,
        why: str | None = None,
        mains: tuple[str, ...] = (),
    ) -> None:
        """From that day on the value holds, in its place among the days.

        One without a date that stood there is kept as the oldest.
        """
        fact = full(value=value, by=by, why=Prose(why) if why else None) if by or why else value
        now, key = self.at(*path), day.isoformat()
        if isinstance(now, dict) and not now.keys() & {"value", "by", "why"}:
            facts, days = list(now.items()), [each for each in now if each != UNDATED]
            at = place_among(days, key)
            place = (
                list(now).index(days[at])
                if at < len(days)
                else list(now).index(days[-1]) + 1
                if days
                else len(facts)
            )
            if key in now or place == len(facts):
                self.set((*path, key), fact)
            else:
                self._do(Set(path, dict([*facts[:place], (key, fact), *facts[place:]])))
        elif now is None:
            self.set(path, {key: fact}, mains=mains)
        else:
            self._do(Set(path, {UNDATED: now, key: fact}))


def place_among(days: Sequence[D], day: D) -> int:
    """Where a day belongs among others: after those not later, or before them where the newest
    stands first.
    """
    if len(days) > 1 and days[0] > days[-1]:
        return next((place for place, each in enumerate(days) if each <= day), len(days))
    return next((place for place in range(len(days), 0, -1) if days[place - 1] <= day), 0)


def full(**fields: Value | date) -> dict[str, Value]:
    """The fields that have a value, in this order; a trailing underscore is dropped, and a list of
    one is written as its value.
    """
    found: dict[str, Value] = {}
    for key, value in fields.items():
        short = (
            value[0]
            if isinstance(value, (list, tuple)) and len(value) == 1
            else list(value)
            if isinstance(value, tuple)
            else value
        )
        if short not in (None, "", [], {}):
            found[key.rstrip("_")] = short.isoformat() if isinstance(short, date) else short
    return found
