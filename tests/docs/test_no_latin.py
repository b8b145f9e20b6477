"""Whatever a command prints on a Korean page, which is run in a Korean session, is Korean: a Latin sentence in it is
somebody's own, written in the page's files or typed in its commands, or a name that is the same everywhere.
"""

import re
from pathlib import Path

import pytest
from runner import ROOT

from commands.test_korean import latin

PAGES = [*sorted((ROOT / "docs" / "ko").glob("*.md")), ROOT / "README.ko.md"]
# what is for programs has one form in every language
FOR_PROGRAMS = re.compile(
    r"-o (json|csv|ics)|--json|--lang en|schema |export |--format (mermaid|dot)|^\$ (git|cat) "
)
# what git says in its own words, framed as such
QUOTED = re.compile(r'git이 알린 말: ".*"$')
# a record by its place in the book: `hanbit-electronics log 2026-05-14 visit`
REFERENCE = re.compile(r"[a-z-]+ log \d{4}-\d\d-\d\d [a-z_]+")
# a first and a last name, from two columns of a table
NAMES = {"Nora Free"}
# keys, operations and kinds in a row, as files and requests have them
OPERATIONS = re.compile(r"(있는 것|비슷한 것): .*")
BOOKS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "examples").rglob("*"))
    if path.suffix in {".yaml", ".csv", ".vcf"}
)


def printed(page: str) -> list[tuple[str, str]]:
    """Each line that a command prints, with the command."""
    found, command, inside = [], "", False
    for line in page.split("\n"):
        if line.startswith("```"):
            inside, command = line == "```console" and not inside, ""
        elif inside and line.startswith("$ "):
            command = line
        elif inside:
            found.append((command, line))
    return found


def written(page: str) -> str:
    """What a person wrote or typed on the page: its files and its commands."""
    files = re.findall(r"^```(?!console)\w+\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    return "\n".join([*files, *re.findall(r"^\$ (.*)$", page, re.MULTILINE)])


def without(line: str) -> str:
    """The line without commands, references and what others say."""
    for pattern in (QUOTED, OPERATIONS, REFERENCE, re.compile(r"crm [a-z][^:]*")):
        line = pattern.sub("", line)
    return line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_line_of_an_answer_is_a_latin_sentence(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    own = " ".join((written(text) + BOOKS).split()).casefold()
    found = {
        (command, each)
        for command, line in printed(text)
        if not FOR_PROGRAMS.search(command)
        for each in latin(without(line))
        if each.casefold() not in own and each not in NAMES
    }
    assert found == set()
