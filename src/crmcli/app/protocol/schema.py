"""JSON Schema (2020-12) of requests, from the very types that carry them out."""

from collections.abc import Callable
from inspect import cleandoc

from crmcli.app.protocol.registry import find, operations
from crmcli.app.protocol.shapes import Field, Kind, fields_of

Schema = dict[str, object]
_LEAVES: dict[str, Callable[[], Schema]] = {
    "text": lambda: {"type": "string"},
    "yes-or-no": lambda: {"type": "boolean"},
    "whole number": lambda: {"type": "integer"},
    "number": lambda: {"type": ["number", "string"]},
    "day": lambda: {"type": "string", "format": "date"},
}


def schema() -> Schema:
    """What a file of requests may say: a list of them, one alone, or with digests."""
    defs = {name: _operation(name) for name in operations()}
    one: Schema = {"oneOf": [{"$ref": f"#/$defs/{name.replace(' ', '-')}"} for name in defs]}
    many: Schema = {"type": "array", "items": one}
    digests: Schema = {"type": "object", "additionalProperties": {"type": ["string", "null"]}}
    whole: Schema = {
        "type": "object",
        "properties": {"requests": many, "base": digests},
        "required": ["requests"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "what a crm book is asked to change",
        "oneOf": [many, whole, one],
        "$defs": {name.replace(" ", "-"): each for name, each in defs.items()},
    }


def _operation(name: str) -> Schema:
    kind = find(name)
    found = _record(fields_of(kind))
    found["properties"] = {"operation": {"const": name}, **_properties(fields_of(kind))}
    found["required"] = ["operation", *(each.key for each in fields_of(kind) if each.is_needed)]
    said = " ".join(cleandoc(kind.__doc__ or "").split())
    for each in fields_of(kind):
        said = said.replace(f"`{each.name}`", f"`{each.key}`")
    return {"description": said, **found}


def _record(fields: tuple[Field, ...]) -> Schema:
    needed = [each.key for each in fields if each.is_needed]
    found: Schema = {"type": "object", "properties": _properties(fields)}
    return {**found, "required": needed, "additionalProperties": False}


def _properties(fields: tuple[Field, ...]) -> dict[str, Schema]:
    return {each.key: _kind(each.kind) for each in fields}


def _kind(kind: Kind) -> Schema:
    found = _shape(kind)
    if kind.ref:
        found["description"] = f"{kind.ref}: its id, or a name that only it has"
    return {"anyOf": [found, {"type": "null"}]} if kind.may_be_null else found


def _shape(kind: Kind) -> Schema:
    if kind.shape == "record":
        return _record(kind.fields)
    if kind.shape == "list" and kind.item:
        return {"type": "array", "items": _kind(kind.item)}
    if kind.shape == "mapping" and kind.item:
        return {"type": "object", "additionalProperties": _kind(kind.item)}
    return {"enum": list(kind.words)} if kind.words else _LEAVES[kind.shape]()
