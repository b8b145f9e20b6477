"""What stands in a file, by the conventions of docs/format.md."""

from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta


def many(found: Any) -> list[Any]:
    """Where a list is expected, one value is a list of one."""
    return [] if found is None else found if isinstance(found, list) else [found]


def mapping(found: Any, main: str) -> dict[str, Any]:
    """Where a mapping has a main field, its bare value stands for the mapping."""
    return {} if found is None else found if isinstance(found, dict) else {main: found}


def day(found: str | None) -> date | None:
    return None if found is None else date.fromisoformat(found)


def money(found: str | None) -> Decimal | None:
    return None if found is None else Decimal(found.replace("_", ""))


def count(found: str | None, default: int = 0) -> int:
    return default if found is None else int(found.replace("_", ""))


def dated(found: Any, t: date) -> list[tuple[date | None, str]]:
    """The facts that are not after t, oldest first; a bare value and `undated` are older than every
    day.
    """
    if found is None:
        return []
    if not isinstance(found, dict) or "value" in found:
        return [(None, mapping(found, "value")["value"])]
    facts = [
        (None if key == "undated" else date.fromisoformat(key), mapping(value, "value")["value"])
        for key, value in found.items()
    ]
    return sorted(
        [fact for fact in facts if fact[0] is None or fact[0] <= t],
        key=lambda fact: fact[0] or date.min,
    )


def current(found: Any, t: date) -> tuple[date | None, str | None]:
    return (dated(found, t) or [(None, None)])[-1]


def months(start: date, n: int) -> date:
    """Month arithmetic clamped to month ends."""
    return start + relativedelta(months=n)
