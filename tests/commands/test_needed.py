"""What a command line left out is told in one way by every command: its name, what it is, an example; and an option before the command it is for is told where it belongs."""

import ast
import re
from pathlib import Path

import pytest

import crmcli.commands

from .registry import commands

COMMANDS = dict(commands())
WORD = re.compile(r"[A-Za-z-]+")  # of what stands for values, and an option
NEED = re.compile(r"crm: (.+) is missing\nhint: (?:one of: )?(\S.*) Example: `(crm .*)`\n")
NEED_KO = re.compile(
    r"crm: (.+): 값을 적어 주세요\n도움말: (?:가능한 값: )?(\S.*) 예: `(crm .*)`\n"
)
# commands that do something, or ask a question, when nothing else is said
ANSWERS = {
    name for name, each in COMMANDS.items() if not any(param.required for param in each.params)
}


@pytest.fixture
def book(shared):
    shared.write({"acme": "name: Acme\n"}, "team: {ada: {name: Ada Moss}}\n")
    return shared


NEEDS = sorted(COMMANDS.keys() - ANSWERS)
WRITES = sorted(
    name
    for name, each in COMMANDS.items()
    if name and any(param.name == "account" and not param.required for param in each.params)
)


@pytest.mark.parametrize("name", NEEDS)
def test_what_the_parser_misses_is_told_with_what_it_is_and_an_example(book, name):
    ran = book(*name.split())
    found = NEED.fullmatch(ran.told)
    assert (2, True) == (ran.status, bool(found)), ran.told
    assert f"Example: {found[3]}\n" in f"{COMMANDS[name].help}\n"
    korean = book("--lang", "ko", *name.split())
    assert (2, True) == (korean.status, bool(NEED_KO.fullmatch(korean.told))), korean.told


@pytest.mark.parametrize("name", WRITES)
def test_what_a_writing_command_misses_is_told_so_too(book, name):
    for language, pattern in (("en", NEED), ("ko", NEED_KO)):
        ran = book("--lang", language, *name.split())
        assert (
            ran.status == 0
            or not re.search("is missing|적어 주세요", ran.told)
            or (2 == ran.status and pattern.fullmatch(ran.told))
        ), ran.told


def test_whatever_is_asked_for_is_a_name_of_its_commands_help():
    known = {
        name
        for each in COMMANDS.values()
        for param in each.params
        for name in (*WORD.findall((param.metavar or "").split(" | ")[-1]), *param.opts)
    }
    asked = {
        node.args[1].value
        for path in Path(crmcli.commands.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("need", "need_text", "need_word")
        and isinstance(node.args[1], ast.Constant)
    }
    assert len(asked) > 20
    assert set() == {each for each in asked if not {*WORD.findall(each)} <= known}


EARLY = sorted(
    (name, option)
    for name in COMMANDS
    if name and not hasattr(COMMANDS[name], "commands")
    for option in ("--mine", "--as-of", "--owner", "--json")
)


@pytest.mark.parametrize(("name", "option"), EARLY)
def test_an_option_before_its_command_is_told_where_it_belongs(book, name, option):
    value = {"--as-of": ["2026-01-01"], "--owner": ["ada"]}.get(option, [])
    told = book(option, *value, *name.split()).told
    # the parser takes it there, or has none such
    taken = book(*name.split(), option, *value, "--help").status == 0
    claim = (
        f"say it after the command's name: crm {name} {option}"
        if taken
        else f"`crm {name}` has no {option}"
    )
    assert told.endswith(f"{claim}\n"), told


GROUPS = {
    name: each
    for name, each in COMMANDS.items()
    if name and hasattr(each, "commands") and each.invoke_without_command
}


def test_options_of_a_question_before_its_verb_are_told_where_they_belong(book):
    assert "team" in GROUPS
    for group, question in GROUPS.items():
        for verb, command in question.commands.items():
            for param in question.params:
                option = next((each for each in param.opts if each.startswith("--")), "")
                if not option or option in ("--help", "--lang", "--book"):
                    continue
                words = [option] if param.is_flag else [option, "member"]
                if option == "--output":
                    words[1] = "csv"
                told = book(group, *words, verb).told
                taken = any(option in each.opts for each in command.params)
                claim = "say it after the command's name" if taken else f"has no {option}"
                assert claim in told, told
