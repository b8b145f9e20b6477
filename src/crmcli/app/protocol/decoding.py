"""Requests as programs send them, in JSON: read, or told what is wrong with them and where."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import cast

from crmcli.app.protocol.json_words import reason
from crmcli.app.protocol.registry import find
from crmcli.app.protocol.shapes import Field, Kind, fields_of
from crmcli.app.work import Batch, Request
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.likeness import most_alike

MOST = 10_000  # requests in one file


def batch(text: str) -> Batch:
    """A file of requests: a list of them, one alone, or `{base: {FILE: DIGEST}, requests: […]}`.

    Raises CrmError, naming the place: `requests[2].opened`.
    """
    try:
        data: object = json.loads(text, parse_float=Decimal, object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as error:
        raise _error("error-request-no-json", reason(error)) from None
    base: Mapping[str, str | None] | None = None
    if isinstance(data, dict) and "requests" in data:
        base = _base(data.pop("base", None))
        unknown = next((key for key in data if key != "requests"), None)
        if unknown is not None:
            raise _error("error-request-field", unknown, "requests, base")
        data = data["requests"]
    asked = data if isinstance(data, list) else [data]
    if len(asked) > MOST:
        raise _error("error-request-too-many", str(len(asked)), str(MOST))
    found = tuple(request(each, f"requests[{place}]") for place, each in enumerate(asked))
    return Batch(found, base)


def request(data: object, at: str = "request") -> Request:
    """One request: `{"operation": "case open", "account": …}`. Raises CrmError."""
    if not isinstance(data, dict) or not isinstance(data.get("operation"), str):
        raise _error("error-request-no-operation", at)
    kind = find(data["operation"])
    given = {key: value for key, value in data.items() if key != "operation"}
    return cast("Request", _record(given, kind, fields_of(kind), at))


def _base(data: object) -> Mapping[str, str | None] | None:
    if data is None:
        return None
    if not isinstance(data, dict) or not all(
        value is None or isinstance(value, str) for value in data.values()
    ):
        raise _error("error-request-value", "base", "{FILE: SHA-256}")
    return data


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for place, (key, _) in enumerate(pairs) if key in dict(pairs[:place]))
        raise _error("error-request-twice", twice)
    return found


def _record(data: object, record: type, fields: tuple[Field, ...], at: str) -> object:
    if not isinstance(data, dict):
        raise _error("error-request-value", at, "{…}")
    known = {each.key: each for each in fields}
    for key in data:
        if key not in known:
            close = most_alike(key, known)
            raise _error("error-request-field", f"{at}.{key}", ", ".join(close or known))
    for each in fields:
        if each.is_needed and data.get(each.key) in (None, ""):
            raise _error("error-request-missing", f"{at}.{each.key}")
    make = cast("Callable[..., object]", record)
    values = {
        known[key].name: _value(value, known[key].kind, f"{at}.{key}")
        for key, value in data.items()
        if value is not None or known[key].kind.may_be_null
    }
    return make(**values)


def _value(data: object, kind: Kind, at: str) -> object:
    if data is None and kind.may_be_null:
        return None
    if kind.shape == "record" and kind.record is not None:
        return _record(data, kind.record, kind.fields, at)
    if kind.shape == "list" and kind.item is not None:
        if not isinstance(data, list):
            raise _error("error-request-value", at, "[…]")
        return tuple(_value(each, kind.item, f"{at}[{n}]") for n, each in enumerate(data))
    if kind.shape == "mapping" and kind.item is not None:
        if not isinstance(data, dict):
            raise _error("error-request-value", at, "{…}")
        return {key: _value(each, kind.item, f"{at}.{key}") for key, each in data.items()}
    return _leaf(data, kind, at)


def _leaf(data: object, kind: Kind, at: str) -> object:
    if kind.words and data not in kind.words:
        raise _error("error-request-value", at, " | ".join(kind.words))
    match kind.shape, data:
        case ("text", str()) | ("yes-or-no", bool()):
            return data
        case (("whole number" | "number"), bool()):
            pass
        case "whole number", int():
            return data
        case "number", (int() | Decimal()):
            return data
        case "number", str():
            return _number(data, at)
        case "day", str():
            return _day(data, at)
    raise _error("error-request-value", at, kind.shape)


def _number(data: str, at: str) -> Decimal:
    try:
        found = Decimal(data)
    except InvalidOperation:
        raise _error("error-request-value", at, "number") from None
    if not found.is_finite():
        raise _error("error-request-value", at, "number")
    return found


def _day(data: str, at: str) -> date:
    try:
        found = date.fromisoformat(data)
    except ValueError:
        raise _error("error-request-value", at, "YYYY-MM-DD") from None
    if found.isoformat() != data:
        raise _error("error-request-value", at, "YYYY-MM-DD")
    return found


def _error(key: str, *said: object) -> CrmError:
    return CrmError(Message(key, said), Message("hint-request-schema"))
