"""Lines that are written as in another language, or as on paper: comments, bullets, headings,
arrows.
"""

import re
from collections.abc import Iterator

from crmcli.store.yaml.broken.characters import COLONS, KEY
from crmcli.store.yaml.broken.page import Edit, Page, following, row_of, says
from crmcli.store.yaml.broken.slip import Failure, Slip, spot

_COMMENT = re.compile(
    r"(?P<indent>\s*)(?P<sign>//+|;+|--(?= |$)|/\*|\*/|<!--|%%?(?= )|''|※)(?P<text>.*)$"
)
_RULE = re.compile(r"\s*(?P<rule>[-=_*~#+─━–—.·…]{3,})\s*$")
_BULLET = re.compile(r"(?P<indent> *)(?P<sign>[*•‣◦▪■□●○·ㆍ–—−+▶►→※☞]|\d+[.)])\s*(?P<text>\S.*)$")
_NO_SPACE = re.compile(rf"(?P<before> *(?:- +)*)(?P<key>{KEY})(?P<colon> *:)(?P<value>[^\s:/].*)$")
_NO_DASH_SPACE = re.compile(rf"(?P<before> *)-(?P<item>(?:{KEY}:(?: .*)?|[\[{{].*|[^\s-].*))$")
_SIGN = r"\s*(?:->|=>|:=|→|⇒|=|~|\||;|▶|»|>)\s*"
_ARROW = re.compile(rf"(?P<before> *(?:- +)*)(?P<key>{KEY})(?P<sign>{_SIGN})(?P<value>\S.*)$")
_NO_SIGN = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[A-Za-z_]\w*)(?P<gap>\s+)(?P<value>\S.*)$")
_HEADING = re.compile(rf"(?P<before> *(?:- +)*)(?P<key>{KEY})\s*$")
_ASSIGNED_COMMA = re.compile(rf"(?P<before>\s*(?:- +)*{KEY} *: +\S.*?)(?P<comma>\s*[,;])\s*$")
_ITEM = re.compile(rf"\s*(?:- |-$|{KEY}\s*[:{COLONS}])")
_TWO = re.compile(
    rf"(?P<before> *(?:- +)*){KEY}: +[^\s\"'\[{{|>].*?(?P<gap> +)(?P<second>[A-Za-z_]\w*): "
)
_DOCUMENT = re.compile(r"(?:---|\.\.\.)(?=\s|$)")
_LONE = re.compile(r"\s*[{}\[\]]+,?\s*$")
_KEY_SIGN = re.compile(rf"[:{COLONS}]")


def as_elsewhere(page: Page, row: int) -> Iterator[Slip]:
    """What the line says when it is written the way of YAML."""
    line = page.lines[row]
    if not says(line):
        return
    yield from _separated(line, row)
    yield from _keyed(page, line, row)
    yield from _two_in_one(line, row)
    yield from _no_yaml(page, line, row)


def _separated(line: str, row: int) -> Iterator[Slip]:
    found = _NO_SPACE.match(line)
    if found is not None and not re.match(r"(?:https?|mailto)\Z", found["key"]):
        start, end = found.start("colon"), found.end("colon")
        place = spot(row, end - 1)
        edits = (Edit(row, start, end, ": "),)
        yield Slip(place, "slip-space", (f"{found['key']}:",), edits, is_safe=True)
    found = _NO_DASH_SPACE.match(line)
    if found is not None:
        at = found.end("before") + 1
        edits = (Edit(row, at, at, " "),)
        yield Slip(spot(row, at - 1), "slip-dash", (), edits, is_safe=True)
    found = _ASSIGNED_COMMA.match(line)
    if found is not None:
        sign = found["comma"].strip()
        edits = (Edit(row, found.start("comma"), found.end("comma"), ""),)
        yield Slip(
            spot(row, found.end("comma") - 1), "slip-comma-end", (sign,), edits, is_safe=True
        )


def _keyed(page: Page, line: str, row: int) -> Iterator[Slip]:
    """A key with another sign behind it, or none."""
    found = _ARROW.match(line)
    if found is not None:
        sign = found["sign"].strip()
        edits = (Edit(row, found.start("sign"), found.end("sign"), ": "),)
        yield Slip(spot(row, found.start("key"), found.end("sign")), "slip-arrow", (sign,), edits)
    found = _HEADING.match(line)
    if found is not None:
        below = following(page.lines, row)
        own = len(found["before"])
        indent, dashes, _ = row_of(page.lines[below]) if below >= 0 else (0, "", "")
        deeper = indent + len(dashes) > own
        edits = (Edit(row, found.end("key"), len(line), ":"),)
        place = spot(row, found.start("key"), found.end("key"))
        if deeper or dashes:
            yield Slip(place, "slip-no-colon", (f"{found['key']}:",), edits)
    found = _NO_SIGN.match(line)
    if found is not None and not _KEY_SIGN.search(found["value"][:1]):
        edits = (Edit(row, found.start("gap"), found.end("gap"), ": "),)
        place = spot(row, found.start("key"), found.end("key"))
        yield Slip(place, "slip-no-colon", (f"{found['key']}:",), edits, cost=2)


