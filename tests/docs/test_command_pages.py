"""Every command has a page, docs/NAME.md, on which at least two examples of it stand; `crm help NAME` shows that page."""

import re

import pytest
from runner import ROOT

from crmcli.commands.directory.groups import COMMANDS
from crmcli.commands.directory.topics import PAGES


def examples(name: str) -> list[str]:
    """Every command line of a command on its page, with its output below it."""
    text = (ROOT / "docs" / f"{PAGES.get(name, name)}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:console|text)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    typed = re.findall(r"^\$ (?:[A-Z_]+=\S+ )*(.+)$", "\n".join(blocks), re.MULTILINE)
    return [line for line in typed if line.split()[:2] == ["crm", name]]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_of_a_command_has_two_examples_of_it(name: str) -> None:
    assert len(examples(name)) >= 2


def test_no_page_of_another_name_hides_one_of_its_own() -> None:
    assert [name for name in PAGES if (ROOT / "docs" / f"{name}.md").exists()] == []
