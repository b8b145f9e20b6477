"""Lines that stand further in or out than what they belong to."""

import re
from collections.abc import Iterator, Sequence

from crmcli.domain.finding import Related
from crmcli.store.yaml.broken.characters import KEY
from crmcli.store.yaml.broken.page import Edit, Page, following, previous, row_of, says
from crmcli.store.yaml.broken.slip import Slip, spot

_TAB_INDENT = re.compile(r"[ \t]*\t[ \t]*")
_TAB_AFTER_DASH = re.compile(r" *(?:- *)*(?P<dash>-) *\t[ \t]*")
_PAIR = re.compile(rf"{KEY} *:(?: |$)")
_GLUED = re.compile(r"[a-z_]+:[^\s:/]")  # a key, rather than more of a text
_ITEM = re.compile(rf" *(?:- |-$|{KEY} *:(?: |$))")
_NEAR = 6  # lines up and down whose indentation may have been meant
_LONGEST = 2_000  # lines of a block that are moved together


def tabs(page: Page, row: int) -> Iterator[Slip]:
    """Spaces for the tabs that indent a line: as many as its neighbours have."""
    line = page.lines[row]
    dashed = _TAB_AFTER_DASH.match(line)
    if dashed is not None:
        edits = (Edit(row, dashed.end("dash"), dashed.end(), " "),)
        yield Slip(spot(row, dashed.end("dash") - 1), "slip-dash", (), edits, is_safe=True)
    found = _TAB_INDENT.match(line)
    if found is None:
        return
    place = spot(row, line.index("\t"))
    for cost, width in enumerate((*_widths(page.lines, row), 2 * found.group().count("\t"))):
        edits = (Edit(row, 0, found.end(), " " * width),)
        yield Slip(place, "", (), edits, rule="tab-indentation", cost=cost, is_safe=True)


def moved(page: Page, row: int) -> Iterator[Slip]:
    """The line, alone or with what stands below and further in, moved to where a neighbour
    stands.
    """
    lines = page.lines
    if not says(lines[row]) or not _ITEM.match(lines[row]):
        return
    indent = len(lines[row]) - len(lines[row].lstrip(" "))
    block = _block(lines, row, indent)
    for width in _widths(lines, row):
        if width == indent:
            continue
        for cost, rows in enumerate(dict.fromkeys(((row,), block, _run(lines, row, indent)))):
            edits = tuple(_shift(lines, at, width - indent) for at in rows)
            if any(edit.end > len(lines[edit.row]) for edit in edits):
                continue
            place = spot(row, indent)
            sibling = _at_width(lines, row, width)
            related = (Related(spot(sibling, width), "neighbour"),) if sibling >= 0 else ()
            key = "slip-indent" if width else "slip-margin"
            yield Slip(place, key, (), edits, related=related, cost=2 + cost)


def _widths(lines: Sequence[str], row: int) -> Iterator[int]:
    """Where the lines around stand, the nearest first; and one step into the line above."""
    seen = set()
    above, below = row, row
    for _ in range(_NEAR):
        above, below = (
            previous(lines, above) if above >= 0 else -1,
            following(lines, below) if below >= 0 else -1,
        )
        for at in (above, below):
            if at < 0:
                continue
            indent, dashes, _body = row_of(lines[at])
            for width in (indent, indent + len(dashes)):
                if width not in seen:
                    seen.add(width)
                    yield width
    parent = previous(lines, row)
    if parent >= 0:
        indent, dashes, _body = row_of(lines[parent])
        if indent + len(dashes) + 2 not in seen:
            yield indent + len(dashes) + 2
    if 0 not in seen:
        yield 0


def _at_width(lines: Sequence[str], row: int, width: int) -> int:
    """A line near that stands there."""
    for near in (previous, following):
        at = near(lines, row)
        if at >= 0:
            indent, dashes, _ = row_of(lines[at])
            if width in (indent, indent + len(dashes)):
                return at
    return -1


