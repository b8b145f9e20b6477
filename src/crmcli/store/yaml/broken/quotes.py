"""Texts that need quotes, and quotes that need their other half."""

import re
from collections.abc import Iterator

from crmcli.domain.finding import Related
from crmcli.store.yaml.broken.characters import KEY
from crmcli.store.yaml.broken.page import Edit, Page, says
from crmcli.store.yaml.broken.slip import Failure, Slip, spot

_PAIR = re.compile(
    rf"(?P<before> *(?:- +)*(?:{KEY} *: +)?)(?P<value>\S.*?)(?P<after>(?:\s+#.*|\s*))$"
)
_IN_FLOW = re.compile(
    rf"(?P<before>[{{,\[] *(?:{KEY} *: +)?)(?P<value>[^\s,{{}}\[\]][^,{{}}\[\]]*?)(?= *[,}}\]])"
)
# what a value between brackets may begin with and go on: `[긴급] 견적 보냄`
_BRACKETS = r"(?:\[[^\[\]]*\]|\{[^{}]*\})"
_OPENS = re.compile(
    rf"(?P<before>[{{,] *{KEY} *: +)"
    rf"(?P<value>{_BRACKETS}[^,{{}}\[\]]*[^\s,{{}}\[\]])(?= *[,}}])"
)
_BEGINS = re.compile(rf" *(?:- +|{KEY} *:|[{{\[])")
_MARKS = "\"'[]{}|>&*!%@`#?:-,"
_LOOKS_BACK = 400  # lines above in which an open quote is looked for


def in_quotes(text: str) -> str:
    """The text in quotes as YAML reads them."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def needing_quotes(page: Page, row: int) -> Iterator[Slip]:
    """A value as one text: with a colon in it, a sign at its beginning, or quotes inside quotes."""
    line = page.lines[row]
    if not says(line) or not _BEGINS.match(line):
        return
    for pattern in (_OPENS, _IN_FLOW):
        for found in pattern.finditer(line):
            yield from _quoted(row, found.start("value"), found["value"])
    whole = _PAIR.match(line)
    if whole is not None and whole["before"].strip():
        yield from _quoted(row, whole.start("value"), whole["value"], of_line=True)


def _quoted(row: int, start: int, value: str, *, of_line: bool = False) -> Iterator[Slip]:
    end = start + len(value)
    if value[0] in "\"'" and value[-1] == value[0] and len(value) > 1:
        inner, quote = value[1:-1], value[0]
        place = start + 1 + inner.find(quote) if quote in inner else start
        if quote == '"' and "\\" in inner:
            key, place = "slip-backslash", start + 1 + inner.index("\\")
        elif quote in inner:
            key = "slip-quote"
        else:
            return
        edits = (Edit(row, start, end, in_quotes(inner)),)
        yield Slip(spot(row, place), key, (quote,), edits, is_safe=True)
        return
    edits = (Edit(row, start, end, in_quotes(value)),)
    colon = _colon(value)
    if value[0] in _MARKS and not (value[0] in "-?:" and value[1:2] not in ("", " ")):
        # `[a, b` is rather a bracket left open
        cost = 3 if value[0] in "[{\"'" and value.count(value[0]) else 1
        sign = value[0]
        key = "slip-quote-in-front" if sign in "\"'" else "slip-sign"
        yield Slip(spot(row, start), key, (sign,), edits, is_safe=sign not in "[{", cost=cost)
    elif colon >= 0:
        yield Slip(
            spot(row, start + colon),
            "slip-colon",
            (),
            edits,
            is_safe=True,
            cost=1 if of_line else 2,
        )


def _colon(value: str) -> int:
    found = re.search(r":(?= |$)", value)
    return found.start() if found else -1


def unclosed_quotes(page: Page, failure: Failure) -> Iterator[Slip]:
    """The quote that was opened last above the place where the parser gave up, and has no other
    half on its line.
    """
    last = min(max(failure.row, failure.from_row), len(page.lines) - 1)
    count = 0
    for row in range(last, max(last - _LOOKS_BACK, -1), -1):
        opened = _open_quote(page.lines[row])
        if opened is None:
            continue
        at, quote = opened
        yield from _closed(page, row, at, quote, failure)
        count += 1
        if count == 3:
            return


def _open_quote(line: str) -> tuple[int, str] | None:
    """Where a quote begins a value and is not closed on this line."""
    inside, at = "", 0
    opened = 0
    before = ""
    while at < len(line):
        char = line[at]
        if inside:
            if char == "\\" and inside == '"':
                at += 1
            elif char == inside:
                inside = ""
                before = char
        elif char in "\"'" and before in ("", ":", "-", "[", "{", ","):
            inside, opened = char, at
        elif char == "#" and (at == 0 or line[at - 1] == " "):
            break
        elif char != " ":
            before = char
        at += 1
    return (opened, inside) if inside else None


def _closed(page: Page, row: int, at: int, quote: str, failure: Failure) -> Iterator[Slip]:
    line = page.lines[row]
    rest = line[at + 1 :]
    ends = [at + 1 + len(rest.rstrip())]
    comment = re.search(r"\s+#", rest)
    if comment:
        ends.append(at + 1 + comment.start())
    if any(sign in line[:at] for sign in "{["):
        ends += [at + 1 + found.start() for found in re.finditer(r"\s*[,}\]]", rest)]
    related: tuple[Related, ...] = ()
    if failure.row != row:
        related = (Related(spot(failure.row, failure.column), "failed"),)
    for cost, end in enumerate(ends):
        key = "slip-open-quote"
        edits = (Edit(row, end, end, quote),)
        yield Slip(spot(row, at), key, (quote,), edits, related=related, cost=cost)
    if quote == "'":  # an apostrophe in front, as in '26
        edits = (Edit(row, at, ends[0], in_quotes(line[at : ends[0]])),)
        yield Slip(spot(row, at), "slip-open-quote", (quote,), edits, related=related, cost=4)
