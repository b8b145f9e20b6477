"""How is a field of the book's own read, and what another system calls a record?

As crm.yaml declares it; as text where it declares none. What does not fit is not known, and `crm
lint` tells it.
"""

from crmcli.domain.records.custom import decoded
from crmcli.domain.records.policy import Policy
from crmcli.query.kinds import Base, Name
from crmcli.query.reading import composed
from crmcli.query.view import View

CUSTOM = "custom."
FOREIGN = "ids."
_BASES: dict[str, Base] = {
    "text": "text",
    "number": "number",
    "money": "money",
    "date": "date",
    "truth": "truth",
}


def custom(path: str, owner: str, policy: Policy) -> Name | None:
    """The field, of an account, a contact or a deal; None where others are declared and this one is
    not.
    """
    key = path.removeprefix(CUSTOM)
    declared = {name: field for name, field in policy.fields.items() if field.on == owner}
    field = declared.get(key)
    if field is None:
        return None if declared else Name(path, "text", lambda view: _plain(view, key))
    if field.type == "choice":
        return Name(path, "word", lambda view: _plain(view, key), words=field.choices)
    kind = field.type
    return Name(
        path,
        _BASES[kind],
        lambda view: None if (said := _plain(view, key)) is None else decoded(said, kind),
    )


def foreign(path: str) -> Name:
    """The record's id in a system, whatever that is called; several as one text."""
    key = path.removeprefix(FOREIGN)
    return Name(path, "text", lambda view: ", ".join(view.record.ids.get(key, ())) or None)


def _plain(view: View, key: str) -> str | None:
    found = view.record.custom.get(key)
    return composed(", ".join(found) if isinstance(found, tuple) else found)
