"""Every page that somebody in sales reads has a Korean one of the same name in docs/ko, which shows the same commands.

Pages that nobody has written in Korean yet stand in not_yet_korean.txt, which may only become shorter: write the page and
take its line away. UPDATE=1 mends links: to the Korean page where there is one, and from each page to its twin.
"""

import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from runner import ROOT, commands

from crmcli.commands.directory.groups import COMMANDS
from crmcli.commands.root import Commands

DOCS, KOREAN = ROOT / "docs", ROOT / "docs" / "ko"
NOT_YET = Path(__file__).parent / "not_yet_korean.txt"
# pages that sales people do not read, each with whom it is for
FOR_OTHERS = {
    "architecture.md": "who changes the program: its rooms",
    "contributing.md": "who changes the program: how to",
    "decisions.md": "who changes the program: why it is as it is",
    "library.md": "who calls the program from Python",
    "real-data.md": "who doubts the figures: they are worked out over tables of others",
    "requirements.md": "who checks the program against what was asked for",
    "speed.md": "who changes the program: what it costs",
}
# pages that are written in Korean only
KOREAN_ONLY = {"시작하기.md"}
# of every answer alike, and not what a page is about
EVERYWHERE = {"--as-of", "--lang", "--limit", "-o", "-C"}
_LINK = re.compile(r"\]\(((?:\.\./|docs/(?:ko/)?)?)([^/)#\s]+\.md)((?:#[^)\s]+)?)\)")
_OPTION = re.compile(r"--[a-z]|-[a-zA-Z]$")
README = ROOT / "README.ko.md"

TWINS = [
    *[
        (DOCS / page.name, page)
        for page in sorted(KOREAN.glob("*.md"))
        if page.name not in KOREAN_ONLY
    ],
    (ROOT / "README.md", README),
]
IDS = [korean.name for _, korean in TWINS]


def test_every_page_is_there_in_korean_or_in_the_list_of_those_that_are_missing() -> None:
    missing = {page.name for page in DOCS.glob("*.md")} - {page.name for page in KOREAN.glob("*")}
    listed = NOT_YET.read_text(encoding="utf-8").split()
    assert sorted(missing - {*FOR_OTHERS}) == listed


def test_pages_for_others_are_there_and_have_no_korean_one() -> None:
    assert {*FOR_OTHERS} <= {page.name for page in DOCS.glob("*.md")}
    assert set() == {*FOR_OTHERS} & {page.name for page in KOREAN.glob("*")}


def test_a_korean_page_has_an_english_one() -> None:
    assert [korean.name for english, korean in TWINS if not english.exists()] == []


@pytest.mark.parametrize(("english", "korean"), TWINS, ids=IDS)
def test_a_page_begins_with_a_link_to_the_other_language(english: Path, korean: Path) -> None:
    _first_link(english, f"[한국어]({os.path.relpath(korean, english.parent)})")
    _first_link(korean, f"[English]({os.path.relpath(english, korean.parent)})")


def _first_link(page: Path, link: str) -> None:
    text = page.read_text(encoding="utf-8")
    if os.environ.get("UPDATE") and link not in text:
        head, _, rest = text.partition("\n\n")
        page.write_text(f"{head}\n\n{link}\n\n{rest}", encoding="utf-8", newline="\n")
        text = page.read_text(encoding="utf-8")
    assert link in "\n".join(text.split("\n")[:6])


@pytest.mark.parametrize("page", [*sorted(KOREAN.glob("*.md")), README], ids=lambda page: page.name)
def test_a_korean_page_leads_to_korean_pages_where_there_are_any(page: Path) -> None:
    korean, english = ("docs/ko/", "docs/") if page == README else ("", "../")

    def led(link: re.Match[str]) -> str:
        before, name, anchor = link.groups()
        itself = before == "../" and name == page.name  # its twin
        if page == README and not before:
            return link.group()
        return f"]({korean if (KOREAN / name).exists() and not itself else english}{name}{anchor})"

    text = page.read_text(encoding="utf-8")
    # blocks show what commands print, pages of `crm help` among it
    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    now = "".join(part if part.startswith("```") else _LINK.sub(led, part) for part in parts)
    if os.environ.get("UPDATE") and now != text:
        page.write_text(now, encoding="utf-8", newline="\n")
        text = now
    assert now == text


@pytest.mark.parametrize(("english", "korean"), TWINS, ids=IDS)
def test_a_korean_page_shows_every_command_and_option_that_the_english_one_shows(
    english: Path, korean: Path
) -> None:
    assert sorted(_shown(english) - _shown(korean)) == []


def _shown(page: Path) -> set[str]:
    """Each command that the page runs, and with each option that it runs it with."""
    found: set[str] = set()
    for line in commands(page.read_text(encoding="utf-8")):
        words = shlex.split(line.partition(" | head -")[0])
        if "crm" not in words:
            continue
        words = words[words.index("crm") + 1 :]
        command = next((word for word in words if word in COMMANDS), "")
        inner: Any = Commands(name="crm").get_command(None, command) if command else None
        said = next((word for word in words if word in getattr(inner, "commands", ())), "")
        name = f"{command} {said}".strip()
        options = {word.partition("=")[0] for word in words if _OPTION.match(word)} - EVERYWHERE
        found |= {name} | {f"{name} {option}" for option in options}
    return found


def test_the_readme_installs_and_tests_the_same_in_both_languages() -> None:
    english, korean = (
        re.findall(r"^```sh\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.DOTALL)
        for page in (ROOT / "README.md", README)
    )
    assert english == [
        block.replace("examples/hanbit --lang ko", "examples/northwind") for block in korean
    ]


def test_recipes_for_other_programs_are_the_same_in_both_languages() -> None:
    """They are read and tested in English; comments may be in the page's language."""
    english, korean = (_recipes(page) for page in (DOCS / "ci.md", KOREAN / "ci.md"))
    assert english == korean
    assert len(english) > 4


def _recipes(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [re.sub(r"(?<=.)[ ]+# .*$", "", block, flags=re.MULTILINE) for block in blocks]
