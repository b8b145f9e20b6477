"""docs/editing.md tells every command that writes an account, with its own options, and the options all of them have once."""

import re
from typing import Any

import pytest
from runner import ROOT
from tables import tables

from crmcli.commands.app import COMMANDS, Commands
from crmcli.commands.shared.option_names import MAIN

PAGE = tables((ROOT / "docs" / "editing.md").read_text(encoding="utf-8"))
TOLD = {re.sub(r" [A-Z'\[].*", "", row["Command"].strip("`")): row for row in PAGE["Commands"]}
ELSEWHERE = {"bant", "qualify", "stance", "forget", "undo", "import"}  # pages of their own
EVERY = {
    option
    for row in PAGE["Options of every command"]
    for option in re.findall(r"--[a-z-]+", row["Option"])
}


def writers() -> dict[str, Any]:
    """Every command that changes a file of the book, by its words."""
    found: dict[str, Any] = {}
    for name in COMMANDS.keys() - ELSEWHERE:
        command: Any = Commands(name="crm").get_command(None, name)
        inner = (
            {f"{name} {each}": sub for each, sub in command.commands.items()}
            if hasattr(command, "commands")
            else {name: command}
        )
        found |= {words: each for words, each in inner.items() if "--dry-run" in options(each)}
    return found


def options(command: Any) -> set[str]:
    """What the table of options calls them: of each its first name."""
    return {
        MAIN.get(each, each)
        for parameter in command.params
        for each in (*parameter.opts, *parameter.secondary_opts)
        if each.startswith("--")
    } - {"--help"}


WRITERS = writers()


def test_every_command_stands_on_the_page_once() -> None:
    assert sorted(f"crm {name}" for name in WRITERS) == sorted(TOLD)
    assert len(PAGE["Commands"]) == len(TOLD)


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_every_option_of_a_command_stands_in_its_row_and_no_other(name: str) -> None:
    told = re.findall(r"--[a-z-]+", TOLD[f"crm {name}"]["Its own options"])
    assert {MAIN.get(each, each) for each in told} == options(WRITERS[name]) - EVERY


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_every_argument_of_a_command_stands_in_its_row(name: str) -> None:
    row = TOLD[f"crm {name}"]["Command"].strip("`").removeprefix(f"crm {name}").split()
    assert len(re.findall(r"'[^']*'|\S+", " ".join(row))) == len(
        [each for each in WRITERS[name].params if each.param_type_name == "argument"]
    )


def test_what_every_command_has_every_command_has() -> None:
    assert {name: EVERY - options(command) for name, command in WRITERS.items()} == dict.fromkeys(
        WRITERS, set()
    )
