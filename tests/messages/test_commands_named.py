"""Every command line that a text tells of can be typed: the command is there, its verb, and each of its options."""

import re
from importlib import import_module

import pytest

from commands.registry import commands
from crmcli.messages import FILES, LANGUAGES

COMMANDS = dict(commands())
CALL = re.compile(r"(?<![\w./-])crm ((?:[^`\n;,.()가-힣]|[가-힣]+(?= --))*)")
OPTION = re.compile(r"--[a-z-]+")
# after which `crm` is the program, and no command line
PROSE = {"with", "committed", "does", "comes", "fetches", "that", "and", "has", "command:"} | {
    "runs",
    "writes",
}
TEXTS = [
    (language, key, text)
    for language in LANGUAGES
    for file in sorted(set(FILES.values()))
    for key, text in import_module(f"crmcli.messages.{language}.{file}").TEXTS.items()
]


def wrong(line: str) -> list[str]:
    """What of a command line behind `crm` there is not."""
    words = line.split()
    if not words or not re.match(r"[a-z]", words[0]) or words[0] in PROSE:
        return []
    name = words[0]
    if name not in COMMANDS:
        return [name]
    has = getattr(COMMANDS[name], "commands", {})
    if len(words) > 1 and words[1] in has:
        name = f"{name} {words[1]}"
    known = {option for param in COMMANDS[name].params for option in param.opts} | {"--help"}
    known |= {option for param in COMMANDS[name].params for option in param.secondary_opts}
    return [each for each in OPTION.findall(line) if each not in known]


def calls(text: str) -> list[str]:
    """A second command line in the same sentence is one of its own."""
    return [each for found in CALL.findall(text) for each in re.split(r"\bcrm ", found)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_in_a_text_is_there_with_its_options(language: str) -> None:
    told = {
        (key, line): found
        for spoken, key, text in TEXTS
        if spoken == language
        for line in calls(text)
        if (found := wrong(line))
    }
    assert {} == told


def test_enough_of_them_are_looked_at() -> None:
    assert 300 < sum(1 for _, _, text in TEXTS for _ in calls(text))
