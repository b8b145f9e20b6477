"""The page of a command that writes tells it with its own options; docs/editing.md has those that all of them have, once."""

import re
from typing import Any

import pytest
from runner import ROOT
from tables import tables

from crmcli.commands.directory.groups import COMMANDS
from crmcli.commands.root import Commands
from crmcli.commands.shared.option_names import MAIN

# these tell their options in tables of another form
ELSEWHERE = {"bant", "qualify", "stance", "forget", "undo", "import", "handover", "team"}


def page(name: str) -> dict[str, list[dict[str, str]]]:
    return tables((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8"))


def words(row: dict[str, str]) -> str:
    """The command of a row, without its arguments."""
    return re.sub(r" [A-Z'\[].*", "", row["Command"].strip("`"))


EVERY = {
    option
    for row in page("editing")["Options of every command"]
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
ROWS = [
    row for name in sorted({each.split()[0] for each in WRITERS}) for row in page(name)["Options"]
]
TOLD = {words(row): row for row in ROWS}


def test_every_command_stands_on_its_page_once() -> None:
    assert sorted(f"crm {name}" for name in WRITERS) == sorted(map(words, ROWS))


@pytest.mark.parametrize("name", sorted({each.split()[0] for each in WRITERS}))
def test_a_page_tells_of_no_other_command(name: str) -> None:
    assert {words(row).split()[1] for row in page(name)["Options"]} == {name}


def test_the_options_of_a_handover_stand_on_its_page() -> None:
    command: Any = Commands(name="crm").get_command(None, "handover")
    told = {
        each
        for row in page("handover")["Options"]
        for each in re.findall(r"--[a-z-]+", row["Option"])
    }
    assert told >= options(command) - EVERY


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
