"""A whole file in the usual look, where no author has habits yet: as `render.ValueWriter` draws it
in an empty file, several times as quickly.
"""

from collections.abc import Mapping

from crmcli.domain.edit import Value
from crmcli.store.yaml.style import WIDTH, Style
from crmcli.store.yaml.written import block, word

_STEP = Style().step
_DEEPEST = 2  # brackets in brackets


def section(key: str, value: Value) -> str:
    """One section of the file, without the end of its last line."""
    return _pair(key, value, 0)


def _pair(key: str, value: Value, column: int) -> str:
    head = f"{word(key, in_flow=False)}:"
    if value is None:
        return head
    at = column + len(head) + 1
    return head + _after(value, column, at, is_section=not column, inner=column + _STEP)


def _item(value: Value, column: int) -> str:
    if value is None:
        return "-"
    at = column + 2
    if isinstance(value, str):
        return "-" + _text(value, column)
    line = _in_brackets(value, at, is_section=False)
    if line is not None:
        return f"- {line}"
    return "- " + f"\n{' ' * at}".join(_rows(value, at))


def _after(value: Value, column: int, at: int, *, is_section: bool, inner: int) -> str:
    if isinstance(value, str):
        return _text(value, column)
    line = _in_brackets(value, at, is_section=is_section)
    if line is not None:
        return f" {line}"
    indent = f"\n{' ' * inner}"
    return "".join([indent + row for row in _rows(value, inner)])


def _text(value: str, column: int) -> str:
    if "\n" not in value:
        return f" {word(value, in_flow=False)}"
    sign, lines = block(value, _STEP)
    indent = f"\n{' ' * (column + _STEP)}"
    return f" {sign}" + "".join(f"{indent}{line}" if line else "\n" for line in lines)


def _rows(value: Value, column: int) -> list[str]:
    if isinstance(value, Mapping):
        return [_pair(key, each, column) for key, each in value.items()]
    return [_item(each, column) for each in value or ()]


def _in_brackets(value: Value, at: int, *, is_section: bool) -> str | None:
    """The value in brackets, if it is small."""
    if not value:
        return "{}" if isinstance(value, Mapping) else "[]"
    if isinstance(value, Mapping):
        if is_section and any(isinstance(each, Mapping) for each in value.values()):
            return None
    elif any(isinstance(each, Mapping) for each in value):
        return None
    return _brackets(value, WIDTH - at, _DEEPEST)


def _brackets(value: Value, room: int, deepest: int) -> str | None:
    """The value in so much room; None where there is not enough, or it goes too deep."""
    if isinstance(value, str):
        return None if "\n" in value or len(value) > room else word(value, in_flow=True)
    if value is None:
        return "null"
    if not deepest:
        return None
    parts = []
    if isinstance(value, Mapping):
        for key, each in value.items():
            name = word(key, in_flow=True)
            said = _brackets(each, room - len(name) - 4, deepest - 1)
            if said is None:
                return None
            parts.append(f"{name}: {said}")
            room -= len(parts[-1]) + 2
            if room < 0:
                return None
        return f"{{{', '.join(parts)}}}"
    for each in value:
        said = _brackets(each, room - 2, deepest - 1)
        if said is None:
            return None
        parts.append(said)
        room -= len(said) + 2
        if room < 0:
            return None
    return f"[{', '.join(parts)}]"
