"""What does a field of the book's own say, of the type that crm.yaml declares for it?"""

import re
from datetime import date
from decimal import Decimal

from crmcli.domain.records.money import tidy

_NUMBER = re.compile(r"[+-]?[0-9][0-9_]{0,30}(\.[0-9]{1,10})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def decoded(said: str, kind: str) -> int | Decimal | date | bool | str | None:
    """The value; None where the text is none of the kind.

    A choice is judged where its words are known.
    """
    if kind == "truth":
        return _TRUTHS.get(said)
    if kind == "date":
        return _day(said)
    if kind not in {"number", "money"}:
        return said
    fits = _NUMBER.fullmatch(said) is not None and not (kind == "money" and said[0] in "+-")
    return tidy(Decimal(said.replace("_", ""))) if fits else None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if _DAY.fullmatch(said) else None
    except ValueError:
        return None
