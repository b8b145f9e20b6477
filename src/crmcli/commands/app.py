"""Assembles the Typer app."""

import sys
from importlib import import_module
from typing import Annotated, Any, Optional

import typer
from typer.core import TyperGroup

from crmcli import __version__
from crmcli.commands.common import Root
from crmcli.store.recall import Opening

# A command's module is imported when the command is asked for, and by --help.
COMMANDS = {
    "coverage": "reports", "due": "reports", "pipeline": "reports", "bant": "reports", "losses": "reports", "winrate": "reports",
    "list": "reports", "show": "reports", "lint": "lint", "init": "init", "schema": "schema", "cache": "cache",
}  # fmt: skip


class Commands(TyperGroup):
    """The commands by name, each built when it is needed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found = getattr(import_module(f"crmcli.commands.{module}"), cmd_name if cmd_name != "list" else "list_")
        if isinstance(found, typer.Typer):
            command: Any = typer.main.get_command(found)
            command.name = cmd_name
            return command
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(name=cmd_name, cls=getattr(found, "command_class", None))(found)
        return typer.main.get_command(single)


app = typer.Typer(cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"crm {__version__}\n")
        raise typer.Exit


@app.callback()
def crm(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
    book: Annotated[Optional[str], typer.Option("--book", "-C", metavar="DIR", help="The book's folder; else CRM_BOOK, else the nearest crm.yaml upwards.")] = None,  # noqa: UP045
    lang: Annotated[Optional[str], typer.Option("--lang", metavar="ko|en", help="Language of headings and messages.")] = None,  # noqa: UP045
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read every file anew and remember nothing.")] = False,
) -> None:
    """The plain-text CRM: accounts as YAML files in git, and the questions of a sales team answered from them."""
    if lang not in (None, "ko", "en"):
        raise typer.BadParameter("ko or en", param_hint="--lang")
    ctx.obj = Root(ctx.obj or Opening(""), book, lang, no_cache)
