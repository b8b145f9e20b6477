"""The fields of a request: which there are, and what each may hold."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from crmcli.app.requests.kinds import OneOf, Ref

Leaf = Literal["text", "yes-or-no", "whole number", "number", "day"]
_LEAVES: dict[object, Leaf] = {
    str: "text",
    bool: "yes-or-no",
    int: "whole number",
    Decimal: "number",
    date: "day",
}


class Kind(NamedTuple):
    """What a field holds.

    `shape`: a leaf, a list of `item`, a mapping of ids to `item`, or the fields of a record.
    """

    shape: Leaf | Literal["list", "mapping", "record"]
    item: "Kind | None" = None
    fields: "tuple[Field, ...]" = ()
    record: type | None = None
    words: tuple[str, ...] = ()
    ref: str = ""
    may_be_null: bool = False


class Field(NamedTuple):
    """One field of a request. `key` is what it is called in JSON."""

    name: str
    key: str
    kind: Kind
    is_needed: bool


@cache
def fields_of(record: type) -> tuple[Field, ...]:
    """The fields of a named tuple, in their order."""
    hints = get_type_hints(record, include_extras=True)
    defaults: Mapping[str, object] = getattr(record, "_field_defaults", {})
    names: Sequence[str] = getattr(record, "_fields", ())
    return tuple(
        Field(name, name.rstrip("_"), kind_of(hints[name]), name not in defaults) for name in names
    )


def kind_of(hint: object) -> Kind:
    """What a type hint lets a field hold. Raises TypeError for one that JSON has no form for."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(kind_of(inner[0]), inner[1:])
    if origin in (Union, UnionType):
        held = [each for each in inner if each is not NoneType]
        number = set(held) == {int, Decimal}
        kind = Kind("number") if number else kind_of(held[0])
        return kind._replace(may_be_null=len(held) < len(inner))
    if origin is not None and issubclass(origin, Mapping):
        return Kind("mapping", kind_of(inner[1]), ref=kind_of(inner[0]).ref)
    if origin is not None and issubclass(origin, Sequence):
        return Kind("list", kind_of(inner[0]))
    if hint in _LEAVES:
        return Kind(_LEAVES[hint])
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        return Kind("record", fields=fields_of(hint), record=hint)
    raise TypeError(hint)


def _marked(kind: Kind, marks: Sequence[object]) -> Kind:
    for mark in marks:
        if isinstance(mark, OneOf):
            kind = kind._replace(words=mark.words)
        elif isinstance(mark, Ref):
            kind = kind._replace(ref=mark.kind)
    return kind
