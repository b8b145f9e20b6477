"""What somebody meant where a line is no YAML: the usual slips of the hand, and what to write
instead.

A parser tells of a slip where it gave up, which is often the line after. Only what can be meant in
one way is told here; for anything else the parser's own words stand.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_INDENT = r"(?P<indent>\s*(?:- +)*)"
_KEY = r"(?P<key>[^\W\d][\w.-]*|\"[^\"]*\"|'[^']*')"
_NO_SPACE = re.compile(rf"{_INDENT}{_KEY}:(?P<value>[^\s:/].*)$")
_NO_DASH_SPACE = re.compile(rf"\s*-(?P<item>{_KEY}:(?: .*)?)$")
_PAIR = re.compile(rf"{_INDENT}{_KEY}: +(?P<value>\S.*)$")
_QUOTED = re.compile(rf"{_INDENT}{_KEY}: +(?P<quote>[\"'])(?P<value>.*)(?P=quote)\s*$")
_IN_BRACES = re.compile(
    rf"[{{,]\s*{_KEY}: +(?P<value>[^\s\[\]{{}}\"'][^\[\]{{}},\"']*?)\s*(?=[,}}])"
)
_COMMENT = re.compile(r"\s+#.*$")
_LONGEST = 60


class Slip(NamedTuple):
    """The line and column of a slip, its message, and what to write."""

    line: int
    column: int
    key: str
    words: tuple[str, ...]


def slip(lines: Sequence[str], row: int, told: str) -> Slip | None:
    """The slip behind what the parser told of this line (from 1), if it is one of the usual
    ones.
    """
    if told == "syntax-unclosed":
        return _colon_in_braces(lines, row)
    if told == "syntax-indent":
        return _quote_in_quotes(lines, row)
    if told not in ("syntax-colon", "syntax-no-colon", "syntax-after"):
        return None
    return next(_colons(lines, row), None)


def no_space(lines: Sequence[str], row: int) -> Slip | None:
    """A `key:value` in that line, or a `-key: value`, without the space that makes it one."""
    text = _COMMENT.sub("", lines[row - 1].rstrip())
    dashed = _NO_DASH_SPACE.match(text)
    if dashed:
        place = text.index("-") + 1
        return Slip(row, place, "slip-dash", (_cut(f"- {dashed['item']}"),))
    found = _NO_SPACE.match(text)
    if found is None:
        return None
    place = found.end("key") + 1
    return Slip(
        row, place, "slip-space", (f"{found['key']}:", _cut(f"{found['key']}: {found['value']}"))
    )


def _colons(lines: Sequence[str], row: int) -> Iterator[Slip]:
    own = _colon_in_text(lines, row) if row <= len(lines) else None
    above = next(
        (at for at in range(min(row, len(lines) + 1) - 1, 0, -1) if _says(lines[at - 1])), 0
    )
    for found in (
        own,
        no_space(lines, above) if above else None,
        no_space(lines, row) if row <= len(lines) else None,
    ):
        if found is not None:
            yield found


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _colon_in_text(lines: Sequence[str], row: int) -> Slip | None:
    text = _COMMENT.sub("", lines[row - 1].rstrip())
    found = _PAIR.match(text)
    if found is None or found["value"][0] in "\"'[{|>&*!%@`#":
        return None
    value = found["value"]
    if ": " not in value and not value.endswith(":"):
        return None
    place = found.start("value") + value.index(":") + 1
    return Slip(row, place, "slip-colon", (_cut(f"{found['key']}: {_in_quotes(value)}"),))


def _colon_in_braces(lines: Sequence[str], row: int) -> Slip | None:
    text = lines[row - 1] if row <= len(lines) else ""
    for found in _IN_BRACES.finditer(text):
        value = found["value"]
        if ": " in value or value.endswith(":"):
            place = found.start("value") + value.index(":") + 1
            return Slip(row, place, "slip-colon", (_cut(f"{found['key']}: {_in_quotes(value)}"),))
    return None


def _quote_in_quotes(lines: Sequence[str], row: int) -> Slip | None:
    found = _QUOTED.match(lines[row - 1]) if row <= len(lines) else None
    if found is None or found["quote"] not in found["value"] or "\\" in found["value"]:
        return None
    place = found.start("value") + found["value"].index(found["quote"]) + 1
    words = f"{found['key']}: {_in_quotes(found['value'])}"
    return Slip(row, place, "slip-quote", (_cut(words),))


def _in_quotes(text: str) -> str:
    """The text in quotes as YAML reads them."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
