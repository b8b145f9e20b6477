"""Changes to a text: how they are made in it, and which one takes items out of a box."""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.store.write.fragments import Box, Stuck, first_line, held
from crmcli.store.yaml.syntax_tree import column_of, line_end


class Change(NamedTuple):
    """These characters become that text."""

    start: int
    end: int
    text: str


def made_in(text: str, changes: Iterable[Change]) -> str:
    """The text with every change made. Raises Stuck where two are about the same characters.

    Changes at one place are made in the order they were found in.
    """
    parts, at = [], 0
    for change in sorted(changes, key=lambda each: each[:2]):
        if change.start < at:
            raise Stuck
        parts += [text[at : change.start], change.text]
        at = change.end
    return "".join([*parts, text[at:]])


def cut(box: Box, first: int, last: int, *, all_go: bool) -> Change:
    """Items that go, with the comments right above them and the blank lines above those."""
    source, items = box.text, [each.item for each in box.items]
    end = line_end(source, items[last].end)
    if first:
        return Change(held(box, first), end, "")
    if all_go and box.node is box.outline.root:
        return Change(first_line(box, 0), end, "")
    if last + 1 >= len(items):
        raise Stuck
    start = first_line(box, 0)
    if start == items[0].start and column_of(source, start):
        # the dash's line goes on with the next key
        return Change(start, items[last + 1].start, "")
    return Change(start, first_line(box, last + 1), "")
