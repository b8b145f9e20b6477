"""Arguments and options that several questions have: the same words for the same thing."""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.words import Words
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

AccountArg = Annotated[
    str | None,
    typer.Argument(
        metavar="[ACCOUNT]",
        help="Id, the beginning of one, name, alias, e-mail, phone or initials.",
        autocompletion=complete.accounts,
    ),
]
OneAccount = Annotated[
    str,
    typer.Argument(
        metavar="ACCOUNT",
        help="Id, the beginning of one, name, alias, e-mail, phone or initials.",
        autocompletion=complete.accounts,
    ),
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        metavar="N",
        min=0,
        help="At most N rows, 0 for all; 30 by default for people, all for json and csv.",
    ),
]
Sort = Annotated[
    str,
    typer.Option("--sort", metavar="NAME,-NAME", help="Sort by these; - sorts the highest first."),
]

MOST = 30  # rows for people, unless --limit says otherwise
WIDEST = 71  # characters of groupings that fit a line of help, after `  --by `


def by(*groupings: str) -> object:
    """The --by option of a report that knows these groupings; as many as do not fit a line of help
    stand beside it.
    """
    written = "|".join(groupings)
    metavar, told = (
        (written, "A row for each of these.")
        if len(written) <= WIDEST
        else ("GROUP", f"A row for each {', '.join(groupings[:-1])} or {groupings[-1]}.")
    )
    return Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar=metavar,
            help=told,
            parser=Words("--by", groupings),
            autocompletion=complete.choices(*groupings),
        ),
    ]


def apart(**given: object) -> None:
    """At most one of these options. Raises CrmError for two that do not go together."""
    named = [
        name.upper() if name in ("account", "objection", "row") else f"--{name}"
        for name, value in given.items()
        if value
    ]
    if len(named) > 1:
        raise CrmError(Message("error-apart", (named[0], named[1])))
