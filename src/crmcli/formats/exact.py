"""Plain data as JSON: a decimal is a number and stands with all its digits, as no float would hold
it.
"""

import json
from decimal import Decimal

# What JSON has, and decimals.
Plain = bool | int | float | str | Decimal | list["Plain"] | dict[str, "Plain"] | None

_plain = json.JSONEncoder(ensure_ascii=False).encode


def encoded(value: object) -> str:
    """The value as JSON."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict | list):
        try:
            return _plain(value)  # most hold no decimal, and this is much quicker
        except TypeError:
            return _within(value)
    return _plain(value)


def _within(value: dict[str, object] | list[object]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(encoded, value))}]"
    fields = (f"{_plain(str(key))}: {encoded(each)}" for key, each in value.items())
    return f"{{{', '.join(fields)}}}"
