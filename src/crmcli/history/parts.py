"""Which values of two records differ, by the paths of the file, so that the newer record can be
made from the older one?
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeGuard

from crmcli.domain.records.account import Account, Referral
from crmcli.domain.time.dated import Fact
from crmcli.history.change import Part
from crmcli.history.lists import added

UNDATED = "undated"
_KEYS = {
    ("Role", "contacts"): "contact",
    ("Role", "reps"): "rep",
    ("Account", "role_sets"): "role_set",
}
_NOTES = {"done": "result", "dropped": "why"}  # what the note of a plan's ending is called
_NOT_WRITTEN = frozenset(("id", "plain_phones", "odd", "silences", "extra", "holiday_dates"))


def file_key(record: object, field: str, under: str = "") -> str:
    """What the file calls a field of a record; `under` is the key the record stands at."""
    kind = type(record).__name__
    if kind == "Ending" and field == "note":
        return _NOTES.get(under, field)
    return _KEYS.get((kind, field), field.rstrip("_"))


def below(path: str, key: object) -> str:
    """The path of a key; one that has a dot in it stands in quotes."""
    text = str(key)
    step = json.dumps(text, ensure_ascii=False) if "." in text or '"' in text else text
    return f"{path}.{step}" if path else step


def day_key(fact: Fact[object]) -> str:
    """The key of a dated fact in the file."""
    return fact.date.isoformat() if fact.date else UNDATED


def parts(path: str, old: object, new: object, under: str = "") -> Iterator[Part]:
    """Everything that differs at a path and below, each as far down as both are there."""
    if old == new:
        return
    if is_dated(old) and is_dated(new):
        was, now = ({day_key(fact): fact for fact in facts} for facts in (old, new))
        for day in sorted({**was, **now}, key=lambda day: "" if day == UNDATED else day):
            if was.get(day) != now.get(day):
                yield Part(below(path, day), _fact(was.get(day)), _fact(now.get(day)))
    elif is_record(old) and type(old) is type(new) and not isinstance(old, Referral):
        for field, before, after in zip(old._fields, old, new, strict=True):
            if field not in _NOT_WRITTEN:
                key = file_key(old, field, under)
                yield from parts(below(path, key), before, after, key)
    elif isinstance(old, Mapping) and isinstance(new, Mapping) and "" not in {**old, **new}:
        for key in {**old, **new}:
            if (key in old) != (key in new) or old[key] != new[key]:
                yield from _keyed(below(path, key), old, new, key)
    else:
        yield Part(path, plain(old, under), plain(new, under))


def _keyed(
    path: str, old: Mapping[object, object], new: Mapping[object, object], key: object
) -> Iterator[Part]:
    if key in old and key in new and () not in (old[key], new[key]):
        yield from parts(path, old[key], new[key], str(key))
    else:
        yield Part(
            path, _there(old[key]) if key in old else None, _there(new[key]) if key in new else None
        )


def _there(value: object) -> object:
    """The value of a key that is there, however little it says."""
    found = plain(value)
    return value if found is None else found


def list_parts(path: str, gone: Iterable[object], come: Iterable[object]) -> tuple[Part, ...]:
    """Items of a list that stand for themselves: each that went, and each that came."""
    return (
        *(Part(path, plain(each), None) for each in gone),
        *(Part(path, None, plain(each)) for each in come),
    )


def plain(value: object, under: str = "") -> object:
    """A value as the file has it: records and mappings without what says nothing, facts by their
    day, None for nothing.
    """
    if isinstance(value, Referral):
        return value.account if value.contact is None else f"{value.account}/{value.contact}"
    if is_record(value):
        return {
            file_key(value, field, under): plain(each, file_key(value, field, under))
            for field, each in filled(value)
            if field not in _NOT_WRITTEN
        }
    if isinstance(value, Mapping):
        return (
            value[""]
            if set(value) == {""}
            else {str(key): _there(each) for key, each in value.items()} or None
        )
    if isinstance(value, tuple) and value and is_dated(value):
        return {day_key(fact): _fact(fact) for fact in value}
    if isinstance(value, tuple):
        return tuple(plain(each) for each in value) or None
    return value


def _fact(fact: Fact[object] | None) -> object:
    """A fact without its day: the value alone where nobody is named and no reason given."""
    if fact is None or (fact.by is None and fact.why is None):
        return fact and fact.value
    return {
        key: each
        for key, each in zip(("value", "by", "why"), fact[1:], strict=True)
        if each is not None
    }


def account_parts(old: Account, new: Account) -> tuple[Part, ...]:
    """Everything by which two accounts differ, whatever is told of it.

    Log, surveys and rests are what they say, in any order.
    """
    was, now = (each._replace(surveys=(), resting=(), log=()) for each in (old, new))
    found = list(parts("", was, now))
    for path in ("surveys", "resting", "log"):
        before, after = getattr(old, path), getattr(new, path)
        found += list_parts(path, added(after, before), added(before, after))
    return tuple(found)


def filled(record: NamedTuple) -> list[tuple[str, object]]:
    """The fields of a record that say something."""
    defaults = record._field_defaults
    return [
        (field, value)
        for field, value in zip(record._fields, record, strict=True)
        if field not in defaults or value != defaults[field]
    ]


def is_record(value: object) -> TypeGuard[NamedTuple]:
    """Is it one of the records, and no list?"""
    return isinstance(value, tuple) and hasattr(value, "_fields")


def is_dated(value: object) -> TypeGuard[tuple[Fact[object], ...]]:
    """Is it a history of facts, or the beginning of one?"""
    return (
        isinstance(value, tuple)
        and not is_record(value)
        and all(isinstance(each, Fact) for each in value)
    )
