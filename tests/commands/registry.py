"""Every command there is, with its options and arguments, as the parser has them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import typer

from crmcli.commands.app import app


class Param(NamedTuple):
    """One option or argument of one command."""

    command: str
    param: Any

    @property
    def is_option(self) -> bool:
        return self.param.param_type_name == "option"

    @property
    def names(self) -> list[str]:
        return [*self.param.opts, *self.param.secondary_opts]

    @property
    def parser(self) -> Any:
        """What reads its value, where we gave it a reader of our own."""
        return getattr(self.param.type, "func", None)


def commands(command: Any = None, name: str = "") -> Iterator[tuple[str, Any]]:
    """Each command by its name, groups among them."""
    command = command or typer.main.get_command(app)
    yield name, command
    for each in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from commands(command.get_command(None, each), f"{name} {each}".strip())


def params() -> list[Param]:
    """Each option and argument of each command."""
    return [Param(name, param) for name, command in commands() for param in command.params]
