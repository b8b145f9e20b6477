"""Arguments and options that several writing commands have: the same words for the same thing."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.words import Taken, Words

AccountArg = Annotated[
    str | None,
    typer.Argument(
        metavar="ACCOUNT",
        help="Id, the beginning of one, name, alias, e-mail, phone or initials.",
        autocompletion=complete.accounts,
    ),
]
ContactArg = Annotated[
    str | None,
    typer.Argument(
        metavar="CONTACT",
        help="Id, the beginning of one, name, e-mail, phone or initials.",
        autocompletion=complete.contacts,
    ),
]
DealArg = Annotated[
    str | None,
    typer.Argument(
        metavar="DEAL", help="Id, the beginning of one, or name.", autocompletion=complete.deals
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date",
        "-d",
        metavar="DATE",
        help="When; today by default. 2026-08-03, yesterday, last fri, -3d.",
    ),
]
Id = Annotated[
    str | None,
    typer.Option(
        "--id", metavar="ID", help="What it is called in the file; made from its name by default."
    ),
]
Force = Annotated[
    bool,
    typer.Option("--force", help="Pass a gate that is shut; needs --why, which is written down."),
]
Why = Annotated[
    str | None, typer.Option("--why", metavar="TEXT", help="On what evidence, or for what reason.")
]
Ours = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="MEMBER",
        help="Who took part of ours; may be repeated. You, if git and the team know you.",
        autocompletion=complete.members,
    ),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="For ourselves.")]
Owner = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar="MEMBER",
        help="Who of us is responsible.",
        autocompletion=complete.members,
    ),
]


Offers = Callable[..., list[tuple[str, str]]]  # what the shell completes, from what was typed of it
Text = str | None
Texts = list[str] | None


def text(
    option: str,
    metavar: str,
    help_: str,
    words: Sequence[str] = (),
    default: str | None = None,
    *,
    offers: Offers | None = None,
    tail: str = "",
) -> Any:  # noqa: ANN401 - as Typer's own: a default of any type
    """An option that takes one value; `words` are all there are, and stand in the help where the
    option's line has no room for them. Behind the sign `tail` one's own words follow.
    """
    if len(metavar) > 60:
        metavar, help_ = option.strip("-").upper(), f"{help_} {', '.join(words)}."
    fixed: Taken = (
        {"parser": Words(option, words, tail=tail), "autocompletion": complete.choices(*words)}
        if words
        else {"autocompletion": offers}
    )
    return typer.Option(default, *names(option), metavar=metavar, help=help_, **fixed)


def texts(
    option: str,
    metavar: str,
    help_: str,
    words: Sequence[str] = (),
    *,
    offers: Offers | None = None,
) -> Any:  # noqa: ANN401 - as Typer's own: a default of any type
    """An option that may be given several times; `words` are all there are, and may stand in one
    value with commas.
    """
    fixed: Taken = (
        {"parser": Words(option, words, many=True), "autocompletion": complete.choices(*words)}
        if words
        else {"autocompletion": offers}
    )
    return typer.Option(
        None, *names(option), metavar=metavar, help=f"{help_} May be repeated.", **fixed
    )


BUSINESS_NO = text(
    "--business-no", "NUMBER", "Their business registration number, as in 124-81-00998."
)
Custom = Annotated[
    list[str] | None,
    typer.Option(
        "--custom",
        metavar="FIELD=VALUE",
        help="A field of your own, as crm.yaml declares it. May be repeated.",
        autocompletion=complete.fields,
    ),
]
ForeignId = Annotated[
    list[str] | None,
    typer.Option(
        "--foreign-id",
        metavar="SYSTEM=ID",
        help="What another system calls it. May be repeated.",
    ),
]
Clear = Annotated[
    list[str] | None,
    typer.Option(
        "--clear",
        metavar="OPTION[=VALUE]",
        help="What the file says under this option goes, or only this value of it. May be "
        "repeated.",
    ),
]
