"""Stretches of a file are replaced by others, and whatever else the file says is proved to be said
still: what could be read of it before reads the same after.
"""

import re
from bisect import bisect_left
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from crmcli.domain.finding import Path, Place
from crmcli.store.yaml.libyaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    Mark,
    Parser,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from crmcli.store.yaml.syntax_tree import BLOCKS, Node, Outline

_BROKEN = (YAMLError, ValueError, OverflowError)
_BEGINS_KEY = re.compile(r"\s*(?:- +)*(?:[\w.-]+|\"[^\"]*\"|'[^']*'):(?:\s|$)")


class Stretch(NamedTuple):
    """From one character of a file's text to before another, and what is to stand there."""

    start: int
    end: int
    text: str


class Text:
    """A file's text without its byte order mark, and where its lines begin. Raises
    UnicodeDecodeError for one that is not UTF-8.
    """

    def __init__(self, data: bytes) -> None:
        self.bytes = data
        self.mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        self.text = data.removeprefix(self.mark).decode()
        self.starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        ends = self.text.count("\r\n")
        self.newline = "\r\n" if ends * 2 > self.text.count("\n") else "\n"

    def stretch(self, place: Place, new: str) -> Stretch:
        """What a place covers, and what is to stand there with the line ends of the file."""
        start = self._at(place.line, place.column)
        end = max(start, self._at(place.end_line, place.end_column))
        return Stretch(start, end, new.replace("\r\n", "\n").replace("\n", self.newline))

    def _at(self, line: int, column: int) -> int:
        if line > len(self.starts):
            return len(self.text)
        start = self.starts[line - 1]
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        end -= end > start and self.text[end - 1] == "\r"
        return min(start + column - 1, end)

    def with_these(self, stretches: Iterable[Stretch]) -> bytes:
        """The bytes with these stretches replaced, from the last to the first."""
        made = self.text
        for start, end, new in sorted(stretches, reverse=True):
            made = made[:start] + new + made[end:]
        return self.mark + made.encode("utf-8", "surrogatepass")


def overlap(one: Sequence[Stretch], other: Sequence[Stretch]) -> bool:
    """Do any two of them touch the same characters, or say what is to stand in the same place?"""
    return any(
        a.start == b.start or (a.start < b.end and b.start < a.end) for a in one for b in other
    )


class Allowed(NamedTuple):
    """What may read otherwise: all that is below these paths, and these keys themselves."""

    values: tuple[Path, ...]
    keys: tuple[Path, ...]
    new: str = ""  # keys that come have to be in this text

    def covers(self, path: Path) -> bool:
        """May the value there be another one?"""
        return any(path[: len(each)] == each for each in self.values)

    def names(self, path: Path) -> bool:
        """May the key there be another one?"""
        return path in self.keys or self.covers(path)


def is_kept(
    before: Text, after: Text, stretches: Sequence[Stretch], at: Iterable[tuple[Path, bool]]
) -> bool:
    """Does everything read as it did, but for what these stretches are in and what stands at these
    paths (or is a key there)?

    Of lines that only move in or out, every key has its text still, wherever it belongs now. Of a
    text that is no YAML, what was read before the first of them reads the same, and no later
    line has become a part of another one's text.
    """
    old, new = _outline(before.text), _outline(after.text)
    if old is None:
        first = min((each.start for each in stretches), default=0)
        known = set(_leaves(after.text, len(after.text)))
        return known.issuperset(_leaves(before.text, first)) and (
            new is None or not _swallows(new, _fresh_lines(stretches, after))
        )
    if new is None:
        return False
    if all(_is_indentation(before, each) for each in stretches):
        return _pairs(before) == _pairs(after)
    allowed = _allowed(old.root, stretches, at)
    return all(_may(allowed, *each) for each in _differences(old.root, new.root, ()))


def _is_indentation(text: Text, stretch: Stretch) -> bool:
    """Does it change nothing but how far in a line stands?"""
    start, end, new = stretch
    line = text.text.rfind("\n", 0, start) + 1
    return not text.text[line:end].strip(" ") and not new.strip(" ")


def _pairs(text: Text) -> "Counter[tuple[object, str]]":
    """Each key with its text, as often as it is there, wherever that is."""
    leaves = _leaves(text.text, len(text.text))
    return Counter((path[-1:], said) for path, said in leaves if said)


def says_the_same(before: Text, after: Text) -> bool:
    """Does it read as it did, in all of it?"""
    old, new = _outline(before.text), _outline(after.text)
    return (
        old is not None
        and new is not None
        and next(_differences(old.root, new.root, ()), None) is None
    )


def is_yaml(text: Text) -> bool:
    """Is it YAML at all, whatever it says?"""
    return _outline(text.text) is not None


@lru_cache(maxsize=4)
def _outline(text: str) -> Outline | None:
    try:
        return Outline(text)
    except _BROKEN:
        return None


def _may(allowed: Allowed, kind: str, path: Path) -> bool:
    if kind == "key":
        return allowed.names(path)
    if kind == "new":
        return allowed.covers(path) or str(path[-1]) in allowed.new
    return allowed.covers(path)


