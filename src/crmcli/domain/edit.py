"""Edits: what is to change in a record, as values.

What a file looks like afterwards is the store's business.

A value is a tree as the reader gives it: text as its author would write it (dates, amounts and ids
as they stand in a file), None for an empty value, lists and mappings of them. `Prose` and `Quoted`
say how a text wants to be written, `Rows` a mapping.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.finding import Path

# As the reader gives it, or as somebody writes one down.
Value = str | None | Sequence["Value"] | Mapping[str, "Value"]


class Prose(str):
    """Somebody's words: quoted where another reader of YAML would not take it for a text, several
    lines as a block.
    """

    __slots__ = ()


class Quoted(str):
    """A text that is always quoted, such as a phone number."""

    __slots__ = ()


class Rows(dict[str, Value]):
    """A section of records, a line each, also where the small sections beside it are in brackets:
    it will grow.
    """

    __slots__ = ()


class Set(NamedTuple):
    """The value at a path is this one: a key of a mapping, new or not, or a place of a list.

    The mapping or list is there.
    """

    path: Path
    value: Value


class Insert(NamedTuple):
    """A new item of the list at a path stands at this place, 0 up to the list's length."""

    path: Path
    place: int
    value: Value


class Remove(NamedTuple):
    """Nothing stands at the path any more."""

    path: Path


class Rename(NamedTuple):
    """The last key of the path is this one now; its place and its value stay."""

    path: Path
    key: str


Edit = Set | Insert | Remove | Rename


def inside(node: Value, step: str | int) -> Value:
    """What stands at one step of a path. Raises LookupError where nothing does."""
    if isinstance(node, Mapping) and isinstance(step, str):
        return node[step]
    if isinstance(node, Sequence) and not isinstance(node, str) and isinstance(step, int):
        return node[step]
    raise LookupError(step)


def applied(tree: Value, edits: Iterable[Edit]) -> Value:
    """What the tree is after the edits, one after the other; the given one stays as it is.

    Raises LookupError for a path that leads nowhere.
    """
    for edit in edits:
        tree = _at(tree, edit.path, edit)
    return tree


def _at(node: Value, path: Path, edit: Edit) -> Value:
    if not path and isinstance(edit, Set):
        return edit.value
    if not path and isinstance(edit, Insert):
        if not isinstance(node, list) or not 0 <= edit.place <= len(node):
            raise LookupError(edit.path)
        return [*node[: edit.place], edit.value, *node[edit.place :]]
    step, rest = path[0], path[1:]
    if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
        if not rest and isinstance(edit, Remove):
            return [*node[:step], *node[step + 1 :]]
        return [_at(each, rest, edit) if place == step else each for place, each in enumerate(node)]
    if not isinstance(node, dict) or not isinstance(step, str):
        raise LookupError(edit.path)  # noqa: TRY004 - the path leads nowhere, whatever stands there
    if not rest and isinstance(edit, Set):
        return {**node, step: edit.value}
    if step not in node:
        raise LookupError(edit.path)
    if not rest and isinstance(edit, Remove):
        return {key: value for key, value in node.items() if key != step}
    if not rest and isinstance(edit, Rename):
        if edit.key in node and edit.key != step:
            raise LookupError(edit.path)
        return {edit.key if key == step else key: value for key, value in node.items()}
    return {key: _at(value, rest, edit) if key == step else value for key, value in node.items()}
