"""One record's fields come into the book: filled, updated, kept, or told as a conflict."""

from collections.abc import Mapping
from typing import NamedTuple

from crmcli.domain.edit import Prose, Quoted, Value
from crmcli.domain.finding import Path
from crmcli.domain.table import Message
from crmcli.edits.record_editor import Draft
from crmcli.imports.seen import digest
from crmcli.imports.threeway import Verdict, verdict

_LISTS = frozenset(("aliases", "tags", "phones", "emails", "competitors"))
_WORDS = frozenset(
    (
        "owner",
        "status",
        "source",
        "type",
        "parent",
        "reports_to",
        "amount",
        "close",
        "research.employees",
        "research.annual_revenue",
    )
)
_CALLED = {"stage": "stages"}  # a field of the source, and what of the file it changes
TOLD = 200  # characters of a value that are told


class Changes:
    """What became of the fields of one record, and their digests for the next time."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.before = fields
        self.fields: dict[str, str] = dict(fields)
        self.filled: list[str] = []
        self.updated: list[str] = []
        self.conflicts: list[Message] = []

    @property
    def what(self) -> list[Message]:
        """All of it, to be told."""
        told = [
            Message(key, (Message("list", tuple(map(field_label, names))),))
            for key, names in (
                ("told-import-filled", self.filled),
                ("told-import-updated", self.updated),
            )
            if names
        ]
        return [*told, *self.conflicts]

    @property
    def state(self) -> str:
        """Of the record as a whole."""
        if self.conflicts:
            return "conflict"
        return "changed" if self.filled or self.updated else "same"

    def settle(self, field: "Field", found: Verdict, prefer: str) -> None:
        """What is said is known now; where both say something else, not before that is decided."""
        is_open = found in {Verdict.conflict, Verdict.differs} and not prefer
        if field.said not in (None, "", [], {}) and not is_open:
            self.fields[field.name] = digest(field.said)


class Field(NamedTuple):
    """A field with what is said of it now, and where it stands."""

    name: str
    said: Value
    path: Path


def field_label(name: str) -> Message | str:
    """What a field is called in answers."""
    if name.startswith("custom."):
        return name[7:]
    return Message(f"change-field-{_CALLED.get(name, name.removeprefix('research.'))}")


def value_of(name: str, said: Value) -> Value:
    """The value as it is to be written."""
    if name == "phones":
        found = [Quoted(str(each)) for each in said or ()]
        return found[0] if len(found) == 1 else found
    if isinstance(said, list):
        texts: list[Value] = [Prose(each) if isinstance(each, str) else each for each in said]
        return texts[0] if len(texts) == 1 else texts
    if isinstance(said, str) and name not in _WORDS and not name.startswith("custom."):
        return Prose(said)
    return said


def held_at(draft: Draft, path: Path, name: str) -> Value:
    """What the book says there, in the form in which a source says it."""
    now = draft.at(*path)
    if isinstance(now, Mapping) and name in {"amount", "close", "stages"}:
        days = sorted(each for each in now if each != "undated") or list(now)
        now = now[days[-1]] if days else None
    if isinstance(now, Mapping) and "value" in now:
        now = now["value"]
    if name in _LISTS:
        return [str(each) for each in now] if isinstance(now, list) else [str(now)] if now else []
    if isinstance(now, str) and name in _WORDS:
        return now.replace("_", "") if now[:1].isdigit() else str(now)
    return str(now) if isinstance(now, str) else now


def merge(
    draft: Draft, field: Field, changes: Changes, prefer: str, *, main: str | tuple[str, ...] = ()
) -> Verdict:
    """The field holds what is said, where that is to be; returns which side it was."""
    held = held_at(draft, field.path, field.name)
    found = verdict(field.said, held, changes.before.get(field.name, ""), prefer)
    changes.settle(field, found, prefer)
    if found in {Verdict.fill, Verdict.update}:
        draft.set(field.path, value_of(field.name, field.said), mains=main)
        (changes.filled if found is Verdict.fill else changes.updated).append(field.name)
    elif found in {Verdict.conflict, Verdict.differs}:
        note(changes, found, field.name, field.said, held, prefer)
    return found


def note(
    changes: Changes, found: Verdict, name: str, said: Value, held: Value, prefer: str
) -> None:
    """Both have something to say: told, unless the book is preferred."""
    if prefer != "book":
        key = "told-import-conflict" if found is Verdict.conflict else "told-import-differing"
        changes.conflicts.append(Message(key, (field_label(name), _short(said), _short(held))))


def _short(value: Value) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= TOLD else f"{text[:TOLD]}…"
