"""Lists that are none to YAML: numbered or bulleted lines, commas and brackets of other keyboards,
texts that a comma cuts in two.
"""

import html
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.domain.finding import Path
from crmcli.domain.records.odd import Odd
from crmcli.domain.text.unseen import QUOTES
from crmcli.store.yaml.meaning.spot import spot
from crmcli.store.yaml.record_shape import Record
from crmcli.store.yaml.shape import Many
from crmcli.store.yaml.tree import Node
from crmcli.store.yaml.written import word

if TYPE_CHECKING:
    from crmcli.store.yaml.source import Source

_POINT = r"(?:[•·‣▪◦●○■ㅇㅁ*–—-]|[①-⑮]|[0-9]{1,2}[.)])\s*"
_LINE = re.compile(rf"\s*{_POINT}(?=\S)")
_PIECES = 12  # that commas make of one text
_COMMA = re.compile(r"\s*[、，]\s*")
_BRACKETS = {"【": "】", "〔": "〕", "［": "］", "「": "」", "『": "』", "〈": "〉", "《": "》"}
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|#[0-9]{1,6});")


class OfList(NamedTuple):
    """What is odd, and the places that are told with it."""

    odd: Odd
    places: tuple[Path, ...]


def of_list(source: "Source", shape: Record[Any], path: Path) -> OfList | None:
    """What is odd about a text as one of a list, or as a list."""
    text = spot(shape, source.tree, path).node
    if not isinstance(text, str):
        return None
    if _ENTITY.search(text) and "\n" not in text:
        meant = " ".join(html.unescape(text).split())
        return OfList(_stray(path, text, word(meant, in_flow=True), "html"), (path,))
    above = path[:-1] if isinstance(path[-1], int) else path
    if not isinstance(spot(shape, source.tree, above).shape, Many):
        return None
    if isinstance(path[-1], int):
        items = spot(shape, source.tree, above).node
        return _in_flow(source, path, text, items) if above in source.ends else None
    return _lines(source, path, text) or _bracketed(path, text)


def _stray(path: Path, text: str, meant: str, kind: str) -> Odd:
    return Odd("stray-mark", path, text, meant, False, False, kind)


def _lines(source: "Source", path: Path, text: str) -> OfList | None:
    """Several lines of one text, each with a number or a point before it."""
    span, end = source.spans[path].value, source.ends.get(path)
    if (
        end is None
        or end.line == end.end_line
        or source.lines[end.line - 1][: end.column - 1].strip()
    ):
        return None
    lines = [line.strip() for line in source.lines[end.line - 1 : end.end_line]]
    if sum(_LINE.match(line) is not None for line in lines) < 2:
        return None
    indent = " " * (span.column - 1)
    items = [f"- {word(_LINE.sub('', line, count=1), in_flow=False)}" for line in lines if line]
    if not all(_LINE.match(line) for line in lines):
        return OfList(_stray(path, text, "", "numbers"), (path,))
    return OfList(_stray(path, text, f"\n{indent}".join(items), "numbers"), (path,))


def _bracketed(path: Path, text: str) -> OfList | None:
    """A list in brackets of another keyboard."""
    if len(text) < 3 or _BRACKETS.get(text[0]) != text[-1]:
        return None
    items = [each.strip() for each in re.split("[,、，]", text[1:-1]) if each.strip()]
    if len(items) < 2:
        return None
    meant = f"[{', '.join(word(each, in_flow=True) for each in items)}]"
    return OfList(Odd("stray-mark", path, text, meant, True, False, "brackets"), (path,))


def _in_flow(source: "Source", path: Path, text: str, items: Node) -> OfList | None:
    """An item of a list in brackets that is several, or a part of one."""
    parts = [each for each in _COMMA.split(text) if each]
    if len(parts) > 1:
        meant = ", ".join(word(each, in_flow=True) for each in parts)
        return OfList(_stray(path, text, meant, "list"), (path,))
    close = QUOTES.get(text[:1])
    if close is None or close in text[1:] or not isinstance(items, list):
        return None
    first = int(path[-1])
    for last in range(first + 1, min(len(items), first + _PIECES)):
        part = items[last]
        if not isinstance(part, str):
            return None
        if part.endswith(close):
            begin, end = source.spans[path].value, source.spans[*path[:-1], last].value
            if begin.line != end.line:
                return None
            stretch = (begin.line, begin.column, end.line, end.end_column)
            line = source.lines[begin.line - 1][begin.column : end.end_column - 2]
            meant = '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'
            odd = _stray(path, text, meant, "quotes")._replace(stretch=stretch)
            places = tuple((*path[:-1], each) for each in range(first, last + 1))
            return OfList(odd, places)
    return None
