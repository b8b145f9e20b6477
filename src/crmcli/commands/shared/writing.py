"""The options of every command that changes a file."""

from collections.abc import Callable
from enum import Enum
from typing import Annotated, NamedTuple

import typer

from crmcli.commands.shared.common import Root
from crmcli.commands.shared.options import Book, Given, Language, Options, joined
from crmcli.commands.shared.words import form
from crmcli.store.book.replay import Opening


class Form(str, Enum):
    """How a command says what it changed."""

    text = "text"
    json = "json"


class Write(NamedTuple):
    """What a user may say to any command that changes a file. `commit` is None where the book
    decides.
    """

    book: str | None = None
    lang: str | None = None
    output: str = "text"
    dry_run: bool = False
    commit: bool | None = None
    message: str | None = None
    opening: Opening = Opening("")


DryRun = Annotated[
    bool,
    typer.Option("--dry-run", "-n", help="Show what would change in the file, and change nothing."),
]
Commit = Annotated[
    bool | None,
    typer.Option(
        "--commit/--no-commit",
        help="Commit exactly the files changed; else as `commit` in crm.yaml says.",
    ),
]
# Typer reads these at run time.
_OPTIONS: Options = {
    "dry_run": (DryRun, False),
    "commit": (Commit, None),
    "message": (
        Annotated[
            str | None,
            typer.Option(
                "--message",
                "-m",
                metavar="TEXT",
                help="The commit's message; what changed by default. Commits.",
            ),
        ],
        None,
    ),
    "output": (
        Annotated[
            Form,
            typer.Option(
                "--output", "-o", help="How to say what changed.", **form("--output", Form)
            ),
        ],
        Form.text,
    ),
    "json": (Annotated[bool, typer.Option("--json", help="Short for -o json.")], False),
    "lang": (
        Annotated[
            Language | None,
            typer.Option("--lang", help="Language of messages.", **form("--lang", Language)),
        ],
        None,
    ),
    "book": (Book, None),
}


def writing() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command that changes files `write: Write` from the options all of them have."""
    return joined("write", _OPTIONS, _write)


def _write(given: Given, root: Root | None) -> Write:
    lang, root = given["lang"], root or Root()
    return Write(
        book=given["book"] or root.book,
        lang=lang.value if lang else root.lang,
        output="json" if given["json"] else given["output"].value,
        dry_run=given["dry_run"],
        commit=True if given["message"] and given["commit"] is None else given["commit"],
        message=given["message"],
        opening=root.opening,
    )
