"""Which fields of two records differ, down to the last one?

Nothing that differs stays silent, whatever fields the records will have one day.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeGuard

from crmcli.domain.deals.qualification import KEYS
from crmcli.domain.records.account import Probability
from crmcli.domain.table import Message
from crmcli.history.facts import fact_pieces
from crmcli.history.names import Names, field_name
from crmcli.history.parts import is_dated, is_record
from crmcli.history.values import leaf, told_apart


def record_pieces(
    old: NamedTuple, new: NamedTuple, names: Names, *, but: tuple[str, ...] = (), of: object = None
) -> Iterator[Message]:
    """Two records of one kind, field by field; `but` are told elsewhere, `of` stands before each
    field's name.
    """
    for field, before, after in zip(new._fields, old, new, strict=True):
        if field not in but:
            label = field_name(field)
            said = Message("change-of", (of, label)) if of else label
            if of and field == "value" and isinstance(new, Probability):
                said = of
            yield from pieces(field, before, after, names, said)


def pieces(
    field: str, old: object, new: object, names: Names, label: object = None
) -> Iterator[Message]:
    """What is told of two values of one field; nothing when they are equal."""
    if old == new:
        return
    label = field_name(field) if label is None else label
    if is_dated(old) and is_dated(new):
        yield from fact_pieces(field, old, new, names, label)
    elif is_record(old) and type(old) is type(new):
        yield from record_pieces(old, new, names, of=label)
    elif isinstance(old, Mapping) and isinstance(new, Mapping) and not _is_label(field, old, new):
        for key in {**old, **new}:
            said = _keyed_label(field, label, key, names)
            if (key in old) != (key in new) and not old.get(key) and not new.get(key):
                yield Message("change-come" if key in new else "change-go", (said,))
            else:
                yield from pieces(field, old.get(key), new.get(key), names, said)
    elif _is_list(old) and _is_list(new):
        yield _list_piece(field, old, new, names, label)
    else:
        yield leaf(field, old, new, names, label)


def bare(message: Message, label: object) -> Message:
    """The same without the field's name, where its newest value moved: what it is about says
    enough.
    """
    first = message.args[0] if message.args else None
    if message.key in ("change-since", "change-withdrawn") and isinstance(first, Message):
        return message._replace(args=(bare(first, label), *message.args[1:]))
    shorter = {"change-part": "change-step", "change-new-part": "change-first"}.get(message.key)
    return Message(shorter, message.args[1:]) if shorter and message.args[0] == label else message


def _list_piece(
    field: str, old: tuple[object, ...], new: tuple[object, ...], names: Names, label: object
) -> Message:
    """Two lists: what is new in one, what is gone from the other."""
    added, gone = (
        tuple(each for each in new if each not in old),
        tuple(each for each in old if each not in new),
    )
    if added and gone:
        shown = names.show(field, gone), names.show(field, added)
        if shown[0] == shown[1]:
            shown = told_apart(*(", ".join(map(str, each)) for each in (gone, added)))
        return Message("change-part", (label, *shown))
    if added or gone:
        return Message(
            "change-more" if added else "change-less", (label, names.show(field, added or gone))
        )
    return Message("change-order", (label,))


def _keyed_label(field: str, label: object, key: str, names: Names) -> object:
    name = names.key(field, str(key))
    return name if field in (*KEYS, "custom", "people") else Message("change-of", (label, name))


def _is_label(field: str, old: Mapping[str, object], new: Mapping[str, object]) -> bool:
    """Is it a text in one language or several?"""
    return field in ("label", "why", "guide") or "" in {**old, **new}


def _is_list(value: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(value, tuple) and not is_record(value)
