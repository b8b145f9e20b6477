"""The texts of a command in Korean, in the place of the English ones it was built with while it
tells of itself.

They are looked up by the English text, a paragraph each: a command says what it is in one place.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from crmcli.messages.ko.help import deals, files, names, options, reading, records

if TYPE_CHECKING:
    from typer._click.core import Command

_EXAMPLE = "Example: "
_NAME = re.compile(r"(?<![a-z_])[A-Z]+(-[A-Z]+)*(?![a-z_])")


@cache
def texts() -> dict[str, str]:
    """Korean by English, of all rooms."""
    rooms = (options, reading, records, deals, files)
    return {english: korean for room in rooms for english, korean in room.TEXTS.items()}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each in one line but what is marked to stay as it is."""
    return [
        each.strip("\n") if each.startswith("\b") else " ".join(each.split())
        for each in re.split(r"\n\s*\n", text.strip())
    ]


def told(text: str) -> str:
    """A help text in Korean; a paragraph that has none stays English."""
    return "\n\n".join(
        "\n".join(map(_example, each.split("\n")))
        if each.startswith("\b")
        else texts().get(each, each)
        for each in paragraphs(text)
    )


def _example(line: str) -> str:
    """A line that may be copied: the Korean one over the Korean example book."""
    if not line.startswith(_EXAMPLE):
        return line
    return f"{names.EXAMPLE}: {sample(line.removeprefix(_EXAMPLE))}"


def sample(line: str) -> str:
    """A command line as a Korean team would write it, over its own book."""
    return names.EXAMPLES.get(line, line)


def named(metavar: str) -> str:
    """What stands for a value: `거래처` for ACCOUNT. Words that are typed as they are stay."""
    whole = names.METAVARS.get(metavar)
    return whole or _NAME.sub(
        lambda found: names.METAVARS.get(found.group(), found.group()), metavar
    )


@contextmanager
def in_korean(command: "Command") -> Iterator[None]:
    """A command that has Korean, and those within it, for as long as it tells of itself."""
    before = []
    for each, name, text in _put(command):
        before.append((each, name, getattr(each, name)))
        setattr(each, name, text)
    try:
        yield
    finally:
        for each, name, text in before:
            setattr(each, name, text)


def _put(command: "Command") -> Iterator[tuple[object, str, str]]:
    """What gets another text: whose, which attribute, and the text."""
    yield command, "options_metavar", names.OPTIONS
    yield command, "help", told(command.help or "")
    made = vars(command).get(
        "_help_option"
    )  # the library's own, which it makes when it is asked for
    for param in (*command.params, *([made] if made else ())):
        said = getattr(param, "help", None)
        if said:
            yield param, "help", told(said)
        if param.metavar:
            yield param, "metavar", named(param.metavar)
    if hasattr(command, "subcommand_metavar"):
        yield command, "subcommand_metavar", names.SUBCOMMAND
    for each in (getattr(command, "commands", None) or {}).values():
        if each is not None:
            yield from _put(each)
