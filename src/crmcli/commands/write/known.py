"""Options of commands that say what is known of a record: fields of the team's own, and what is to
go.
"""

from collections.abc import Mapping, Sequence, Sized

from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import amount, new_id, number, pairs
from crmcli.commands.shared.words import one_of
from crmcli.domain.errors import CrmError
from crmcli.domain.records.custom import decoded
from crmcli.domain.records.money import as_written
from crmcli.domain.table import Message
from crmcli.edits.fields import own_fields


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


def foreign(said: Sequence[str] | None) -> dict[str, list[str]]:
    """Every `--foreign-id SYSTEM=ID`: by the system, each of its ids. Raises CrmError."""
    told: dict[str, list[str]] = {}
    for name, value in pairs(said, "--foreign-id"):
        told.setdefault(new_id(name) or name, []).append(value)
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


def gone(said: Sequence[str] | None, keys: Mapping[str, str]) -> list[str]:
    """Every `--clear OPTION[=VALUE]`, as a request has it; `keys` are the file's, by option. Raises
    CrmError for an option that cannot be taken back.
    """
    found = [word.partition("=")[::2] for word in said or ()]
    named = [(keys[one_of(option, list(keys), "--clear")], value) for option, value in found]
    return [f"{field}={value}" if value else field for field, value in named]


def texts_of(said: Sequence[str] | None) -> list[str]:
    """Somebody's words, several times; those that say nothing are left out."""
    return [each for each in said or () if each.strip()]


def something(*told: object) -> None:
    """Raises CrmError if nothing was told."""
    if not any(map(_says_something, told)):
        raise CrmError(Message("error-edit-what"), Message("hint-edit-what"))


def _says_something(told: object) -> bool:
    return told is not None and told is not False and (not isinstance(told, Sized) or len(told) > 0)
