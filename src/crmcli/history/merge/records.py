"""What do two people's changes to one record make together? Trees in, trees and conflicts out."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.edit import Value
from crmcli.domain.finding import Path
from crmcli.history.merge.lists import aligned
from crmcli.history.merge.order import is_day, woven
from crmcli.history.merge.values import GONE, Held, identity


class Form(NamedTuple):
    """How a value may be written shorter: `main` is the field that a bare value stands for, `many`
    says that one value stands for a list of one.
    """

    main: str = ""
    many: bool = False


FormOf = Callable[[Path], Form]
_BARE = Form()
_FACT = frozenset(("value", "by", "why"))


class Merge(NamedTuple):
    """Both sides' changes in one tree, twice: where they contradict each other, `ours` has it as
    ours says, `theirs` as theirs.

    `conflicts` are the paths where the two differ, as they lead in `ours`; without any, both trees
    are the same.
    """

    ours: Value
    theirs: Value
    conflicts: tuple[Path, ...]


def no_form(path: Path) -> Form:
    """A record of which nobody knows how it is written shorter."""
    del path
    return _BARE


def merge(base: Value, ours: Value, theirs: Value, form_of: FormOf = no_form) -> Merge:
    """Merge two descendants of a tree: mappings by key, lists by what their items say, everything
    else as a whole.

    What is as it was on one side is taken from the other; what was changed on both sides and not to
    the same, or changed here and deleted there, is a conflict. Keys are compared as they are:
    composed spelling is the caller's business.
    """
    work = _Merging(form_of)
    mine, yours = work.node(_Three(base, ours, theirs), ())
    conflicts = tuple(dict.fromkeys(work.conflicts))
    return Merge(_there(mine), _there(yours), conflicts)


class _Three(NamedTuple):
    """What stands at one place: before, with us, with them."""

    base: Held
    ours: Held
    theirs: Held

    @property
    def taken(self) -> int | None:
        """Whose value it is now, as a place in this; None where both have changed it, each in
        another way.
        """
        if self.theirs in (self.ours, self.base):
            return 1
        return 2 if self.base == self.ours else None


class _Merging:
    """One merge: every method gives a value with conflicts settled our way, and the same value with
    them settled their way.
    """

    def __init__(self, form_of: FormOf) -> None:
        self.form_of = form_of
        self.conflicts: list[Path] = []

    def node(self, three: _Three, path: Path) -> tuple[Held, Held]:
        long = three
        if three.taken is None:
            long = self._at_length(three, path)
        if long.taken is not None:
            return three[long.taken], three[long.taken]
        if (
            isinstance(long.ours, dict)
            and isinstance(long.theirs, dict)
            and not _apart(long.ours, long.theirs)
        ):
            made = self._mapping(long.base, long.ours, long.theirs, path)
            return _as_written(made, long, three)
        if isinstance(long.ours, list) and isinstance(long.theirs, list):
            items = self._list(long.base, long.ours, long.theirs, path)
            return _as_written(items, long, three)
        filled = [each for each in three[1:] if each is not None]
        if three.base is GONE and len(filled) == 1 and isinstance(filled[0], dict | list):
            # a section begun on one side, and begun and filled on the other
            return filled[0], filled[0]
        self.conflicts.append(path)
        return three.ours, three.theirs

    def _mapping(
        self, base: Held, ours: Mapping[str, Held], theirs: Mapping[str, Held], path: Path
    ) -> tuple[Held, Held]:
        before: Mapping[str, Held] = base if isinstance(base, dict) else {}
        mine, yours = {}, {}
        for key in woven(list(before), list(ours), list(theirs)):
            left, right = self.node(
                _Three(before.get(key, GONE), ours.get(key, GONE), theirs.get(key, GONE)),
                (*path, key),
            )
            if left is not GONE:
                mine[key] = left
            if right is not GONE:
                yours[key] = right
        return mine, yours

    def _list(
        self, base: Held, ours: Sequence[Value], theirs: Sequence[Value], path: Path
    ) -> tuple[Held, Held]:
        mine: list[Value] = []
        yours: list[Value] = []
        for each in aligned(
            base if isinstance(base, list) else [],
            ours,
            theirs,
            lambda item: identity(in_full(item, self.form_of, (*path, 0))),
        ):
            left, right = self.node(_Three(*each), (*path, len(mine)))
            mine += [left] if left is not GONE else []
            yours += [right] if right is not GONE else []
        return mine, yours

    def _at_length(self, three: _Three, path: Path) -> _Three:
        """The three as mappings, or as lists, where one of them is and the others are bare values
        that mean such.
        """
        kinds = {type(value) for value in three if value is not GONE and value is not None}
        if len(kinds) < 2:
            return three
        form = self.form_of(path)
        if form.main and dict in kinds:
            if form.main == "value" and any(
                "value" not in each for each in three if isinstance(each, dict)
            ):
                return three  # by day on one side
            return _Three(
                *(
                    value
                    if value is GONE or value is None or isinstance(value, dict)
                    else {form.main: value}
                    for value in three
                )
            )
        if form.many and list in kinds:
            return _Three(
                *(
                    value if value is GONE or value is None or isinstance(value, list) else [value]
                    for value in three
                )
            )
        return three


def in_full(node: Value, form_of: FormOf, path: Path = ()) -> Value:
    """A value with everything in it at length, and without what says nothing: equal for two people
    who wrote the same in different ways.
    """
    form = form_of(path)
    if isinstance(node, dict):
        return {
            key: in_full(value, form_of, (*path, key))
            for key, value in node.items()
            if value is not None
        }
    if node is not None and form.main:
        return {form.main: in_full(node, form_of, (*path, form.main))}
    if isinstance(node, list):
        return [in_full(each, form_of, (*path, 0)) for each in node]
    return [node] if form.many and node is not None else node


def _there(value: Held) -> Value:
    """The whole of a tree, which is always there."""
    return None if value is GONE else value


def _as_written(made: tuple[Held, Held], long: _Three, three: _Three) -> tuple[Held, Held]:
    """The merged values; one that says what a side said stays as short as that side wrote it."""
    if long is three:
        return made
    mine, yours = (
        next(
            (short for full, short in zip(long[1:], three[1:], strict=True) if full == value), value
        )
        for value in made
    )
    return mine, yours


def _apart(one: Mapping[str, Held], other: Mapping[str, Held]) -> bool:
    """Is one a value with its reasons and the other values by day?

    Their keys have nothing to do with each other.
    """
    return any(
        not _FACT.isdisjoint(left) and all(map(is_day, right))
        for left, right in ((one, other), (other, one))
        if left and right
    )
