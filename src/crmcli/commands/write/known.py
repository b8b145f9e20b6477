"""Options of commands that say what is known of a record: fields of the team's own, and what is to
go.
"""

from collections.abc import Mapping, Sequence

from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import amount, new_id, number, pairs
from crmcli.commands.shared.words import one_of
from crmcli.domain.edit import Prose
from crmcli.domain.errors import CrmError
from crmcli.domain.records.custom import decoded
from crmcli.domain.records.money import as_written
from crmcli.domain.table import Message
from crmcli.edits.fields import FieldChanges, own_fields


def customs(editing: EditSession, said: Sequence[str] | None, on: str) -> dict[str, list[str]]:
    """Every `--custom FIELD=VALUE`, for accounts, contacts or deals: the values of each. Raises
    CrmError for what crm.yaml does not declare so.
    """
    told: dict[str, list[str]] = {}
    for name, value in pairs(said, "--custom"):
        key = new_id(name) or name
        told.setdefault(key, []).append(_as_filed(editing, key, value))
    own_fields(told, on, editing.policy)
    return told


def _as_filed(editing: EditSession, name: str, value: str) -> str:
    """An amount, a number or a day as people say it, as a file holds it; what is none is judged
    with the field.
    """
    field = editing.policy.fields.get(name)
    kind = field.type if field else "text"
    try:
        if kind in ("money", "number"):
            found = (
                amount(editing, value, f"--custom {name}")
                if kind == "money"
                else number(value, f"--custom {name}")
            )
            return value if decoded(value, kind) == found else as_written(found) or value
        if kind == "date":
            return editing.day(value).isoformat()
    except CrmError as error:
        if error.message.key in ("error-bad-amount-said", "error-bad-day"):
            return value
        raise
    return value


def gone(said: Sequence[str] | None, keys: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """Every `--clear OPTION[=VALUE]`; `keys` are the file's, by option. Raises CrmError for an
    option that cannot be taken back.
    """
    found = [word.partition("=")[::2] for word in said or ()]
    return [(keys[one_of(option, list(keys), "--clear")], value or None) for option, value in found]


def prose(said: str | None) -> Prose | None:
    """Somebody's words, if there are any."""
    return Prose(said) if said else None


def proses(said: Sequence[str] | None) -> list[str]:
    """Somebody's words, several times."""
    return [Prose(each) for each in said or () if each.strip()]


def something(known: FieldChanges) -> None:
    """Raises CrmError if nothing was told."""
    told = [*known.values.values(), *known.lists.values(), *known.entries.values(), known.gone]
    if not any(
        each not in (None, "") and (not hasattr(each, "__len__") or len(each)) for each in told
    ):
        raise CrmError(Message("error-edit-what"), Message("hint-edit-what"))
