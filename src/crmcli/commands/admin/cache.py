"""What earlier runs remembered."""

import os
from typing import Annotated

import typer

from crmcli.commands.shared.common import Root
from crmcli.commands.shared.session_language import session_language
from crmcli.commands.shared.terminal import Screen
from crmcli.messages import Phrases
from crmcli.store.book.opening import locate
from crmcli.store.cache import database as memory

cache = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Show or forget what earlier runs remembered of this book; that is safe at any time.",
)
Book = Annotated[
    str | None,
    typer.Option(
        "--book",
        "-C",
        metavar="DIR",
        help="The book's folder; else CRM_BOOK, else the nearest crm.yaml upwards.",
    ),
]


@cache.command()
def info(ctx: typer.Context, book: Book = None) -> None:
    """Show where the cache of this book is, and how large.

    \b
    Example: crm cache info
    Example: crm cache info -C my-book
    """
    path = _file(ctx, book)
    files = [name for name in memory.files_of(path) if os.path.exists(name)]
    size = sum(os.path.getsize(name) for name in files)
    told = Phrases(session_language())("told-cache-size", f"{size:,}")
    Screen().write(f"{path}\n{told}\n".encode("utf-8", "surrogateescape"))


@cache.command()
def clear(ctx: typer.Context, book: Book = None) -> None:
    """Forget everything remembered of this book.

    \b
    Example: crm cache clear
    Example: crm cache clear -C my-book
    """
    memory.remove(_file(ctx, book))


def _file(ctx: typer.Context, book: str | None) -> str:
    """The cache of the book named here, else before the command's name, else at hand."""
    root: Root = ctx.obj
    return memory.file_for(locate(book or root.book))
