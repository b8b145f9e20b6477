"""Shapes of records and of dated facts: mappings with known keys, made into named tuples."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, Generic, NamedTuple, TypeVar

from crmcli.domain.finding import Finding, Path
from crmcli.domain.time.dated import Fact
from crmcli.store.yaml.shape import (
    ById,
    DecodeError,
    Many,
    Scalar,
    Schema,
    Shape,
    alternatives,
    either,
    optional,
    quoted,
)
from crmcli.store.yaml.tree import Node

UNDATED = "undated"
R = TypeVar("R", bound=NamedTuple)


class Field(NamedTuple):
    """A key of a record: its shape, and whether it must be there."""

    shape: Shape
    required: bool = False


class Record(Shape, Generic[R]):
    """A mapping with known keys, made into a named tuple; with `main`, its bare value stands for
    the whole.
    """

    def __init__(
        self, make: type[R], fields: Mapping[str, Field | Shape], *, main: str = "", name: str = ""
    ) -> None:
        self.make, self.main = make, main
        self.name = name or make.__name__
        self.fields = {
            key: field if isinstance(field, Field) else Field(field)
            for key, field in fields.items()
        }
        places = {attribute: place for place, attribute in enumerate(make._fields)}
        attributes = {key: ATTRIBUTES.get((self.name, key), key) for key in self.fields}
        self._decoders = {
            key: (
                places[attributes[key] if attributes[key] in places else attributes[key] + "_"],
                getattr(field.shape, "known", None),
                field.shape.decode,
            )
            for key, field in self.fields.items()
        }
        self._required = [
            self._decoders[key][0] for key, field in self.fields.items() if field.required
        ]
        defaults = make._field_defaults
        self._defaults = [defaults.get(attribute, REQUIRED) for attribute in make._fields]
        self._new = tuple.__new__

    def attributes(self) -> dict[str, str]:
        """Which field of the record does each key of the file fill?"""
        return {key: self.make._fields[place] for key, (place, _, _) in self._decoders.items()}

    def decode(self, node: Node) -> R:
        if type(node) is not dict:
            if node is None and not self._required:
                return self._new(self.make, self._defaults)
            if not self.main:
                raise DecodeError("bad-type", "needs-mapping")
            node = {self.main: node}
        values = self._defaults.copy()
        decoders = self._decoders
        for key, each in node.items():
            if each is not None:
                try:
                    place, known, decode = decoders[key]
                except KeyError:
                    if key.startswith("x-"):
                        continue
                    raise DecodeError("unknown-key") from None
                # most values were met before: a look-up costs a third of a call
                if known is not None:
                    try:
                        values[place] = known[each]
                        continue
                    except (KeyError, TypeError):
                        pass
                values[place] = decode(each)
            elif key not in decoders and not key.startswith("x-"):
                raise DecodeError("unknown-key")
        for place in self._required:
            if values[place] is REQUIRED:
                raise DecodeError("missing-key")
        return self._new(self.make, values)

    def problems(self, node: Node, path: Path) -> Iterator[Finding]:
        if not isinstance(node, dict):
            if self.main and not (node is None and self._required):
                yield from () if node is None else self.fields[self.main].shape.problems(node, path)
                missing = [
                    key for key, field in self.fields.items() if field.required and key != self.main
                ]
            elif node is None and not self._required:
                return
            elif node is None:
                missing = [key for key, field in self.fields.items() if field.required]
            else:
                yield Finding("bad-type", path, "needs-mapping")
                return
            yield from (Finding("missing-key", path, "", (key,)) for key in missing)
            return
        for key, each in node.items():
            field = self.fields.get(key)
            if field is not None:
                if each is not None:
                    yield from field.shape.problems(each, (*path, key))
            elif not key.startswith("x-"):
                yield self._unknown(key, path)
        for key, field in self.fields.items():
            if field.required and node.get(key) is None:
                yield Finding("missing-key", path, "", (key,), at_key=True)

    def _unknown(self, key: str, path: Path) -> Finding:
        if key.isdigit():  # `amount: 1,000` within braces is an amount of 1 and a key 000
            return Finding(
                "bad-amount", (*path, key), "comma-in-number", (quoted(key),), at_key=True
            )
        return Finding("unknown-key", (*path, key), "", (quoted(key), ""), at_key=True)

    def schema(self, defs: dict[str, Schema]) -> Schema:
        if self.name not in defs:
            defs[self.name] = {}
            properties = {}
            for key, field in self.fields.items():
                properties[key] = (
                    field.shape.schema(defs) if field.required else optional(field.shape, defs)
                )
            whole: Schema = {
                "type": "object",
                "properties": properties,
                "patternProperties": {"^x-": {}},
            }
            required = [key for key, field in self.fields.items() if field.required]
            if required:
                whole["required"] = required
            whole["additionalProperties"] = False
            if self.main and set(required) <= {self.main}:
                whole = either(*_bare(self.fields[self.main].shape.schema(defs)), whole)
            defs[self.name] = whole
        return {"$ref": f"#/$defs/{self.name}"}


def _bare(schema: Schema) -> list[Schema]:
    """What may stand for a whole record: any of these but a mapping, which is the record itself."""
    return [each for each in alternatives(schema) if each.get("type") != "object"]


REQUIRED: Final = object()


# Where an attribute's name differs from the file's key by more than an underscore.
ATTRIBUTES = {
    ("Role", "contact"): "contacts",
    ("Role", "rep"): "reps",
    ("Account", "role_set"): "role_sets",
    ("Done", "result"): "note",
    ("Dropped", "why"): "note",
}


class Dated(Shape):
    """A dated fact: a mapping from day to value, oldest first; a bare value is a fact of unknown
    age.

    Each value may also be a mapping with `value`, `by` and `why`. The key `undated` holds what
    stood there before anybody wrote a day.
    """

    def __init__(self, key: Scalar[date], value: Shape, text: Shape, name: str) -> None:
        self.name = f"Dated{name}"
        self.fact = Record(
            Fact,
            {"value": Field(value, required=True), "by": text, "why": text},
            main="value",
            name=f"{name}Fact",
        )
        self.key = key
        self._key, self._value = key.decode, value.decode

    def decode(self, node: Node) -> tuple[Fact[object], ...]:
        if node is None:
            return ()
        if not _is_dated(node):
            fact = self.fact.decode(node)
            return (fact._replace(date=None),)
        key, value = self._key, self._value
        facts: list[Fact[object]] = []
        last: date | None = None
        ordered = True
        for name, each in node.items():  # type: ignore[union-attr]
            if name == UNDATED:
                facts.insert(0, self.fact.decode(each)._replace(date=None))
                continue
            day = key(name)
            if type(each) is dict:
                facts.append(self.fact.decode(each)._replace(date=day))
            elif each is None:
                raise DecodeError("bad-type", "dated-without-value")
            else:
                facts.append(Fact(day, value(each)))
            ordered = ordered and (last is None or last <= day)
            last = day
        if not ordered:
            facts.sort(key=lambda fact: fact.date or date.min)
        return tuple(facts)

    def problems(self, node: Node, path: Path) -> Iterator[Finding]:
        if not _is_dated(node):
            yield from self.fact.problems(node, path) if node is not None else ()
            return
        for name, each in node.items():  # type: ignore[union-attr]
            try:
                if name != UNDATED:
                    self._key(name)
            except DecodeError as wrong:
                yield Finding(
                    wrong.rule,
                    (*path, name),
                    wrong.key,
                    wrong.words,
                    at_key=True,
                    mends=wrong.mends,
                )
            if each is None:
                yield Finding("bad-type", (*path, name), "dated-without-value")
            else:
                yield from self.fact.problems(each, (*path, name))

    def schema(self, defs: dict[str, Schema]) -> Schema:
        fact = self.fact.schema(defs)
        names = either(self.key.schema(defs), {"const": UNDATED})
        days = {"type": "object", "propertyNames": names, "additionalProperties": fact}
        return either(fact, days)


def _is_dated(node: Node) -> bool:
    """Are the keys days? A mapping that starts with `value` is one undated fact told at length."""
    return type(node) is dict and not node.keys() & {"value", "by", "why"}


def records(shape: Shape) -> Iterator[Record[Any]]:
    """Every record that a file of this shape may hold, each once."""
    seen: set[str] = set()
    waiting = [shape]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, Record):
            if each.name not in seen:
                seen.add(each.name)
                yield each
                waiting += [field.shape for field in each.fields.values()]
        elif isinstance(each, Dated):
            waiting.append(each.fact)
        elif isinstance(each, Many):
            waiting.append(each.item)
        elif isinstance(each, ById):
            waiting.append(each.value)
