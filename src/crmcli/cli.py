"""Assembles the Typer app. The one error boundary; exit statuses: 0 fine, 1 findings, 2 usage, 3 our bug, 4 refused."""

import os
import sys
from importlib import import_module
from typing import Annotated, Any, Optional

import typer
from typer.core import TyperGroup

from crmcli import __version__
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
    from crmcli.commands.common import Root

    if lang not in (None, "ko", "en"):
        raise typer.BadParameter("ko or en", param_hint="--lang")
    ctx.obj = Root(ctx.obj or Opening(""), book, lang, no_cache)


def run(opening: Opening | None) -> int:
    """Run the command line; returns the exit status."""
    try:
        app(prog_name="crm", obj=opening)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the boundary
        return _told(error)
    return 0


def _told(error: Exception) -> int:
    """Say what went wrong; the exit status. Only here: what this needs is not on the way of a run that goes well."""
    from crmcli.commands.desk import say_broken_policy, say_error
    from crmcli.domain.errors import CrmError
    from crmcli.domain.table import Message
    from crmcli.store.book import PolicyBroken

    if isinstance(error, CrmError):
        _tell(say_error(error, _asked_language()))
        return error.status
    if isinstance(error, PolicyBroken):
        _tell(say_broken_policy(error, _asked_language()))
        return 1
    if os.environ.get("CRM_DEBUG"):
        raise error
    _tell(say_error(CrmError(Message("bug", (f"{type(error).__name__}: {error}",)), Message("bug-hint")), _asked_language()))
    return 3


def _asked_language() -> str:
    from crmcli.commands.desk import language_of

    words = sys.argv
    asked = next((word[7:] for word in words if word.startswith("--lang=")), None)
    if asked is None and "--lang" in words[:-1]:
        asked = words[words.index("--lang") + 1]
    return language_of(asked if asked in ("ko", "en") else None, None)


def _tell(text: str) -> None:
    from crmcli.commands.screen import Screen

    Screen().tell(text)
