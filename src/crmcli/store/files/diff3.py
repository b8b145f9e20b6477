"""Three texts line by line: what both left alone, what one of them changed, and where both changed
the same lines.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_LONG = 4000  # lines; beyond, only those that stand once lead from one text into the other

OURS, SEPARATOR, THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"


class Chunk(NamedTuple):
    """Some lines before, with us and with them."""

    base: Sequence[str]
    ours: Sequence[str]
    theirs: Sequence[str]

    @property
    def settled(self) -> Sequence[str] | None:
        """The lines that no one contradicts; None where both changed them, each in another way."""
        if self.theirs in (self.ours, self.base):
            return self.ours
        return self.theirs if self.base == self.ours else None


def chunks(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Chunk]:
    """Cut three texts into chunks, one after the other."""
    at, mine, yours = 0, 0, 0
    for start, left, right, length in _in_all(matches(base, ours), matches(base, theirs)):
        if (start, left, right) != (at, mine, yours):
            yield Chunk(base[at:start], ours[mine:left], theirs[yours:right])
        at, mine, yours = start + length, left + length, right + length
        if length:
            same = base[start:at]
            yield Chunk(same, same, same)


def _in_all(
    left: Sequence[tuple[int, int, int]], right: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that all three have, the empty one at their ends included."""
    one = other = 0
    while one < len(left) and other < len(right):
        (a, mine, long), (b, yours, far) = left[one], right[other]
        start, end = max(a, b), min(a + long, b + far)
        last = one == len(left) - 1 and other == len(right) - 1
        if end > start or last:
            yield start, mine + start - a, yours + start - b, end - start
        one, other = (
            (one + 1, other)
            if a + long < b + far or (a + long == b + far and one < len(left) - 1)
            else (one, other + 1)
        )


def matches(base: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Stretches that two texts, or lists, have in common, and the empty one at their ends."""
    head, tail = _ends(base, other)
    found: list[tuple[int, int, int]] = [(0, 0, head)] if head else []
    middle, beside = base[head : len(base) - tail], other[head : len(other) - tail]
    if middle and beside:
        long = len(middle) + len(beside) > _LONG
        blocks = (
            _by_anchors(middle, beside)
            if long
            else SequenceMatcher(None, middle, beside, autojunk=False).get_matching_blocks()
        )
        found += [(head + a, head + b, size) for a, b, size in blocks if size]
    if tail:
        found.append((len(base) - tail, len(other) - tail, tail))
    return [*found, (len(base), len(other), 0)]


def _by_anchors(
    base: Sequence[Hashable], other: Sequence[Hashable]
) -> Iterator[tuple[int, int, int]]:
    """The stretches around lines that stand once in each, in the same order: never slow, whatever
    the texts hold.
    """
    once, there = _once(base), _once(other)
    at, beside = 0, 0
    for anchor, partner_of_it in _rising(
        [(place, there[line]) for line, place in once.items() if line in there]
    ):
        if anchor < at or partner_of_it < beside:
            continue  # in the stretch before
        start, partner = anchor, partner_of_it
        while start > at and partner > beside and base[start - 1] == other[partner - 1]:
            start, partner = start - 1, partner - 1
        end = start
        while (
            end < len(base)
            and partner + end - start < len(other)
            and base[end] == other[partner + end - start]
        ):
            end += 1
        yield start, partner, end - start
        at, beside = end, partner + end - start


def _once(lines: Sequence[Hashable]) -> dict[Hashable, int]:
    counted = Counter(lines)
    return {line: place for place, line in enumerate(lines) if counted[line] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs in which both rise, of pairs whose first rises."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for place, (_, partner) in enumerate(pairs):
        at = bisect_left(ends, partner)
        ends[at : at + 1] = [partner]
        tops[at : at + 1] = [place]
        before.append(tops[at - 1] if at else -1)
    found = []
    place = tops[-1] if tops else -1
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]


def both_ways(ours: str, theirs: str, newline: str = "\n") -> str:
    """One text of two that are mostly the same: where they differ, both between marks."""
    left, right = lines_of(ours), lines_of(theirs)
    out: list[str] = []
    at, beside = 0, 0
    for start, other, length in _joined(matches(left, right), left):
        if (start, other) != (at, beside):
            out += _marked(left[at:start], right[beside:other], newline)
        out += left[start : start + length]
        at, beside = start + length, other + length
    return "".join(out)


def _marked(ours: Sequence[str], theirs: Sequence[str], newline: str) -> list[str]:
    return [
        OURS,
        newline,
        *_ended(ours, newline),
        SEPARATOR,
        newline,
        *_ended(theirs, newline),
        THEIRS,
        newline,
    ]


def _ended(lines: Sequence[str], newline: str) -> list[str]:
    return (
        [*lines[:-1], lines[-1] if lines[-1].endswith("\n") else lines[-1] + newline]
        if lines
        else []
    )


def _joined(found: list[tuple[int, int, int]], lines: Sequence[str]) -> list[tuple[int, int, int]]:
    """Without stretches of nothing but blank lines between two differences: they belong to what is
    around them.
    """
    last = len(found) - 1
    return [
        each
        for place, each in enumerate(found)
        if place in (0, last) or any(line.strip() for line in lines[each[0] : each[0] + each[2]])
    ]


def whole(ours: str, theirs: str) -> str:
    """Everything from the first line that differs to the last one, both ways: when nothing finer is
    sure.
    """
    left, right = lines_of(ours), lines_of(theirs)
    head, tail = _ends(left, right)
    return "".join(
        [
            *left[:head],
            *_marked(left[head : len(left) - tail], right[head : len(right) - tail], "\n"),
            *left[len(left) - tail :],
        ]
    )


def as_text(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bool]:
    """A merge that knows nothing of records: lines, with marks around those that both changed.

    And whether there are none.
    """
    # every byte is a character there
    texts = [lines_of(data.decode("latin-1")) for data in (base, ours, theirs)]
    newline = "\r\n" if b"\r\n" in ours else "\n"
    clean = True
    out: list[str] = []
    for chunk in chunks(*texts):
        if chunk.settled is None:
            clean = False
            out.append(both_ways("".join(chunk.ours), "".join(chunk.theirs), newline))
        else:
            out += chunk.settled
    return "".join(out).encode("latin-1"), clean


def _ends(one: Sequence[Hashable], other: Sequence[Hashable]) -> tuple[int, int]:
    """How many lines two texts have in common at their beginning, and how many more at their
    end.
    """
    least = min(len(one), len(other))
    head = next((place for place in range(least) if one[place] != other[place]), least)
    return head, next(
        (place for place in range(least - head) if one[-1 - place] != other[-1 - place]),
        least - head,
    )


def lines_of(text: str) -> list[str]:
    """The lines with their ends."""
    *lines, last = text.split("\n")
    return [*(line + "\n" for line in lines), *([last] if last else [])]
