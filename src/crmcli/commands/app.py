"""Assembles the Typer app."""

import sys
from typing import Annotated

import typer

from crmcli import __version__
from crmcli.commands.root import Commands
from crmcli.commands.shared.common import Output, Root
from crmcli.commands.shared.words import Words, form
from crmcli.store.book.replay import Opening

app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"crm {__version__}\n")
        raise typer.Exit


def _members(incomplete: str) -> list[tuple[str, str]]:
    from crmcli.commands.shared import complete

    return complete.members(incomplete)


_Version = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
]
_Book = Annotated[
    str | None,
    typer.Option(
        "--book",
        "-C",
        metavar="DIR",
        help="The book's folder; else CRM_BOOK, else the nearest crm.yaml upwards.",
    ),
]
_Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="ko|en",
        help="Language of headings and messages.",
        parser=Words("--lang", ("ko", "en")),
    ),
]
_NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Read every file anew and remember nothing.")
]
_NoPager = Annotated[
    bool,
    typer.Option("--no-pager", help="Write a long list as it is, not by CRM_PAGER, PAGER or less."),
]
_AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Of `crm` without a command: the morning page of this day.",
    ),
]
_Owner = Annotated[
    list[str] | None,
    typer.Option(
        "--owner",
        metavar="MEMBER",
        help="Of the morning page: only what this team member owns; may be repeated.",
        autocompletion=_members,
    ),
]
_Mine = Annotated[
    bool,
    typer.Option(
        "--mine",
        help="Of the morning page: only what is mine, by git's user.email and the team.",
    ),
]
_Output = Annotated[
    Output | None,
    typer.Option(
        "--output", "-o", help="How to write the morning page.", **form("--output", Output)
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="Short for -o json.")]
_Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="Of the morning page: what each figure means and which records are behind it.",
    ),
]


@app.callback()
def crm(
    ctx: typer.Context,
    version: _Version = False,
    book: _Book = None,
    lang: _Lang = None,
    no_cache: _NoCache = False,
    no_pager: _NoPager = False,
    as_of: _AsOf = None,
    owner: _Owner = None,
    mine: _Mine = False,
    output: _Output = None,
    json: _Json = False,
    explain: _Explain = False,
) -> None:
    """The plain-text CRM: accounts as YAML files in git, and the questions of a sales team answered
    from them.

    Without a command: the morning page, with what is due today, what moved since last week and what
    changed since yesterday.
    """
    ctx.obj = Root(ctx.obj or Opening(""), book, lang, no_cache, no_pager)
    if ctx.invoked_subcommand is None:
        from crmcli.commands.read.morning import greet
        from crmcli.commands.shared.common import Common

        written = Output.json if json else output or Output.table
        asked = Common(book, as_of, owner=tuple(owner or ()), lang=lang, explain=explain)
        asked = asked._replace(output=written.value, no_cache=no_cache, no_pager=no_pager)
        greet(asked._replace(opening=ctx.obj.opening), mine=mine)
    of_page = {
        "--as-of": as_of,
        "--owner": owner,
        "--mine": mine,
        "--output": output,
        "--json": json,
        "--explain": explain,
    }
    said = next((option for option, value in of_page.items() if value), None)
    if said is not None:
        from crmcli.commands.shared.too_early import too_early

        raise too_early(ctx, said)
