"""What somebody's table says of an account comes into its file, where nothing stands yet."""

from collections.abc import Mapping

from crmcli.domain.edit import Value
from crmcli.domain.finding import Path
from crmcli.domain.table import Message
from crmcli.domain.text.spelling import folded
from crmcli.edits.cards import Taken
from crmcli.edits.record_editor import Draft

_RESEARCH = ("industry", "employees", "annual_revenue")


def place(name: str) -> Path:
    """Where the field stands in an account's file."""
    return ("research", name) if name in _RESEARCH else (name,)


def fill(draft: Draft, said: Mapping[str, Value]) -> Taken:
    """Every field that was empty holds what is said; what stands there otherwise stays, and is
    told.
    """
    new, told = [], []
    for name, value in said.items():
        now = draft.at(*place(name))
        if now in (None, "", [], {}):
            draft.set(
                place(name), value[0] if isinstance(value, list) and len(value) == 1 else value
            )
            new.append(Message(f"field-{name}"))
        else:
            told += [
                Message("told-import-differs", (Message(f"field-{name}"), each))
                for each in _others(now, value)
            ]
    if new:
        told.insert(0, Message("told-import-filled", (Message("list", tuple(new)),)))
    return Taken("filled" if new else "same", "", Message("list", tuple(told)) if told else None)


def _others(now: Value, value: Value) -> list[str]:
    """What is said and does not stand there."""
    known = {_spelled(each) for each in (now if isinstance(now, list) else [now])}
    return [
        str(each)
        for each in (value if isinstance(value, list) else [value])
        if _spelled(each) not in known
    ]


def _spelled(value: Value) -> str:
    text = folded(str(value))
    bare = text.replace("_", "").replace("-", "")
    return bare if bare.isdecimal() else text
