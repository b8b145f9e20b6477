"""Which fields of two records differ, down to the last one? Nothing that differs stays silent, whatever fields the records will have one day."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from crmcli.domain.dated import Fact
from crmcli.domain.table import Message
from crmcli.history.amounts import apart
from crmcli.history.change import Part, Piece
from crmcli.history.names import Names, clipped, field_name, filled, plain


def record_pieces(path: str, old: Any, new: Any, names: Names, *, but: tuple[str, ...] = (), of: Any = None) -> Iterator[Piece]:
    """Two records of one kind, field by field; `but` are told elsewhere, `of` stands before each field's name."""
    for field, before, after in zip(new._fields, old, new, strict=True):
        if field not in but:
            label = field_name(field)
            yield from pieces(f"{path}{field.rstrip('_')}", field, before, after, names, Message("change-of", (of, label)) if of else label)


def pieces(path: str, field: str, old: Any, new: Any, names: Names, label: Any = None) -> Iterator[Piece]:
    """Two values of one field; nothing when they are equal."""
    if old == new:
        return
    label = field_name(field) if label is None else label
    if _is_dated(old) and _is_dated(new):
        yield from dated_pieces(path, field, old, new, names, label)
    elif _is_record(old) and type(old) is type(new):
        yield from record_pieces(f"{path}.", old, new, names, of=label)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in {**old, **new}:
            yield from pieces(f"{path}.{key}", field, old.get(key), new.get(key), names, _keyed_label(field, label, key, names))
    elif isinstance(old, tuple) and isinstance(new, tuple) and not _is_record(old) and not _is_record(new):
        yield _list_piece(path, field, old, new, names, label)
    else:
        yield leaf(path, field, old, new, names, label)


def leaf(path: str, field: str, old: Any, new: Any, names: Names, label: Any = None) -> Piece:
    """One value in another's place, or none."""
    label = field_name(field) if label is None else label
    part = Part(path, plain(old), plain(new))
    if _is_record(old or new) and not filled(old or new) and (_is_empty(old) or _is_empty(new)):
        return Piece(part, Message("change-come" if _is_empty(old) else "change-go", (label,)))
    if _is_empty(old):
        return Piece(part, Message("change-new-part", (label, names.show(field, new))))
    if _is_empty(new):
        return Piece(part, Message("change-gone-part", (label, names.show(field, old))))
    return Piece(part, Message("change-part", (label, *pair(field, old, new, names))))


def pair(field: str, old: Any, new: Any, names: Names) -> tuple[Any, Any]:
    """Two values that must not read the same: amounts exact if need be, ids beside equal names, long words from where they part, a text and a list of it."""
    shown = names.show(field, old), names.show(field, new)
    if isinstance(old, int | Decimal) and isinstance(new, int | Decimal) and isinstance(shown[0], dict):
        return apart(old, new)
    if shown[0] == shown[1] and isinstance(old, str) and isinstance(new, str):
        return _told_apart(old, new)
    if isinstance(old, str) and isinstance(new, tuple) and old == ", ".join(new):
        return _quoted(old), _bracketed(new)
    if isinstance(old, tuple) and isinstance(new, str) and new == ", ".join(old):
        return _bracketed(old), _quoted(new)
    return shown


def _told_apart(old: str, new: str) -> tuple[str, str]:
    """Two texts as they are written, from where they part if they are long."""
    return (old, new) if clipped(old) != clipped(new) else (_from_difference(old, new), _from_difference(new, old))


def _quoted(text: str) -> str:
    return f'"{clipped(text)}"'


def _bracketed(texts: tuple[str, ...]) -> str:
    return f"[{clipped(', '.join(texts))}]"


def _from_difference(text: str, other: str) -> str:
    place = next((place for place, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), min(len(text), len(other)))
    return "…" + clipped(text[max(0, place - 20) :])


def dated_pieces(path: str, field: str, old: tuple[Fact[Any], ...], new: tuple[Fact[Any], ...], names: Names, label: Any) -> Iterator[Piece]:
    """Two histories of one fact: how the last value moved, then what was corrected before it."""
    if old and new and old[0].date is None and old[0][1:] == new[0][1:] and new[0].date not in {fact.date for fact in old}:
        yield from dated_pieces(path, field, (new[0], *old[1:]), new, names, label) if (new[0], *old[1:]) != new else ()
        yield Piece(Part(f"{path}.date", None, new[0].date), Message("change-known-since", (label, new[0].date)))
        return
    before = old[-1] if old else None
    after = new[-1] if new else None
    added = new[len(old) :] if new[: len(old)] == old else ()
    last = Part(path, plain(before.value) if before else None, plain(after.value) if after else None)
    if added:
        values = [each.value for each in ((before,) if before else ()) + added if each is not None]
        yield Piece(last, Message("change-since", (_chain(field, values, names, label, is_new=before is None), *_source(added[-1], names))))
        return
    if before and after and before.value != after.value and old[: len(new)] == new:
        yield Piece(last, Message("change-withdrawn", (Message("change-part", (label, *pair(field, before.value, after.value, names))), before.date)))
        return
    if before and after and before.value != after.value:
        yield Piece(last, Message("change-part", (label, *pair(field, before.value, after.value, names))))
    elif before is None or after is None:
        yield leaf(path, field, before.value if before else None, after.value if after else None, names, label)
    for key in dict.fromkeys(fact.date for fact in (*old, *new)):
        was, now = ([fact for fact in facts if fact.date == key] for facts in (old, new))
        if was != now and not _is_told(was, now, before, after):
            yield _corrected(path, field, key, was, now, names, label)