def _two_in_one(line: str, row: int) -> Iterator[Slip]:
    """Two keys on one line: the second is left out, and belongs on a line of its own."""
    found = _TWO.match(line)
    if found is not None:
        start, end = found.span("gap")
        edits = (Edit(row, start, end, " # "),)
        indent = len(re.sub(r"(?<= )-", " ", found["before"].replace("-", " ", 1)))
        write = (Edit(row, start, end, "\n" + " " * indent),)
        place = spot(row, end, end + len(found["second"]))
        args = (found["second"],)
        yield Slip(place, "slip-two-in-one", args, edits, cost=1, instead=write)


def _no_yaml(page: Page, line: str, row: int) -> Iterator[Slip]:
    """Comments, bullets and lines drawn."""
    indent = len(line) - len(line.lstrip())
    found = _RULE.match(line)
    if found is not None:
        edits = (Edit(row, indent, indent, "# "),)
        place = spot(row, indent, len(line.rstrip()))
        if not _DOCUMENT.match(line):
            yield Slip(place, "slip-rule", (), edits, is_safe=True)
            return
    if _DOCUMENT.match(line):
        edits = (Edit(row, 0, 0, "# "),)
        place = spot(row, 0, 3)
        yield Slip(place, "", (), edits, rule="several-documents")
        rest = tuple(Edit(at, 0, len(page.lines[at]), "") for at in range(row, len(page.lines)))
        yield Slip(place, "", (), rest, rule="several-documents", is_meant=False, cost=1)
    found = _COMMENT.match(line)
    if found is not None:
        said = re.sub(r"\s*(?:\*/|-->)\s*$", "", found["text"]).strip()
        edits = (Edit(row, indent, len(line.rstrip()), f"# {said}".rstrip()),)
        place = spot(row, indent, indent + len(found["sign"]))
        yield Slip(place, "slip-comment", (found["sign"],), edits, is_safe=True)
    found = _BULLET.match(line)
    if found is not None:
        edits = (Edit(row, found.start("sign"), found.start("text"), "- "),)
        place = spot(row, found.start("sign"), found.end("sign"))
        yield Slip(place, "slip-bullet", (found["sign"],), edits, is_safe=True)
    if not _ITEM.match(line):
        edits = (Edit(row, indent, indent, "# "),)
        place = spot(row, indent, len(line.rstrip()))
        yield Slip(place, "slip-no-item", (), edits, cost=5)
    if _LONE.match(line):
        edits = (Edit(row, indent, len(line), ""),)
        yield Slip(spot(row, indent, len(line)), "slip-lone-bracket", (), edits)


def pasted(page: Page, first: int, last: int) -> Iterator[Slip]:
    """Lines that stand further out in the middle of a block, as if they were pasted there: left
    out, as remarks.
    """
    lines = page.lines
    margin = len(lines[first]) - len(lines[first].lstrip(" "))
    top = first
    while (
        top > 0
        and len(lines[top - 1]) - len(lines[top - 1].lstrip(" ")) == margin
        and says(lines[top - 1])
    ):
        top -= 1
    rows = [at for at in range(top, last) if says(lines[at])]
    for begin in dict.fromkeys((first, top)):
        edits = tuple(Edit(at, margin, margin, "# ") for at in rows if at >= begin)
        place = spot(begin, margin, len(lines[begin].rstrip()))
        yield Slip(place, "slip-no-item", (), edits, cost=5)


_MOST_LEFT_OUT = 10_000  # lines; of a file without more than that nothing is worth saying


def read_around(page: Page, failure: Failure) -> Iterator[Slip]:
    """The line left out, then with what stands below it and further in, then with all of its
    section; nothing can be written instead.
    """
    lines = page.lines
    for row in dict.fromkeys(
        (min(failure.from_row, len(lines) - 1), min(failure.row, len(lines) - 1))
    ):
        indent = len(lines[row]) - len(lines[row].lstrip(" "))
        for rows in dict.fromkeys(
            (
                _until(lines, row, row + 1),
                _until(lines, row, len(lines), indent),
                _section(lines, row),
            )
        ):
            if len(rows) > _MOST_LEFT_OUT:
                continue
            edits = tuple(Edit(at, 0, len(lines[at]), "") for at in rows)
            place = spot(failure.from_row, failure.from_column)
            if failure.from_row >= len(lines):
                place = spot(len(lines) - 1, len(lines[-1]))
            yield Slip(place, failure.key, (failure.said,), edits, is_meant=False)


def _until(lines: list[str], first: int, last: int, indent: int = -1) -> tuple[int, ...]:
    rows = [first]
    for at in range(first + 1, last):
        line = lines[at]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            break
        rows.append(at)
    return tuple(rows)


def _section(lines: list[str], row: int) -> tuple[int, ...]:
    first = row
    while first > 0 and (not says(lines[first]) or lines[first][:1] in (" ", "\t")):
        first -= 1
    return _until(lines, first, len(lines), 0)
