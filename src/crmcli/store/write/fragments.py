"""Items cut out of one text so that they fit into another: with the comments above them, indented
as their new place wants it.
"""

import re
from collections.abc import Hashable
from typing import NamedTuple

from crmcli.domain.edit import Value
from crmcli.history.merge.values import identity
from crmcli.store.write.side import composed
from crmcli.store.yaml.render import ValueWriter, begins_line
from crmcli.store.yaml.syntax_tree import (
    BLOCKS,
    Item,
    Node,
    Outline,
    column_of,
    line_end,
    line_start,
)
from crmcli.store.yaml.tree import nfc
from crmcli.store.yaml.written import can_be_plain

_BREAK = re.compile(r"[ ]*\r?\n[ ]*")


class Stuck(Exception):
    """The text cannot be surely changed into what is wanted."""


class KnownItem(NamedTuple):
    """An item, its key in its composed spelling, and what it says (in a list)."""

    item: Item
    name: str
    said: Hashable


class Box:
    """A mapping or list in a text."""

    __slots__ = ("_items", "node", "outline")

    def __init__(self, outline: Outline, node: Node) -> None:
        self.outline, self.node = outline, node
        self._items: list[KnownItem] | None = None

    @property
    def text(self) -> str:
        """The whole text it is in."""
        return self.outline.text

    @property
    def flow(self) -> bool:
        """Is it in brackets?"""
        return self.node.flow

    @property
    def items(self) -> list[KnownItem]:
        """Its items, as they are looked for."""
        if self._items is None:
            is_list = self.node.kind == "list"
            self._items = [
                KnownItem(
                    each, nfc(each.name), identity(composed(each.value.tree())) if is_list else None
                )
                for each in self.node.items
            ]
        return self._items


def first_line(box: Box, place: int) -> int:
    """Where an item begins with the comments right above it: the start of a line; its own start if
    something else stands before it there.

    What stands above the first key of a file belongs to the file.
    """
    text, item = box.text, box.node.items[place]
    if not begins_line(text, item.start):
        return item.start
    floor = line_end(text, box.node.items[place - 1].end) if place else _floor(box)
    at = line_start(text, item.start)
    while at > floor + 1 and floor >= 0:
        above = line_start(text, at - 1)
        line = text[above : at - 1]
        if (
            above <= floor
            or not line.lstrip(" ").startswith("#")
            or len(line) - len(line.lstrip(" ")) > column_of(text, item.start)
        ):
            break
        at = above
    return at


def _floor(box: Box) -> int:
    """The end of the line that a collection's key stands on; -1 for the file itself."""
    if box.node is box.outline.root:
        return -1
    before = box.text[: box.node.start].rstrip(" \n\r")
    while before and _is_comment_line(before):
        before = before[: line_start(before, len(before))].rstrip(" \n\r")
    return line_end(box.text, len(before))


def _is_comment_line(text: str) -> bool:
    return text[line_start(text, len(text)) :].lstrip(" ").startswith("#")


def held(box: Box, place: int) -> int:
    """The end of the line that an item with its comments and the blank lines above them follows."""
    at = first_line(box, place)
    while at and not box.text[line_start(box.text, at - 1) : at - 1].strip(" \r"):
        at = line_start(box.text, at - 1)
    return line_end(box.text, line_start(box.text, at - 1))


def blanks_above(box: Box, item: Item) -> int:
    """How many blank lines stand above an item and its comments; none above the first one of a
    collection.
    """
    place = box.node.items.index(item)
    if box.flow or not place or not begins_line(box.text, item.start):
        return 0
    return box.text.count("\n", held(box, place), first_line(box, place)) - 1


def cut_for_lines(
    donor: Box, item: Item, column: int, *, in_list: bool
) -> tuple[tuple[str, ...], str, str]:
    """The comments above an item, the item for a line that begins at the column (without that
    indent), and the comment beside it.
    """
    text, start = donor.text, item.start
    if donor.flow:
        return (), ("- " if in_list else "") + joined(text[start : item.end]), ""
    above = (
        text[first_line(donor, donor.node.items.index(item)) : line_start(text, start)]
        if begins_line(text, start)
        else ""
    )
    body = _shifted(text[start : item.end], column - column_of(text, start))
    return (
        tuple(line.strip() for line in above.splitlines()),
        body,
        text[item.end : line_end(text, item.end)].rstrip(),
    )


def cut_for_flow(
    donor: Box, item: Item, value: Value, key: str, pen: ValueWriter, beside: Node
) -> str:
    """An item for between brackets."""
    if donor.flow:
        return joined(donor.text[item.start : item.end])
    node = item.value
    raw = donor.text[node.start : node.end]
    fits = (node.kind != "text" and node.flow) or (
        node.kind == "text"
        and node.style not in BLOCKS
        and (node.style or can_be_plain(node.value, in_flow=True))
    )
    body = joined(raw) if fits and raw else pen.brackets(value, None, 0, 0)
    return f"{pen.key(item.name or key, beside, in_flow=True)}: {body}" if item.key else body


def joined(text: str) -> str:
    """Several lines within brackets as one, unless a comment keeps them apart."""
    return text if "#" in text else _BREAK.sub(" ", text)


def _shifted(text: str, by: int) -> str:
    """Every line but the first further in, or out as far as there is room."""
    first, *lines = text.split("\n")
    return "\n".join([first, *(_moved(line, by) for line in lines)])


def _moved(line: str, by: int) -> str:
    if not line.strip(" \r"):
        return line
    if by >= 0:
        return " " * by + line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def broken_apart(box: Box) -> str:
    """What stands between items of brackets that have a line each; nothing where they share
    lines.
    """
    text, items = box.text, box.node.items
    if len(items) < 2 or not all(begins_line(text, item.start) for item in items[1:]):
        return ""
    return ",\n" + " " * column_of(text, items[1].start)
