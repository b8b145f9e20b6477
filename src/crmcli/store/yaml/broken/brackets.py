"""Brackets and braces: left open, closed too often, or without a comma between what they hold."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from crmcli.domain.finding import Related
from crmcli.store.yaml.broken.characters import KEY
from crmcli.store.yaml.broken.page import Edit, Page
from crmcli.store.yaml.broken.slip import Failure, Slip, spot

_PAIRS = {"{": "}", "[": "]"}
_COLON_KEY = re.compile(rf"(?P<gap>\s+)(?P<key>{KEY}):(?= |$)")
_LOOKS_BACK = 60  # lines above in which an open bracket is looked for
_SEPARATOR = re.compile(rf"\s*(?P<sign>[;|/])\s*(?={KEY}:(?: |$))")
_AFTER_CLOSING = re.compile(r"[\]}\"'](?P<gap> +)(?=[^\s,\]}#:])")


class Sign(NamedTuple):
    """A bracket, brace or comma that is no text, and the brackets open around it."""

    row: int
    at: int
    char: str
    around: tuple["Sign", ...]


def _stack(sign: Sign) -> tuple[Sign, ...]:
    if sign.char in _PAIRS:
        return (*sign.around, sign)
    if sign.char in "]}":
        return sign.around[:-1]
    return sign.around


def _signs(line: str, row: int) -> Iterator[Sign]:
    """The brackets and commas of a line, without those in quotes and comments, and those of texts
    that begin with something else.
    """
    stack: tuple[Sign, ...] = ()
    quote, before = "", ""
    at = 0
    while at < len(line):
        char = line[at]
        if quote:
            if char == "\\" and quote == '"':
                at += 1
            elif char == quote:
                quote, before = "", char
        elif char in "\"'" and before in ("", ":", "-", "[", "{", ","):
            quote = char
        elif char == "#" and (at == 0 or line[at - 1] == " "):
            return
        elif (char in "[{" and (stack or before in ("", ":", "-"))) or (char in "]},:" and stack):
            sign = Sign(row, at, char, stack)
            if char != ":":
                yield sign
                stack = _stack(sign)
            before = char
        elif char != " ":
            before = char if char in ":-" and line[at + 1 : at + 2] in (" ", "") else "x"
        at += 1


def brackets(page: Page, failure: Failure) -> Iterator[Slip]:
    """Each bracket above that is still open where the parser gave up."""
    lines = page.lines
    last = min(failure.row, len(lines) - 1)
    for row in range(last, max(last - _LOOKS_BACK, -1), -1):
        if not any(char in lines[row] for char in "[{]}"):
            continue
        found = list(_signs(lines[row], row))
        open_ = _stack(found[-1]) if found else ()
        if found:
            yield from _mismatched(lines, row, found)
            yield from _commas(lines, row, found)
            yield from _separators(lines[row], row)
            yield from _inner(lines, row, found)
        if open_:
            yield from _unclosed(page, row, open_, failure)
            return
        if row < failure.from_row:
            return


def _unclosed(page: Page, row: int, open_: tuple[Sign, ...], failure: Failure) -> Iterator[Slip]:
    """Closed at the end of the line, or of a line below that belongs to it."""
    lines = page.lines
    closing = "".join(_PAIRS[sign.char] for sign in reversed(open_))
    opened = open_[0]
    place = spot(opened.row, opened.at)
    for cost, at in enumerate(_ends(lines, row)):
        body = re.sub(r"(?:^|\s)#.*$", "", lines[at]).rstrip()
        start = len(body)
        bare = len(body.rstrip(",").rstrip())
        ways = [Edit(at, start, start, closing)]
        if bare != start:  # the comma ends what the bracket is in, or is one too many
            ways = [Edit(at, bare, bare, closing), Edit(at, bare, start, closing)]
        related: tuple[Related, ...] = ()
        if failure.row != opened.row:
            related = (Related(spot(at, start), "should-end", (closing,)),)
        args = (opened.char, closing)
        for more, edit in enumerate(ways):
            yield Slip(place, "slip-open-bracket", args, (edit,), related=related, cost=cost + more)


def _ends(lines: Sequence[str], row: int) -> Iterator[int]:
    yield row
    indent = len(lines[row]) - len(lines[row].lstrip(" "))
    for at in range(row + 1, min(row + 8, len(lines))):
        line = lines[at]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            return
        if line.strip():
            yield at


def _mismatched(lines: Sequence[str], row: int, found: Sequence[Sign]) -> Iterator[Slip]:
    """A `]` that closes a `{`, and what closes nothing."""
    for sign in found:
        if sign.char not in "]}":
            continue
        opened = sign.around[-1]
        right = _PAIRS[opened.char]
        if sign.char == right:
            continue
        place = spot(row, sign.at)
        related = (Related(spot(opened.row, opened.at), "opened"),)
        args = (sign.char, right)
        edits = (Edit(row, sign.at, sign.at + 1, right),)
        yield Slip(place, "slip-other-bracket", args, edits, related=related)
        edits = (Edit(row, sign.at, sign.at, right),)
        yield Slip(
            spot(opened.row, opened.at), "slip-open-bracket", (opened.char, right), edits, cost=1
        )
    last = found[-1]
    rest = re.match(r"[\]}\s]*[\]}]", lines[row][last.at + 1 :])
    if not _stack(last) and rest is not None:
        start = last.at + 1
        edits = (Edit(row, start, start + rest.end(), ""),)
        at = start + rest.end() - 1
        yield Slip(spot(row, at), "slip-closed-twice", (lines[row][at],), edits)


def _commas(lines: Sequence[str], row: int, found: Sequence[Sign]) -> Iterator[Slip]:
    """`{contact: kim rep: lee}`: a key that follows a value without a comma."""
    line = lines[row]
    edits, first, cost = [], None, 1
    bounds = [(sign.at, sign) for sign in found] + [(len(line), found[-1])]
    for (start, sign), (end, _) in pairwise(bounds):
        part = line[start + 1 : end]
        stack = _stack(sign)
        if not stack:
            continue
        gaps = [
            each
            for each in _COLON_KEY.finditer(part)
            if sign.char in "]}" or part[: each.start()].strip()
        ]
        if stack[-1].char == "{" and gaps and (":" in part[: gaps[0].start()] or sign.char in "]}"):
            for gap in gaps:
                at = start + 1 + gap.start("gap")
                edits.append(Edit(row, at, start + 1 + gap.end("gap"), ", "))
                first = at if first is None else first
                if " " in part[: gap.start()].partition(":")[2].strip():
                    cost = 3  # a text of several words rather has a colon in it
    if edits and first is not None:
        yield Slip(spot(row, first), "slip-comma", (), tuple(edits), cost=cost)
    for gap in _AFTER_CLOSING.finditer(line):
        at = gap.start("gap")
        around = _stack(max(sign for sign in found if sign.at <= at or sign is found[0]))
        if not around or around[-1].char != "[":
            continue
        edits = [Edit(row, at, gap.end("gap"), ", ")]
        yield Slip(spot(row, at), "slip-comma", (), tuple(edits), cost=2)


def _separators(line: str, row: int) -> Iterator[Slip]:
    """`{contact: kim; rep: lee}`: another sign where a comma belongs."""
    found = list(_SEPARATOR.finditer(line))
    if found:
        edits = tuple(Edit(row, each.start(), each.end(), ", ") for each in found)
        place = spot(row, found[0].start("sign"))
        yield Slip(place, "slip-separator", (found[0]["sign"],), edits)


def _inner(lines: Sequence[str], row: int, found: Sequence[Sign]) -> Iterator[Slip]:
    """`{by: [kim, lee, with: ann}`: a list that was not closed before the next key."""
    line = lines[row]
    for place, sign in enumerate(found):
        if sign.char != ",":
            continue
        inner = sign.around[-1]
        end = found[place + 1].at if place + 1 < len(found) else len(line)
        following_key = re.match(rf"\s*{KEY}:(?= |$)", line[sign.at + 1 : end])
        if inner.char == "[" and len(sign.around) > 1 and following_key:
            edits = (Edit(row, sign.at, sign.at, "]"),)
            related = (Related(spot(row, sign.at), "should-end", ("]",)),)
            args = ("[", "]")
            yield Slip(spot(inner.row, inner.at), "slip-open-bracket", args, edits, related=related)
