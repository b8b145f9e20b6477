"""Shapes: one table that decodes a tree, explains what is wrong with it, and describes itself as
JSON Schema.

`decode` is the fast way and stops at the first thing wrong; `problems` walks the same tables again
and yields every finding with its path; `schema` is the same table for editors. Nothing is written
down three times.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from crmcli.domain.finding import Finding, Mend, Path
from crmcli.domain.table import Message
from crmcli.store.yaml.tree import Node

Schema = dict[str, Any]  # of JSON Schema: what a key holds, that language says
T_co = TypeVar("T_co", covariant=True)


LONGEST = 40  # characters of a value that a message quotes


def quoted(text: str) -> str:
    """A text as a message quotes it."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


class DecodeError(Exception):
    """A value is not what its field needs. `rule`, message key and the message's arguments; `mends`
    where it is known what was meant.
    """

    def __init__(self, rule: str, key: str = "", *args: str, mends: tuple[Mend, ...] = ()) -> None:
        self.rule, self.key, self.words, self.mends = rule, key or rule, args, mends

    @property
    def message(self) -> Message:
        """What is wrong, for a person."""
        return Message(f"finding-{self.key}", self.words)


class Shape:
    """What every shape can do."""

    name = ""

    def decode(self, node: Node) -> object:
        """The value the tree stands for. Raises Wrong at the first thing that is wrong."""
        raise NotImplementedError

    def problems(self, node: Node, path: Path) -> Iterator[Finding]:
        """Everything that is wrong with the tree, which stands at the path."""
        try:
            self.decode(node)
        except DecodeError as wrong:
            yield Finding(wrong.rule, path, wrong.key, wrong.words, mends=wrong.mends)

    def schema(self, defs: dict[str, Schema]) -> Schema:
        """What an editor checks; records add themselves to `defs`."""
        raise NotImplementedError


def plain(**limits: str | int) -> Schema:
    """The schema of any text, number or truth, for all of them are texts to us, within limits.

    No `type` says so: yaml-language-server offers `true`, `false` and `null` wherever one does.
    """
    return {**limits, "if": {"type": ["array", "object", "null"]}, "then": {"type": "string"}}


_NOTHING: Schema = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}


def either(*schemas: Schema) -> Schema:
    """The schema of a value that is one of these, which have nothing in common.

    Not `anyOf`: where one of several matches, yaml-language-server shows bars between the
    descriptions that they have not, instead of the one of the key.
    """
    return {"oneOf": [each for schema in schemas for each in alternatives(schema)]}


def alternatives(schema: Schema) -> list[Schema]:
    """What a value may be, one by one."""
    return schema["oneOf"] if schema.keys() == {"oneOf"} else [schema]


def named(name: str, schema: Schema, defs: dict[str, Schema]) -> Schema:
    """A schema that stands in many places, as a reference to where it stands once."""
    defs.setdefault(name, schema)
    return {"$ref": f"#/$defs/{name}"}


def optional(shape: Shape, defs: dict[str, Schema]) -> Schema:
    """The schema of a field that may also be left empty."""
    return either(shape.schema(defs), named("Nothing", _NOTHING, defs))


class Scalar(Shape, Generic[T_co]):
    """A leaf: a function from the author's text to a value, and its schema.

    `known` holds texts decoded before, or all there are. One with a name stands once in a schema.
    """

    decode: Callable[[Node], T_co]  # type: ignore[assignment]

    def __init__(
        self,
        decode: Callable[[Node], T_co],
        schema: Schema,
        known: Mapping[Node, T_co] | None = None,
        name: str = "",
    ) -> None:
        self.decode = decode
        self.known = known
        self.name = name
        self._schema = schema

    def schema(self, defs: dict[str, Schema]) -> Schema:
        return named(self.name, self._schema, defs) if self.name else self._schema


class Many(Shape):
    """A list; one value stands for a list of one, nothing for an empty list."""

    def __init__(self, item: Shape) -> None:
        self.item, self._item = item, item.decode

    def decode(self, node: Node) -> tuple[object, ...]:
        item = self._item
        if type(node) is list:
            return tuple([item(each) for each in node])
        return () if node is None else (item(node),)

    def problems(self, node: Node, path: Path) -> Iterator[Finding]:
        if isinstance(node, list):
            for place, each in enumerate(node):
                yield from self.item.problems(each, (*path, place))
        elif node is not None:
            yield from self.item.problems(node, path)

    def schema(self, defs: dict[str, Schema]) -> Schema:
        item = self.item.schema(defs)
        return either(item, {"type": "array", "items": item})


class ById(Shape):
    """A mapping whose keys are the author's own: ids, dates or numbers, as `key` decodes them."""

    def __init__(self, key: Scalar[object], value: Shape) -> None:
        self.key, self.value = key, value
        self._key, self._value = key.decode, value.decode

    def decode(self, node: Node) -> dict[object, object]:
        if node is None:
            return {}
        if type(node) is not dict:
            raise DecodeError("bad-type", "needs-mapping")
        key, value = self._key, self._value
        found = {key(name): value(each) for name, each in node.items()}
        if len(found) != len(node):
            raise DecodeError("duplicate-key", "same-id-twice")
        return found

    def problems(self, node: Node, path: Path) -> Iterator[Finding]:
        if node is None:
            return
        if not isinstance(node, dict):
            yield Finding("bad-type", path, "needs-mapping")
            return
        seen: set[object] = set()
        for name, each in node.items():
            try:
                decoded = self._key(name)
            except DecodeError as wrong:
                yield Finding(
                    wrong.rule,
                    (*path, name),
                    wrong.key,
                    wrong.words,
                    at_key=True,
                    mends=wrong.mends,
                )
            else:
                if decoded in seen:
                    yield Finding(
                        "duplicate-key", (*path, name), "same-id-twice", (name,), at_key=True
                    )
                seen.add(decoded)
            yield from self.value.problems(each, (*path, name))

    def schema(self, defs: dict[str, Schema]) -> Schema:
        return {
            "type": "object",
            "propertyNames": self.key.schema(defs),
            "additionalProperties": optional(self.value, defs)
            if _may_be_empty(self.value)
            else self.value.schema(defs),
        }


def _may_be_empty(shape: Shape) -> bool:
    try:
        shape.decode(None)
    except DecodeError:
        return False
    return True
