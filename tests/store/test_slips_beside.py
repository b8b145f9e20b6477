"""What is told beside a slip: whether what was meant is sure, and the line that it goes by. slips_beside.txt has all of it, of every slip of test_slips.py, of every line of a small file that stands too far in, and of tabs. UPDATE=1 writes it anew: read what changed."""

from itertools import product
from pathlib import Path

from golden import recorded
from store.test_slips import SLIPS

from crmcli.domain.finding import Place
from crmcli.store.shapes.reading import account_reading

LINES = ("name: A", "tags: [a]", "contacts:", "lee: {name: L}", "- x")
TABS = (
    "-\ta",
    "-\t- a",
    "-\tdate: 2026-01-01",
    "\t- a",
    "\tlee: L",
    "  -\ta\n-\tb",
    "\t\t- a\n\t\t- b",
)
INDENTED = [
    f"{first}\n{' ' * indent}{line}\n{last}\n"
    for first, line, indent, last in product(LINES, LINES, (1, 2, 3), ("owner: kim", "  - y"))
]
TABBED = [
    f"name: A\n{head}\n{text}\n" for head, text in product(("tags:", "contacts:\n  ann: A"), TABS)
]

BRACKETS = (  # several on a line, one of which lacks a comma
    *("a[1]: {b: c d: e}", "- [a]: {b: c d: e}", "[a]: {b: c d: e}", "{a: b}: {b: c d: e}"),
    *("log: [{a: b}, {b: c d: e}]", "log: {a: b} {b: c d: e}", "a: b [c] {d: e f: g}"),
    "  - {b: c d: e} # [a] {b: c d: e}",
)


def line(text: str) -> str:
    told = []
    for finding, place in account_reading("accounts/a.yaml", text.encode()).problems:
        mends = ", ".join(
            f"{each.text!r}{'' if each.is_safe else '?'} at {spot(each.at)}"
            for each in finding.mends
        )
        beside = ", ".join(f"{each.key} {spot(each.at)}" for each in finding.related)
        told.append(f"{finding.rule} {finding.key} {spot(place)} [{mends}] ({beside})")
    return f"{text!r}: {'; '.join(told)}"


def spot(at: object) -> str:
    if not isinstance(at, Place):
        return str(at)
    return f"{at.line}:{at.column}-{at.end_line}:{at.end_column}"


def test_each_slip_is_told_with_how_sure_it_is_and_what_it_goes_by():
    found = [line(text) for text in (*(row[0] for row in SLIPS), *INDENTED, *TABBED, *BRACKETS)]
    assert found == recorded(Path(__file__).with_name("slips_beside.txt"), found)
