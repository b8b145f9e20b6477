"""The commands by name: each is built when it is asked for, and help shows them in their groups."""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from crmcli.commands.directory.groups import COMMANDS, GROUPS
from crmcli.commands.directory.unknown import no_command
from crmcli.commands.shared.once import once
from crmcli.commands.shared.too_early import WORDS_BEHIND
from crmcli.store.book.replay import Opening, root_in

if TYPE_CHECKING:
    from typer._click.core import Command, Context
    from typer._click.formatting import HelpFormatter
    from typer._click.shell_completion import CompletionItem


class Commands(TyperGroup):
    """`crm` itself."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - what Typer gives a group
        super().__init__(**given)
        once(self)

    def list_commands(self, ctx: object) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> "Command | None":
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        name, has = cmd_name.replace("-", "_"), import_module(f"crmcli.commands.{module}")
        # with a line below where Python has a word of that name
        found = getattr(has, f"{name}_", None) or getattr(has, name)
        if isinstance(found, typer.Typer):
            command = typer.main.get_command(found)
            command.name = cmd_name
            from crmcli.commands.directory.within import within_known

            return within_known(once(command))
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(name=cmd_name, cls=getattr(found, "command_class", None))(found)
        return once(typer.main.get_command(single))

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, Command | None, list[str]]":
        """A command line that the book keeps stands for its words. Raises CrmError for a word that
        is no command, with the nearest ones.
        """
        word = args[0]
        if word in COMMANDS or word.startswith("-"):
            ctx.meta[WORDS_BEHIND] = args[1:]
            return super().resolve_command(ctx, args)
        saved = _words_for(ctx, word)
        if saved is not None:
            return super().resolve_command(ctx, [*saved, *args[1:]])
        raise no_command(word, [name for name, _ in saved_lines(ctx)])

    def format_help_text(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """What the program is, then the map of the commands: the options come below."""
        from crmcli.commands.shared.session_language import session_language
        from crmcli.domain.text.visible import visible
        from crmcli.domain.text.width import cells
        from crmcli.messages import Phrases

        super().format_help_text(ctx, formatter)
        phrases = Phrases(session_language())
        wide = max(map(len, COMMANDS))
        for group, names in GROUPS.items():
            formatter.write(f"\n{phrases(f'group-{group}')}:\n")
            for name in names:
                formatter.write(f"  {name:{wide}}  {phrases(f'command-{name}')}\n")
        saved = saved_lines(ctx)
        if saved:
            formatter.write(f"\n{phrases('group-saved')}:\n")
            for name, line in saved:
                formatter.write(f"  {name}{' ' * (wide - cells(name))}  {visible(line)}\n")
        formatter.write("\n")
        formatter.write_text(phrases("group-more"))

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Nothing below the options: they stand above."""

    def _main_shell_completion(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as above
        """Typer has named its own shells by now."""
        if "_CRM_COMPLETE" in os.environ:
            from crmcli.commands.shared.shells import answer_shells

            answer_shells()
        super()._main_shell_completion(*given, **named)

    def shell_complete(self, ctx: "Context", incomplete: str) -> "list[CompletionItem]":
        """The commands with their lines, none of which is built for that, and what the book
        keeps.
        """
        import unicodedata

        from typer._click.core import Command
        from typer._click.shell_completion import CompletionItem

        from crmcli.commands.directory.nearest import begun_commands
        from crmcli.commands.shared.session_language import session_language
        from crmcli.domain.text.visible import visible
        from crmcli.messages import Phrases

        phrases = Phrases(session_language())
        found = [
            CompletionItem(name, help=phrases(f"command-{name}"))
            for name in begun_commands(incomplete)
        ]
        begun = unicodedata.normalize("NFC", incomplete)
        found += [
            CompletionItem(name, help=visible(line))
            for name, line in saved_lines(ctx)
            if name.startswith(begun)
        ]
        return [*found, *Command.shell_complete(self, ctx, incomplete)]


def saved_lines(ctx: "Context") -> list[tuple[str, str]]:
    """The command lines that the book at hand keeps, by their names, as people read them."""
    from crmcli.app.saved_commands import saved_commands

    return [(name, each.line) for name, each in saved_commands(_root(ctx)).items()]


def _root(ctx: "Context") -> str | None:
    book = ctx.params.get("book")
    return root_in(["-C", str(book)] if book else [])


def _words_for(ctx: "Context", name: str) -> list[str] | None:
    """The words that a saved command line stands for; None where none is called so."""
    from crmcli.app.saved_commands import words_for

    words = words_for(name, _root(ctx))
    if words is not None and isinstance(ctx.obj, Opening):
        # what the name means may change without the words that were typed
        ctx.obj = ctx.obj._replace(key="", request=None)
    return words
