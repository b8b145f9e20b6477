"""A file of every way of writing, with one slip of the hand in it, at one place after another: what is told, where, and the line that was meant. every_slip/*.txt has all of it, of each line and slip: UPDATE=1 writes it anew, read what changed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from golden import recorded

from crmcli.store.shapes.finding_places import mended, place_mends
from crmcli.store.shapes.reading import account_reading

FOLDER = Path(__file__).with_name("every_slip")
LINES = (
    "name: Acme Co  # ours",
    "owner: 'priya'",
    'aliases: [Acme, "A, B"]',
    "contacts:",
    "  park: {name: Park, emails: [a@b.c, d@e.f]}",
    "  lee:",
    '    name: "Lee \\"L\\""',
    "    note: |",
    "      - two",
    "      lines",
    "",
    "log:",
    "  - date: 2026-08-01",
    "    type: call",
    "    what: it's 5 o'clock -> go",
    "  - {date: 2026-08-02, type: visit, what: done}",
    "tags:",
    "- x",
    "- y",
)
SIGNS = (":", '"', "'", "[", "}", ",", " ", "\t", "#", "-", "&", "\\", "：", "，", "“", "=")
ALIKE = {
    ":": "：",
    ",": "，",
    '"': "”",
    "'": "‘",
    "-": "－",
    "[": "［",
    "}": "｝",
    "#": "＃",
    ";": "；",
}
OF_LINES: dict[str, Callable[[str], str]] = {
    "one space more": lambda line: f" {line}",
    "two spaces more": lambda line: f"  {line}",
    "three spaces more": lambda line: f"   {line}",
    "one space less": lambda line: line.removeprefix(" "),
    "two spaces less": lambda line: line.removeprefix("  "),
    "no spaces": str.lstrip,
    "a tab in front": lambda line: f"\t{line}",
    "a tab instead": lambda line: f"\t{line.lstrip()}",
    "left out": lambda line: "",
    "twice": lambda line: f"{line}\n{line}",
    "a dash in front": lambda line: f"- {line}",
    "a star": lambda line: re.sub(r"\S", r"* \g<0>", line, count=1),
    "without its dash": lambda line: line.replace("- ", "  ", 1),
    "a dash too close": lambda line: line.replace("- ", "-", 1),
    "slashes": lambda line: f"// {line}",
    "quoted": lambda line: f'"{line.strip()}"',
    "in brackets": lambda line: f"{{{line.strip()}}}",
    "a comma at its end": lambda line: f"{line},",
    "a colon too many": lambda line: f"{line}: more",
    "an arrow": lambda line: line.replace(": ", " -> "),
    "no colon": lambda line: line.replace(": ", " "),
    "two words more": lambda line: f"{line}\nsome words",
    "a rule above": lambda line: f"=====\n{line}",
    "a key below": lambda line: f"{line}\n  odd: key",
    "without brackets' ends": lambda line: line.rstrip("]}"),
    "a mark of a merge": lambda line: f"<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> other",
}


def at_each_sign(line: str, change: Callable[[str, int], str]) -> Iterator[tuple[int, str]]:
    """The line with that change before each word and each sign of it."""
    places = {found.start() for found in re.finditer(r"\b|[^\w\s]| +", line)} | {len(line)}
    for place in sorted(places):
        changed = change(line, place)
        if changed != line:
            yield place, changed


def slips(line: str) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    yield "a letter less", [*at_each_sign(line, lambda line, at: line[:at] + line[at + 1 :])]
    for sign in SIGNS:
        yield (
            f"{sign!r} more",
            [*at_each_sign(line, lambda line, at, sign=sign: line[:at] + sign + line[at:])],
        )
    yield (
        "another letter alike",
        [
            *at_each_sign(
                line,
                lambda line, at: (
                    line[:at] + ALIKE.get(line[at : at + 1], line[at : at + 1]) + line[at + 1 :]
                ),
            )
        ],
    )
    yield from ((name, [(0, change(line))]) for name, change in OF_LINES.items())


def told(text: str) -> str:
    reading = account_reading("accounts/acme.yaml", text.encode())
    lines = text.split("\n")
    return "; ".join(
        f"{finding.key or finding.rule}@{place.line}:{place.column}"
        f"{f' => {mended(lines, place_mends(finding, place))}' if finding.mends else ''}"
        for finding, place in reading.problems
    )


@pytest.mark.parametrize("number", range(len(LINES)))
def test_a_slip_of_the_hand_is_told_at_every_place(number):
    found = []
    for name, changes in slips(LINES[number]):
        answers: dict[str, list[int]] = {}
        for place, line in changes:
            text = "\n".join((*LINES[:number], line, *LINES[number + 1 :], ""))
            answers.setdefault(told(text), []).append(place)
        found.append(name)
        found += [f"  {' '.join(map(str, places))}: {said}" for said, places in answers.items()]
    assert found == recorded(FOLDER / f"{number:02}.txt", found)