def _allowed(
    root: Node | None, stretches: Sequence[Stretch], at: Iterable[tuple[Path, bool]]
) -> Allowed:
    values: list[Path] = []
    keys: list[Path] = []
    for path, is_key in at:
        if path:
            (keys if is_key else values).append(path)
    for each in stretches:
        path, is_key = _path_at(root, each)
        if path:
            (keys if is_key else values).append(path)
    return Allowed(tuple(values), tuple(keys), "\n".join(each.text for each in stretches))


def _path_at(root: Node | None, stretch: Stretch) -> tuple[Path, bool]:
    """The deepest item that holds all of a stretch; is it in its key alone?"""
    node = root
    path: Path = ()
    while node is not None and node.kind != "text":
        for place, item in enumerate(node.items):
            if not item.start <= stretch.start <= max(item.end, item.start):
                continue
            if stretch.end > item.end:
                return path, False
            step = item.name if node.kind == "map" else place
            path = (*path, step)
            if item.key is not None and stretch.end <= item.key.end:
                return path, True
            node = item.value
            break
        else:
            return path, False
    return path, False


def _differences(old: Node | None, new: Node | None, path: Path) -> Iterator[tuple[str, Path]]:
    """Where two texts do not say the same: a value, a key that is called otherwise, keys that come
    or go.
    """
    if old is None or new is None or old.kind != new.kind:
        if not (old is new or (_is_nothing(old) and _is_nothing(new))):
            yield "value", path
    elif old.kind == "text":
        if (old.value, old.is_nothing) != (new.value, new.is_nothing):
            yield "value", path
    elif old.kind == "list":
        if len(old.items) != len(new.items):
            yield "value", path
            return
        for place, (one, other) in enumerate(zip(old.items, new.items, strict=True)):
            yield from _differences(one.value, other.value, (*path, place))
    else:
        yield from _of_maps(old, new, path)


def _is_nothing(node: Node | None) -> bool:
    return node is None or node.is_nothing


def _of_maps(old: Node, new: Node, path: Path) -> Iterator[tuple[str, Path]]:
    if len(old.items) == len(new.items):
        for one, other in zip(old.items, new.items, strict=True):
            if one.name != other.name:
                yield "key", (*path, one.name)
            yield from _differences(one.value, other.value, (*path, one.name))
        return
    names = [item.name for item in old.items]
    come = [item for item in new.items if item.name not in names]
    left = [item for item in new.items if item.name in names]
    if [item.name for item in left] != names:
        yield "value", path
        return
    for item in come:
        yield "new", (*path, item.name)
    for one, other in zip(old.items, left, strict=True):
        yield from _differences(one.value, other.value, (*path, one.name))


def _leaves(text: str, until: int) -> Iterator[tuple[Path, str]]:
    """What can be read of a text before this character, as far as it is YAML at all."""
    stack: list[tuple[Path, str | int | None, bool]] = []
    path: Path = ()
    step: str | int | None = None
    is_map = False
    with suppress(*_BROKEN):
        parser = Parser(text)
        while not isinstance(event := parser.get_event(), StreamEndEvent):
            end: Mark = event.end_mark
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                path, step, is_map = stack.pop()
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                stack.append((path, _after(step, is_map=is_map), is_map))
                if step is not None:
                    path = (*path, step)
                is_map = isinstance(event, MappingStartEvent)
                step = None if is_map else 0
            elif isinstance(event, ScalarEvent | AliasEvent):
                value = getattr(event, "value", "")
                if is_map and step is None:
                    step = value
                    continue
                if end.index <= until and step is not None:
                    yield (*path, step), value
                step = _after(step, is_map=is_map)


def _after(step: str | int | None, *, is_map: bool) -> str | int | None:
    """The next step in a collection whose item at this one has been read."""
    return None if is_map or not isinstance(step, int) else step + 1


def _fresh_lines(stretches: Sequence[Stretch], after: Text) -> set[int]:
    """The lines (from 0) of the text after, in which something was replaced."""
    found: set[int] = set()
    shift = 0
    for start, end, new in sorted(stretches):
        first = _line_of(after, start + shift)
        found.update(range(first, _line_of(after, start + shift + len(new)) + 1))
        shift += len(new) - (end - start)
    return found


def _line_of(text: Text, at: int) -> int:
    place = bisect_left(text.starts, at)
    return place if place < len(text.starts) and text.starts[place] == at else place - 1


def _swallows(outline: Outline, fresh: set[int]) -> bool:
    """Is there a line that begins with a key, as somebody wrote it, and does not say one now?"""
    text = outline.text
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    free = set(fresh)
    for node in outline.scalars:
        if node.style in BLOCKS:
            first, last = (bisect_left(starts, at + 1) - 1 for at in (node.start, node.end))
            free.update(range(first + 1, last + 1))
    keyed = {bisect_left(starts, at + 1) - 1 for at in _keys(outline.root)}
    return any(
        _BEGINS_KEY.match(text, start, end) is not None
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True))
        if number not in free and number not in keyed
    )


def _keys(node: Node | None) -> Iterator[int]:
    for item in node.items if node is not None else ():
        if item.key is not None:
            yield item.key.start
        yield from _keys(item.value)
