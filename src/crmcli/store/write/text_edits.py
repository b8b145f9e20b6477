"""A text being changed: a few stretches of it are replaced, everything else stays as it is, and no
comment gets lost on the way.
"""

import re
from functools import cached_property
from typing import NamedTuple

from crmcli.domain.finding import Path
from crmcli.store.yaml.libyaml import YAMLError
from crmcli.store.yaml.render import ValueWriter
from crmcli.store.yaml.syntax_tree import Item, Node, Outline, column_of, line_end, line_start

BLANK = re.compile(r"\n[ ]*\r?(?=\n)")


class CannotSplice(Exception):
    """The text cannot be changed in place in this way."""


class Piece(NamedTuple):
    """A stretch of the text and what stands there instead."""

    start: int
    end: int
    new: str


class Sheet:
    """One text, where everything in it stands, and the pieces to be replaced."""

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self.outline = Outline(text)
        except (YAMLError, ValueError, OverflowError) as error:
            raise CannotSplice from error
        self.pieces: list[Piece] = []
        self.gone: list[Node] = []  # what is to be replaced with everything in it

    @cached_property
    def pen(self) -> ValueWriter:
        """Writes as the author does."""
        return ValueWriter(self.outline)

    def follow(self, path: Path) -> list[tuple[Node, int]]:
        """The mappings and lists on the way, each with the place of the item the path goes through.

        Raises LookupError.
        """
        node, found = self.outline.root, []
        for step in path:
            place = node.place_of(step) if node else None
            if node is None or place is None:
                raise LookupError(path)
            found.append((node, place))
            node = node.items[place].value
        return found

    def insert(self, at: int, new: str) -> None:
        """The new text stands there, too."""
        if new:
            self.pieces.append(Piece(at, at, new))

    def replace(self, start: int, end: int, new: str) -> None:
        """The new text stands there instead."""
        self.pieces.append(Piece(start, end, new))

    def remove_lines(self, start: int, end: int) -> None:
        """The lines from one place to another are gone; a comment behind the last of them keeps a
        line of its own.
        """
        text = self.text
        first, last = line_start(text, start), line_end(text, end)
        comment = text[end:last].strip()
        if comment:
            self.replace(first, last, text[first:start] + comment)
            return
        after = text[last : last + 2]
        over = 2 if after == "\r\n" else 1 if after[:1] == "\n" else 0
        if not over and first:  # the last line of a file that does not end its last line
            first -= 2 if text[first - 2 : first] == "\r\n" else 1
        self.replace(first, last + over, "")

    def result(self) -> str:
        """The text with its pieces replaced.

        Raises CannotSplice if they overlap or would take a comment with them that is not part of
        what goes.
        """
        newline = self.pen.style.newline if self.pieces else ""
        made, at = [], 0
        for start, end, new in sorted(self.pieces, key=lambda piece: (piece.start, piece.end)):
            if start < at:
                raise CannotSplice
            if end > start and "#" in self.text[start:end]:
                self._keeps_comments(start, end, new)
            made += [self.text[at:start], new.replace("\n", newline) if newline != "\n" else new]
            at = end
        return "".join([*made, self.text[at:]])

    def _keeps_comments(self, start: int, end: int, new: str) -> None:
        for at, comment in self.outline.comments(start, end):
            if (
                not any(node.start <= at < node.end for node in self.gone)
                and comment.rstrip() not in new
            ):
                raise CannotSplice

    def last_line_of(self, item: Item, column: int) -> int:
        """Where the last line ends that belongs to an item: its own, or that of a comment below it
        that is further in than its neighbours.
        """
        text, found = self.text, line_end(self.text, item.end)
        at = found
        while (start := text.find("\n", at) + 1) and start < len(text):
            at = line_end(text, start)
            line = text[start:at].lstrip(" ")
            if line.startswith("#") and at - start - len(line) > column:
                found = at
            elif line.strip():
                break
        return found

    def comments_above(self, at: int) -> int:
        """Where the lines of comments begin that stand right above a line, or the line itself."""
        first = line_start(self.text, at)
        while first:
            above = line_start(self.text, first - 1)
            if not self.text[above:first].lstrip(" ").startswith("#"):
                break
            first = above
        return first

    def is_parted(self, node: Node, place: int, new: str) -> bool:
        """Does a blank line belong between a new item and its neighbour, as between most of the
        others?
        """
        text, items = self.text, node.items
        tall = ["\n" in text[item.start : item.end] for item in items]
        gaps = [
            (
                tall[left] or tall[left + 1],
                bool(BLANK.search(text, item.end, items[left + 1].start)),
            )
            for left, item in enumerate(items[:-1])
        ]
        is_tall = "\n" in new or tall[max(0, place - 1)]
        alike = [blank for either, blank in gaps if either == is_tall] or (
            [blank for _, blank in gaps] if node.kind == "list" else []
        )
        return sum(alike) * 2 > len(alike)

    def gap_after(self, node: Node, key: str) -> tuple[int, int]:
        """How many spaces stand before and after a key's colon, so that its value stands below the
        others?
        """
        text, colons, values, afters = self.text, [], [], []
        column = column_of(text, node.items[0].start) if node.items else 0
        for item in node.items:
            if (
                item.key
                and item.mark > 0
                and item.value.start > item.mark
                and "\n" not in text[item.key.start : item.value.start]
            ):
                colons.append(item.mark - 1 - item.key.end and column_of(text, item.mark) - 1)
                values.append(column_of(text, item.value.start))
                afters.append(item.value.start - item.mark)
        before = _agreed(colons) or 0
        before = max(0, before - column - len(key)) if before else 0
        common = _agreed(values)
        if common is not None and len(values) > 1 and max(afters) > 1:
            return before, max(1, common - column - len(key) - before - 1)
        return before, _agreed(afters) or 1


def _agreed(numbers: list[int]) -> int | None:
    """What more than half of them are, of two at least."""
    if len(numbers) < 2:
        return None
    most = max(set(numbers), key=numbers.count)
    return most if numbers.count(most) * 2 > len(numbers) else None
