"""The options every command shares, and how a command's own ones join them."""

import inspect
from collections.abc import Callable
from enum import Enum
from typing import Annotated, Any

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common, Output, Root
from crmcli.commands.shared.too_early import refuse_before
from crmcli.commands.shared.words import form


class Language(str, Enum):
    """The language of headings and messages."""

    ko = "ko"
    en = "en"


# By parameter, its annotation and its default.
Options = dict[str, tuple[object, object]]
# What Typer read from the command line for a parameter: of the type that its annotation says.
Given = dict[str, Any]

Book = Annotated[
    str | None,
    typer.Option(
        "--book",
        "-C",
        metavar="DIR",
        help="The book's folder; else CRM_BOOK, else the nearest crm.yaml upwards.",
    ),
]
# Typer reads these at run time, and knows Optional best.
_SHARED: Options = {
    "as_of": (
        Annotated[
            str | None,
            typer.Option(
                "--as-of",
                metavar="DATE",
                help="Answer as of this day (YYYY-MM-DD); today by default.",
            ),
        ],
        None,
    ),
    "at": (
        Annotated[
            str | None,
            typer.Option(
                "--at",
                metavar="REV|DATE",
                help="The files as committed at this revision, or last by the end of this day.",
            ),
        ],
        None,
    ),
    "owner": (
        Annotated[
            list[str] | None,
            typer.Option(
                "--owner",
                metavar="MEMBER",
                help="Only what this team member owns; may be repeated.",
                autocompletion=complete.members,
            ),
        ],
        None,
    ),
    "segment": (
        Annotated[
            list[str] | None,
            typer.Option(
                "--segment",
                metavar="SEGMENT",
                help="Only accounts of this segment; may be repeated.",
                autocompletion=complete.segments,
            ),
        ],
        None,
    ),
    "tag": (
        Annotated[
            list[str] | None,
            typer.Option(
                "--tag",
                metavar="TAG",
                help="Only accounts with this tag; may be repeated.",
                autocompletion=complete.tags,
            ),
        ],
        None,
    ),
    "output": (
        Annotated[
            Output,
            typer.Option(
                "--output", "-o", help="How to write the answer.", **form("--output", Output)
            ),
        ],
        Output.table,
    ),
    "json": (Annotated[bool, typer.Option("--json", help="Short for -o json.")], False),
    "explain": (
        Annotated[
            bool,
            typer.Option(
                "--explain", help="Tell what each figure means and which records are behind it."
            ),
        ],
        False,
    ),
    "lang": (
        Annotated[
            Language | None,
            typer.Option(
                "--lang", help="Language of headings and messages.", **form("--lang", Language)
            ),
        ],
        None,
    ),
    "book": (Book, None),
    "no_cache": (
        Annotated[
            bool, typer.Option("--no-cache", help="Read every file anew and remember nothing.")
        ],
        False,
    ),
    "no_pager": (
        Annotated[
            bool,
            typer.Option(
                "--no-pager", help="Write a long list as it is, not by CRM_PAGER, PAGER or less."
            ),
        ],
        False,
    ),
    "bom": (
        Annotated[
            bool,
            typer.Option("--bom", help="With -o csv: begin with a byte order mark, for Excel."),
        ],
        False,
    ),
}


def joined(
    parameter: str, options: Options, make: Callable[[Given, Root | None], object]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command one parameter made of many options, which come after its own ones in
    --help.
    """

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = [
            each
            for name, each in inspect.signature(function).parameters.items()
            if name != parameter
        ]

        def command(ctx: typer.Context, **given: object) -> None:
            if ctx.invoked_subcommand is not None:  # a question with verbs behind it
                refuse_before(ctx)
                return
            function(
                **{parameter: make({name: given.pop(name) for name in options}, ctx.obj)}, **given
            )

        context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
        more = [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind
            )
            for name, (kind, default) in options.items()
        ]
        parameters = [
            each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (context, *own)
        ] + more
        command.__name__, command.__doc__ = function.__name__, function.__doc__
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {each.name: each.annotation for each in parameters}
        return command

    return decorate


def shared(*left_out: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command that asks `common: Common` from the options every report has."""
    return joined(
        "common", {name: each for name, each in _SHARED.items() if name not in left_out}, _common
    )


def _common(given: Given, root: Root | None) -> Common:
    output = Output.json if given.get("json") else given.get("output", Output.table)
    lang, root = given.get("lang"), root or Root()
    return Common(
        book=given.get("book") or root.book,
        as_of=given.get("as_of"),
        at=given.get("at"),
        owner=tuple(given.get("owner") or ()),
        segment=tuple(given.get("segment") or ()),
        tag=tuple(given.get("tag") or ()),
        lang=lang.value if lang else root.lang,
        explain=given.get("explain", False),
        output=output.value,
        no_cache=given.get("no_cache", False) or root.no_cache,
        bom=given.get("bom", False),
        no_pager=given.get("no_pager", False) or root.no_pager,
        opening=root.opening,
    )
