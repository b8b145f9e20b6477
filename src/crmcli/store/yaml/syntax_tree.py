"""Where does everything stand in a text that the reader accepts?

Nodes with their places in characters, for changing the text in place.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from crmcli.store.yaml.libyaml import (
    DocumentEndEvent,
    Event,
    Events,
    MappingEndEvent,
    MappingStartEvent,
    Parser,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from crmcli.store.yaml.tree import NULLS, nfc
from crmcli.store.yaml.tree import Node as Read

Kind = Literal["text", "map", "list"]
# what may stand between two parts of a text: space, line ends, comments
GAP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
BLOCKS = frozenset(("|", ">"))
_HEAD = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")
_GAPS = frozenset(" \t\r\n#")
_COMMENT = re.compile(r"#[^\r\n]*")


class Node:
    """A text, mapping or list.

    `end` is where its own last character ends: no comment, no blank line, no line end after it.
    """

    __slots__ = ("end", "flow", "items", "kind", "start", "style", "value")

    def __init__(self, kind: Kind, start: int, end: int) -> None:
        self.kind: Kind = kind
        self.start = start
        self.end = end
        self.flow = False
        self.items: list[Item] = []
        self.value = ""
        self.style = ""  # a text's: ' " | > or nothing

    @property
    def is_nothing(self) -> bool:
        """Does it say nothing: not there, `~` or `null`?"""
        return self.kind == "text" and not self.style and self.value in NULLS

    def tree(self) -> Read:
        """What the reader makes of it."""
        if self.kind == "map":
            return {item.name: item.value.tree() for item in self.items}
        if self.kind == "list":
            return [item.value.tree() for item in self.items]
        return None if self.is_nothing else self.value

    def place_of(self, step: str | int) -> int | None:
        """Which of its items a step of a path leads to; keys are compared in their composed
        spelling.
        """
        if self.kind == "list":
            return step if isinstance(step, int) and 0 <= step < len(self.items) else None
        if self.kind == "map" and isinstance(step, str):
            names = [item.name for item in self.items]
            if step in names:
                return names.index(step)
            return next((place for place, name in enumerate(names) if nfc(name) == nfc(step)), None)
        return None

    def last(self, count: int) -> "Node":
        """The same with its last items only."""
        made = Node(self.kind, self.start, self.end)
        made.flow, made.items = self.flow, self.items[-count:]
        return made


class Item:
    """One entry of a mapping or list.

    `start` is its key's, `?`'s or dash's place, or its value's between brackets.
    """

    __slots__ = ("key", "mark", "start", "value")

    def __init__(self, key: Node | None, value: Node) -> None:
        self.key = key
        self.value = value
        self.start = (key or value).start
        self.mark = -1  # right after the colon or dash; -1 where there is none

    @property
    def name(self) -> str:
        """Its key; nothing in a list."""
        return self.key.value if self.key else ""

    @property
    def end(self) -> int:
        """Where its value ends, or what stands before a value that is not there."""
        return max(self.value.end, self.mark, self.key.end if self.key else 0)


class Outline:
    """A text and the nodes in it.

    `root` is None where it says nothing; `foot` is where the mark of its end stands, if it has one.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node | None = None
        self.foot: int | None = None
        self.scalars: list[Node] = []
        self._read(Parser(text))

    def _read(self, parser: Events) -> None:
        stack: list[tuple[Node, Node | None]] = []
        node: Node | None = None
        key: Node | None = None
        while True:
            event = parser.get_event()
            kind = type(event)
            if kind is ScalarEvent:
                made = self._scalar(event)
                if node is not None and node.kind == "map" and key is None:
                    key = made
                    continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                made = node  # type: ignore[assignment]
                self._close(made, event)
                node, key = stack.pop()
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((node, key))  # type: ignore[arg-type]
                node, key = (
                    Node(
                        "map" if kind is MappingStartEvent else "list",
                        event.start_mark.index,
                        event.end_mark.index,
                    ),
                    None,
                )
                node.flow = bool(event.flow_style)
                continue
            elif kind is StreamEndEvent:
                return
            else:
                if kind is DocumentEndEvent and event.explicit:
                    self.foot = event.start_mark.index
                continue
            if node is None:
                self.root = made
            else:
                node.items.append(Item(key, made))
                key = None

    def _scalar(self, event: Event) -> Node:
        made = Node("text", event.start_mark.index, event.end_mark.index)
        made.value, made.style = event.value, event.style or ""
        if made.style in BLOCKS:
            made.end = _block_end(self.text, made.start, made.end)
        self.scalars.append(made)
        return made

    def _close(self, node: Node, event: Event) -> None:
        """The places of its items' marks, which no event tells, and its end."""
        text, at = self.text, node.start
        braced = node.flow and text[node.start : node.start + 1] in ("{", "[")
        at += braced
        for place, item in enumerate(node.items):
            if place or braced:
                at = _skip(text, at)
                if braced and text[at : at + 1] == ",":
                    at = _skip(text, at + 1)
            value, key = item.value, item.key
            if node.kind == "list" and not node.flow:
                item.start, item.mark = at, at + 1
            elif key is not None:
                item.start = at
                colon = _skip(text, key.end)
                if text[colon : colon + 1] == ":":
                    item.mark = colon + 1
            # nothing is there; it stands right after its mark, wherever the parser saw it
            if value.start == value.end:
                value.start = value.end = max(item.mark, key.end if key else 0)
            at = item.end
        node.end = event.end_mark.index if braced else at

    def comments(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
        """The comments that begin in this stretch, with their places."""
        end = len(self.text) if end is None else end
        at = 0
        first = bisect_left(self.scalars, start, key=lambda node: node.end)
        at = max(start, self.scalars[first - 1].end if first else 0)
        for node in self.scalars[first:]:
            yield from (
                (found.start(), found.group())
                for found in _COMMENT.finditer(self.text, at, max(at, min(node.start, end)))
            )
            if node.start >= end:
                return
            head = block_comment(self.text, node)
            if head is not None and start <= head[0] < end:
                yield head
            at = max(start, node.end)
        yield from (
            (found.start(), found.group())
            for found in _COMMENT.finditer(self.text, at, max(at, end))
        )


def block_comment(text: str, node: Node) -> tuple[int, str] | None:
    """The comment beside the sign of a block text, and its place."""
    found = _HEAD.match(text, node.start) if node.style in BLOCKS else None
    return (found.start(1), found.group(1)) if found else None


def line_start(text: str, at: int) -> int:
    """Where the line begins that a place is in."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Where that line ends, before its line end."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def column_of(text: str, at: int) -> int:
    """How many characters stand before a place in its line."""
    return at - line_start(text, at)


def _skip(text: str, at: int) -> int:
    if text[at : at + 1] not in _GAPS:
        return at
    found = GAP.match(text, at)
    return found.end() if found else at


def _block_end(text: str, start: int, end: int) -> int:
    """Where a block text ends: blank lines after it are not its own unless its sign keeps them."""
    head, _, body = text[start:end].partition("\n")
    if not body:
        return start + len(head.rstrip())
    if "+" not in head.partition("#")[0]:
        lines = body.split("\n")
        indent = min(
            (len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0
        )
        while lines and not lines[-1].strip(" \r") and len(lines[-1].rstrip("\r")) <= indent:
            lines.pop()
        end = start + len(head) + 1 + len("\n".join(lines)) if lines else start + len(head)
        return end - 1 if text[end - 1 : end] == "\r" else end
    end -= text[end - 1 : end] == "\n"
    return end - (text[end - 1 : end] == "\r")
