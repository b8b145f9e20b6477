"""How is one value in another's place told, so that the two never read the same?"""

from decimal import Decimal

from crmcli.domain.records.short_amounts import apart
from crmcli.domain.table import Message
from crmcli.history.names import Names, clipped, field_name
from crmcli.history.parts import filled, is_record


def leaf(field: str, old: object, new: object, names: Names, label: object = None) -> Message:
    """One value in another's place, or none."""
    label = field_name(field) if label is None else label
    either = old or new
    says_nothing = is_record(either) and not filled(either)
    if says_nothing and (_is_empty(old) or _is_empty(new)):
        return Message("change-come" if _is_empty(old) else "change-go", (label,))
    if _is_empty(old):
        return Message("change-new-part", (label, names.show(field, new)))
    if _is_empty(new):
        return Message("change-gone-part", (label, names.show(field, old)))
    return Message("change-part", (label, *pair(field, old, new, names)))


def pair(field: str, old: object, new: object, names: Names) -> tuple[object, object]:
    """Two values that must not read the same: amounts exact if need be, ids beside equal names,
    long words from where they part, a text and a list of it.
    """
    shown = names.show(field, old), names.show(field, new)
    if (
        isinstance(old, int | Decimal)
        and isinstance(new, int | Decimal)
        and isinstance(shown[0], dict)
    ):
        return apart(old, new)
    if old != new and shown[0] == shown[1] and isinstance(old, str) and isinstance(new, str):
        return told_apart(old, new)
    if isinstance(old, str) and isinstance(new, tuple) and old == ", ".join(new):
        return _quoted(old), _bracketed(new)
    if isinstance(old, tuple) and isinstance(new, str) and new == ", ".join(old):
        return _bracketed(old), _quoted(new)
    return shown


def told_apart(old: str, new: str) -> tuple[str, str]:
    """Two texts as they are written, from where they part if they are long."""
    return (
        (old, new)
        if clipped(old) != clipped(new)
        else (_from_difference(old, new), _from_difference(new, old))
    )


def _quoted(text: str) -> str:
    return f'"{clipped(text)}"'


def _bracketed(texts: tuple[str, ...]) -> str:
    return f"[{clipped(', '.join(texts))}]"


def _from_difference(text: str, other: str) -> str:
    place = next(
        (place for place, (one, two) in enumerate(zip(text, other, strict=False)) if one != two),
        min(len(text), len(other)),
    )
    return "…" + clipped(text[max(0, place - 20) :])


def _is_empty(value: object) -> bool:
    return value is None or value in ((), {})
