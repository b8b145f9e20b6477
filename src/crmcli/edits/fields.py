"""What is known of a record, field by field: one value in place of another, one more in a list, an
entry of a mapping, or nothing any more.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.edit import Prose, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Path
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.edits.record_editor import Draft
from crmcli.rules.custom_field import wrong_fields

# custom fields that hold somebody's words; the others are written as they are
_WORDS = (
    "text",
    "choice",
)


class FieldChanges(NamedTuple):
    """What was told of a record, by the keys of the file.

    `gone` goes first: a whole field, or one entry of it.
    """

    values: Mapping[str, Value] = {}
    lists: Mapping[str, Sequence[str]] = {}
    entries: Mapping[str, Mapping[str, Value]] = {}
    gone: Sequence[tuple[str, str | None]] = ()


def know(draft: Draft, base: Path, known: FieldChanges, *, mains: tuple[str, ...] = ()) -> None:
    """The record at the path says what was told, and the rest of what it said.

    Raises CrmError for what is to go and is not there.
    """
    gone: dict[str, list[str | None]] = {}
    for field, entry in known.gone:
        gone.setdefault(field, []).append(entry)
    for field in dict.fromkeys((*gone, *known.values, *known.lists, *known.entries)):
        path, value = (*base, field), known.values.get(field)
        if value not in (None, ""):
            draft.set(path, value, mains=mains)
        else:
            _change(
                draft,
                path,
                gone.get(field, ()),
                list(known.lists.get(field, ())),
                dict(known.entries.get(field, {})),
                mains,
            )


def _change(
    draft: Draft,
    path: Path,
    gone: Sequence[str | None],
    texts: Sequence[str],
    entries: Mapping[str, Value],
    mains: tuple[str, ...],
) -> None:
    """What stands there has lost these and has got those."""
    now = draft.at(*path)
    if isinstance(now, dict) or entries:
        there = now if isinstance(now, Mapping) else {}
        _change_entries(draft, path, _without(path, there, gone), entries, mains)
        return
    held = now if isinstance(now, list) else [] if now is None else [now]
    left = _without(path, {each: None for each in held if isinstance(each, str)}, gone)
    found = [*left, *(text for text in dict.fromkeys(texts) if text not in left)]
    if not gone and left and texts:
        for text in found[len(left) :]:
            draft.add(path, text)
    elif found and (gone or texts):
        draft.set(path, found[0] if len(found) == 1 else found)
    elif gone and now is not None:
        draft.remove(path)


def _change_entries(
    draft: Draft,
    path: Path,
    left: Mapping[str, Value],
    entries: Mapping[str, Value],
    mains: tuple[str, ...],
) -> None:
    now = draft.entries(*path)
    if not left and now:
        draft.set(path, dict(entries)) if entries else draft.remove(path)
        return
    for entry in now:
        if entry not in left:
            draft.remove((*path, entry))
    for entry, value in entries.items():
        draft.set((*path, entry), value, mains=("", *mains) if mains else ())


def _without(
    path: Path, there: Mapping[str, Value], gone: Sequence[str | None]
) -> dict[str, Value]:
    """What is left after these are gone, None for everything.

    Raises CrmError for one that is not there.
    """
    for entry in gone:
        if entry is not None and entry not in there:
            raise CrmError(
                Message("error-no-such", (str(path[-1]), entry)),
                Message("hint-known", (", ".join(there),)) if there else None,
                status=4,
            )
    return (
        {}
        if None in gone
        else {entry: value for entry, value in there.items() if entry not in gone}
    )


def own_fields(told: Mapping[str, Sequence[str]], on: str, policy: Policy) -> dict[str, Value]:
    """Fields of the team's own, as a file has them; one with several values is a list.

    Raises CrmError for what crm.yaml does not declare so.
    """
    for finding in wrong_fields(
        on,
        {name: values[0] if len(values) == 1 else tuple(values) for name, values in told.items()},
        (),
        policy,
    ):
        raise CrmError(finding.message)
    return {
        name: written
        if len(written := [_written(name, value, policy) for value in values]) > 1
        else written[0]
        for name, values in told.items()
    }


def foreign_ids(known: Sequence[str]) -> Value:
    """What another system calls a record, as a file has it; several are a list."""
    written = [Prose(each) for each in known]
    return written[0] if len(written) == 1 else written


def _written(name: str, value: str, policy: Policy) -> str:
    field = policy.fields.get(name)
    return Prose(value) if field is None or field.type in _WORDS else value