def _is_told(was: list[Fact[Any]], now: list[Fact[Any]], before: Fact[Any] | None, after: Fact[Any] | None) -> bool:
    """Is the difference on this day just that the newest value is another one?"""
    if was != [before] or before is None:
        return False
    return not now if after is None else now == [after] and before.value != after.value and before[2:] == after[2:]


def bare(piece: Piece, label: Any) -> Piece:
    """The same without the field's name, where its newest value moved: what it is about says enough."""
    return piece._replace(message=_bare(piece.message, label))


def _bare(message: Message, label: Any) -> Message:
    if message.key in ("change-since", "change-withdrawn"):
        return message._replace(args=(_bare(message.args[0], label), *message.args[1:]))
    shorter = {"change-part": "change-step", "change-new-part": "change-first"}.get(message.key)
    return Message(shorter, message.args[1:]) if shorter and message.args[0] == label else message


def _corrected(path: str, field: str, day: Any, was: list[Fact[Any]], now: list[Fact[Any]], names: Names, label: Any) -> Piece:
    """What stands for one day of a history, where that is not simply its newest line."""
    on = Message("change-on", (label, day)) if day else Message("change-undated", (label,))
    part = Part(f"{path}.{day.isoformat() if day else 'undated'}", _one(was), _one(now))
    old, new = ([fact.value for fact in facts] for facts in (was, now))
    if old == new:
        return Piece(part, Message("change-evidence", (on,)))
    return Piece(part, leaf(path, field, old[-1] if old else None, new[-1] if new else None, names, on).message)


def _one(facts: list[Fact[Any]]) -> Any:
    return plain(facts[-1]._replace(date=None)) if len(facts) == 1 else plain(tuple(facts))


def _chain(field: str, values: list[Any], names: Names, label: Any, *, is_new: bool) -> Message:
    """Every step of the way: 연락 -> 고객 검증 -> 프레젠테이션."""
    values = [values[0], *(after for before, after in pairwise(values) if before != after)]
    if len(values) == 1:
        return Message("change-new-part" if is_new else "change-again", (label, names.show(field, values[0])))
    if len(values) == 2:
        return Message("change-part", (label, *pair(field, values[0], values[1], names)))
    shown = [pair(field, before, after, names) for before, after in pairwise(values)]
    way = Message("change-step", shown[0])
    for _, after in shown[1:]:
        way = Message("change-step", (way, after))
    return Message("change-new-part", (label, way))


def _source(fact: Fact[Any], names: Names) -> tuple[Any, ...]:
    """Who said so and when, in brackets; nothing when the file does not say."""
    said = tuple(each for each in (names.member(fact.by) if fact.by else None, fact.date, clipped(fact.why) if fact.why else None) if each is not None)
    return (Message("change-brackets", (Message("list", said),)) if said else None,)


def _list_piece(path: str, field: str, old: tuple[Any, ...], new: tuple[Any, ...], names: Names, label: Any) -> Piece:
    """Two lists: what is new in one, what is gone from the other."""
    added, gone = tuple(each for each in new if each not in old), tuple(each for each in old if each not in new)
    part = Part(path, plain(old), plain(new))
    if added and gone:
        shown = names.show(field, gone), names.show(field, added)
        return Piece(part, Message("change-part", (label, *(shown if shown[0] != shown[1] else _told_apart(", ".join(gone), ", ".join(added))))))
    if added or gone:
        return Piece(part, Message("change-more" if added else "change-less", (label, names.show(field, added or gone))))
    return Piece(part, Message("change-order", (label,)))


def _keyed_label(field: str, label: Any, key: str, names: Names) -> Any:
    name = names.key(field, key)
    return name if field in ("bant", "custom", "people") else Message("change-of", (label, name))


def _is_record(value: Any) -> bool:
    return isinstance(value, tuple) and hasattr(value, "_fields")


def _is_dated(value: Any) -> bool:
    return isinstance(value, tuple) and not _is_record(value) and all(isinstance(each, Fact) for each in value)


def _is_empty(value: Any) -> bool:
    return value is None or value in ((), {})
