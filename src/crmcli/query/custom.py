"""How is a field of the book's own read? As crm.yaml declares it; as text where it declares none."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from crmcli.domain.money import tidy
from crmcli.domain.policy import Policy
from crmcli.query.kinds import Base, Name
from crmcli.query.reading import composed
from crmcli.query.view import View

CUSTOM = "custom."
_BASES: dict[str, Base] = {"text": "text", "number": "number", "money": "money", "date": "date", "truth": "truth"}
_NUMBER = re.compile(r"[+-]?[0-9][0-9_]{0,30}(\.[0-9]{1,10})?", re.ASCII)


def custom(path: str, owner: str, policy: Policy) -> Name | None:
    """The field, of an account, a contact or a deal; None where others are declared and this one is not."""
    key = path.removeprefix(CUSTOM)
    declared = {name: field for name, field in policy.fields.items() if field.on == owner}
    field = declared.get(key)
    if field is None:
        return None if declared else Name(path, "text", lambda view: _plain(view, key))
    if field.type == "choice":
        return Name(path, "word", lambda view: _plain(view, key), words=field.choices)
    kind = field.type
    return Name(path, _BASES[kind], lambda view: decoded(_plain(view, key), kind))


def _plain(view: View, key: str) -> str | None:
    found = view.record.custom.get(key)
    return composed(", ".join(found) if isinstance(found, tuple) else found)  # type: ignore[no-any-return]


def decoded(said: str | None, kind: str) -> Any:
    """The value of a declared field; None where the text is none, which `crm lint` tells."""
    if said is None or kind == "text":
        return said
    if kind == "truth":
        return {"true": True, "false": False}.get(said.lower())
    if kind == "date":
        try:
            return date.fromisoformat(said) if len(said) == 10 else None
        except ValueError:
            return None
    return tidy(Decimal(said.replace("_", ""))) if _NUMBER.fullmatch(said) else None
