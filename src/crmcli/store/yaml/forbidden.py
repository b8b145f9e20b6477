"""What may no file of the format hold, whatever YAML makes of it: line by line, with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmcli.domain.finding import Place

_MARKER = re.compile(r"^(<{7}|[|]{7}|={7}|>{7})( .*)?$")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\r(?!\n)")
_TAB_INDENT = re.compile(r"^ *\t")


class Forbidden(NamedTuple):
    """What stands where, and the rule against it."""

    rule: str
    place: Place
    said: str


def characters(text: str, lines: Sequence[str]) -> Iterator[Forbidden]:
    """Characters that control something."""
    if not _FORBIDDEN.search(text):
        return
    for number, line in enumerate(lines, 1):
        for match in _FORBIDDEN.finditer(line):
            place = Place(number, match.start() + 1, number, match.start() + 2)
            yield Forbidden("control-character", place, f"U+{ord(match.group()):04X}")


def conflicts(text: str, lines: Sequence[str]) -> Iterator[list[Forbidden]]:
    """What merges left behind: the marks of one conflict together."""
    together: list[Forbidden] = []
    for found in _marks(text, lines):
        if found.said == "<<<<<<<" and together:
            yield together
            together = []
        together.append(found)
    if together:
        yield together


def _marks(text: str, lines: Sequence[str]) -> Iterator[Forbidden]:
    if not any(
        mark in text and any(line.startswith(mark) for line in lines)
        for mark in ("<<<<<<<", ">>>>>>>")
    ):
        return
    for number, line in enumerate(lines, 1):
        if _MARKER.match(line):
            place = Place(number, 1, number, len(line) + 1)
            yield Forbidden("conflict-marker", place, line[:7])


def tabs(
    text: str, lines: Sequence[str], blocks: Sequence[tuple[int, int]], broken: int | None
) -> Iterator[Place]:
    """Tabs that indent, up to the line where the file is broken; in a block text, which stands on
    these lines, and on an empty line they do no harm.
    """
    if "\t" not in text:
        return
    starts = [first for first, _ in blocks]
    for number, line in enumerate(lines[:broken], 1):
        if not _TAB_INDENT.match(line) or (not line.strip() and number != broken):
            continue
        block = bisect_right(starts, number) - 1
        if block < 0 or number > blocks[block][1]:
            column = line.index("\t") + 1
            yield Place(number, column, number, column + 1)
