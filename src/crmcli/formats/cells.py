"""One value as plain data, for programs, and as the text of a file of columns."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from crmcli.domain.records.ratio import rounded
from crmcli.domain.table import Message
from crmcli.formats.exact import Plain, encoded
from crmcli.messages import Phrases

AS_THEY_ARE = frozenset((type(None), bool, int, str, Decimal))


def flat(value: object, between: str) -> str:
    """Plain data as one text: nothing as blank, truths as `true` and `false`, lists joined, and
    what is nested as JSON.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(each, dict | list) for each in value)
    ):
        return encoded(value)
    if isinstance(value, list):
        return between.join(flat(each, between) for each in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def raw(value: Any, phrases: Phrases) -> Plain:  # noqa: ANN401 - whatever a row holds
    """A value as plain data: floats rounded, decimals as they are, days as ISO text, records as
    mappings, sentences and labels in the language.
    """
    kind = type(value)
    if kind in AS_THEY_ARE:
        return cast("Plain", value)
    if kind is tuple:
        return [raw(each, phrases) for each in value]
    if isinstance(value, Message):
        return phrases.say(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, int | str | Decimal):
        return value
    if isinstance(value, dict):
        return (
            phrases.label(value)
            if value.keys() <= {"", "ko", "en"}
            else {key: raw(each, phrases) for key, each in value.items()}
        )
    if hasattr(value, "_fields"):
        return {field.rstrip("_"): raw(getattr(value, field), phrases) for field in value._fields}
    return [raw(each, phrases) for each in value]
