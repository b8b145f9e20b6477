"""How does the author of a file indent, quote and end lines?

Read off what stands there; where nothing does, as the examples do it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from crmcli.store.yaml.syntax_tree import BLOCKS, Node, Outline, column_of

T = TypeVar("T")

WIDTH = 120  # what goes into brackets is at most this wide, unless the author's own lines are wider
_ENOUGH = 40  # collections looked at; a file's habits show in them


class Style(NamedTuple):
    """One file's habits."""

    newline: str = "\n"
    step: int = 2  # how much further in a mapping stands than its key
    offset: int = 2  # the same of a list's dashes
    gap: int = 1  # between a dash and what follows
    quote: str = '"'
    padding: str = ""  # inside braces
    always: str = ""  # the quote around everything, as in JSON


def style_of(outline: Outline) -> Style:
    """The habits seen most often."""
    text = outline.text
    steps: Counter[int] = Counter()
    offsets: Counter[int] = Counter()
    gaps: Counter[int] = Counter()
    for column, node in _blocks(outline):
        for item in node.items:
            value = item.value
            if node.kind == "list":
                if item.mark < value.start and "\n" not in text[item.mark : value.start]:
                    gaps[value.start - item.mark] += 1
            elif value.kind != "text" and not value.flow:
                (steps if value.kind == "map" else offsets)[
                    column_of(text, value.start) - column
                ] += 1
    quotes = Counter(
        node.style for node in outline.scalars if node.style and node.style not in BLOCKS
    )
    padded = Counter(text[node.start + 1] == " " for node in _braces(outline))
    step = _most(steps, 2)
    quote = _most(quotes, '"')
    return Style(
        newline="\r\n" if "\r\n" in text else "\n",
        step=step,
        offset=_most(offsets, step),
        gap=_most(gaps, 1),
        quote=quote,
        padding=" " if _most(padded, False) else "",
        always=quote
        if outline.scalars
        and all(node.style or node.is_nothing for node in outline.scalars)
        and quotes
        else "",
    )


def _blocks(outline: Outline) -> Iterator[tuple[int, Node]]:
    """The mappings and lists without brackets, from the outside in, with their columns."""
    queue = [outline.root] if outline.root else []
    for node in queue:
        if node.kind != "text" and not node.flow:
            yield column_of(outline.text, node.items[0].start), node
            if len(queue) < _ENOUGH:
                queue += [item.value for item in node.items]


def _braces(outline: Outline) -> Iterator[Node]:
    """Mappings in braces on one line."""
    for _, node in _blocks(outline):
        yield from (
            item.value
            for item in node.items
            if item.value.kind == "map" and item.value.flow and item.value.items
        )


def _most(counted: Counter[T], otherwise: T) -> T:
    return counted.most_common(1)[0][0] if counted else otherwise