def _block(lines: Sequence[str], row: int, indent: int) -> tuple[int, ...]:
    """The line with all below it that stand further in."""
    rows = [row]
    for at in range(row + 1, min(row + _LONGEST, len(lines))):
        line = lines[at]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            break
        if line.strip():
            rows.append(at)
    return tuple(rows)


def _run(lines: Sequence[str], row: int, indent: int) -> tuple[int, ...]:
    """The line with all below it that stand as far in or further."""
    rows = [row]
    for at in range(row + 1, min(row + _LONGEST, len(lines))):
        line = lines[at]
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            break
        if line.strip():
            rows.append(at)
    return tuple(rows)


def _shift(lines: Sequence[str], row: int, by: int) -> Edit:
    if by >= 0:
        return Edit(row, 0, 0, " " * by)
    indent = len(lines[row]) - len(lines[row].lstrip(" "))
    return Edit(row, 0, min(-by, indent), "")


def dashes(page: Page, row: int) -> Iterator[Slip]:
    """An item of a list without its dash, alone or with the lines below that go with it."""
    lines = page.lines
    if not says(lines[row]) or row_of(lines[row])[1]:
        return
    indent = len(lines[row]) - len(lines[row].lstrip(" "))
    near = [
        at
        for at in (_list_near(lines, row, previous), _list_near(lines, row, following))
        if at >= 0
    ]
    if not near:
        return
    width, marks, _ = row_of(lines[near[0]])
    rows = _run(lines, row, indent)
    until = next((at for at in rows if at != row and row_of(lines[at])[1]), len(lines))
    rows = tuple(at for at in rows if at < until)
    first = Edit(row, 0, indent, " " * width + marks)
    more = tuple(_shift(lines, at, width + len(marks) - indent) for at in rows[1:])
    related = (Related(spot(near[0], width), "neighbour"),)
    cost = 1 if _ITEM.match(lines[row]) else 4
    yield Slip(spot(row, indent), "slip-no-dash", (), (first, *more), related=related, cost=cost)
    if more:
        yield Slip(spot(row, indent), "slip-no-dash", (), (first,), related=related, cost=cost + 1)


def _list_near(lines: Sequence[str], row: int, step: object) -> int:
    """A line of a list near by."""
    at = row
    for _ in range(2 * _NEAR):
        at = step(lines, at)  # type: ignore[operator]
        if at < 0 or row_of(lines[at])[1]:
            return int(at)
    return -1


def undashed(page: Page, row: int) -> Iterator[Slip]:
    """A key with a dash in front among keys without."""
    lines = page.lines
    indent, marks, body = row_of(lines[row])
    if not marks or not _PAIR.match(body):
        return
    for near in (previous, following):
        at = near(lines, row)
        if at >= 0 and row_of(lines[at])[:2] == (indent, ""):
            edits = (Edit(row, indent, indent + len(marks), ""),)
            related = (Related(spot(at, indent), "neighbour"),)
            yield Slip(spot(row, indent), "slip-dash-too-many", (), edits, related=related, cost=1)
            return


def around(lines: Sequence[str], row: int) -> int:
    """The last line above that stands further out; -1 where there is none."""
    indent = len(lines[row]) - len(lines[row].lstrip(" "))
    at = previous(lines, row)
    while at >= 0 and len(lines[at]) - len(lines[at].lstrip(" ")) >= indent:
        at = previous(lines, at)
    return at


def continued(page: Page, row: int) -> Iterator[Slip]:
    """A line without a key that goes on with the text above: further in than its key."""
    lines = page.lines
    above = previous(lines, row)
    line = lines[row].lstrip()
    if above < 0 or not says(line) or _PAIR.match(line) or _GLUED.match(line):
        return
    indent, marks, body = row_of(lines[above])
    pair = _PAIR.match(body)
    if pair is None or body[-1] in "}]\"'":
        return
    own = len(lines[row]) - len(lines[row].lstrip(" "))
    edits = (Edit(row, 0, own, " " * (indent + len(marks) + 2)),)
    related = (Related(spot(above, indent + len(marks)), "text-above"),)
    yield Slip(spot(row, own), "slip-continued", (), edits, related=related, cost=3)
