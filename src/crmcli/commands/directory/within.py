"""The commands within a command: their lines in its help are whole, a word that is none of them,
such as `crm deal add`, is answered with the nearest, or with all, and one that is begun in Hangul
is completed by what it is called so, or by its keys.
"""

from collections.abc import Iterable
from types import MethodType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typer._click.core import Command, Context
    from typer._click.formatting import HelpFormatter
    from typer._click.shell_completion import CompletionItem

C = TypeVar("C")
_WHOLE = 400  # characters, more than the first sentence of any command


def within_known(command: C) -> C:
    """The command, telling whole lines of those within it, and refusing what is none of them."""
    group: Any = command
    plain, offered = group.resolve_command, group.shell_complete

    def resolve_command(
        of: Any,  # noqa: ANN401 - Typer's group
        ctx: "Context",
        args: list[str],
    ) -> "tuple[str | None, Command | None, list[str]]":
        word = args[0]
        if word not in of.commands and not word.startswith("-"):
            _refuse(ctx.command_path, word, of.commands)
        found: tuple[str | None, Command | None, list[str]] = plain(ctx, args)
        return found

    def format_commands(
        of: Any,  # noqa: ANN401 - the same
        _: "Context",
        formatter: "HelpFormatter",
    ) -> None:
        lines = [(name, each.get_short_help_str(_WHOLE)) for name, each in of.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(lines)

    def shell_complete(
        of: Any,  # noqa: ANN401 - the same
        ctx: "Context",
        incomplete: str,
    ) -> "list[CompletionItem]":
        from typer._click.shell_completion import CompletionItem

        from crmcli.commands.directory.nearest import begun_within

        if incomplete.isascii():
            found: list[CompletionItem] = offered(ctx, incomplete)
            return found
        meant = begun_within(incomplete, of.commands)
        return [
            CompletionItem(name, help=each.get_short_help_str(_WHOLE))
            for name, each in of.commands.items()
            if name in meant
        ]

    for method in (resolve_command, format_commands, shell_complete):
        vars(command)[method.__name__] = MethodType(method, command)
    return command


def _refuse(said: str, word: str, known: Iterable[str]) -> None:
    from crmcli.commands.directory.nearest import nearest_within
    from crmcli.domain.errors import CrmError
    from crmcli.domain.table import Message

    near = nearest_within(word, known)
    told = ", ".join(f"`{said} {each}`" for each in near or known)
    raise CrmError(
        Message("error-no-command", (f"{said} {word}".removeprefix("crm "),)),
        Message("hint-near-command" if near else "hint-known", (told,)),
    )
