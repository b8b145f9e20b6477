"""What earlier runs remembered."""

import os
from typing import Annotated, Optional

import typer

from crmcli.commands.screen import Screen
from crmcli.store import cache as memory
from crmcli.store.book import locate

cache = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="What earlier runs remembered of this book; safe to clear at any time.")
Book = Annotated[Optional[str], typer.Option("--book", "-C", metavar="DIR", help="The book's folder.")]  # noqa: UP045


@cache.command()
def info(book: Book = None) -> None:
    """Where the cache of this book is, and how large.

    \b
    Example: crm cache info
    """
    path = memory.file_for(locate(book))
    files = [name for name in memory.files_of(path) if os.path.exists(name)]
    size = sum(os.path.getsize(name) for name in files)
    Screen().write(f"{path}\n{size:,} bytes\n".encode("utf-8", "surrogateescape"))


@cache.command()
def clear(book: Book = None) -> None:
    """Forget everything remembered of this book.

    \b
    Example: crm cache clear
    """
    memory.remove(memory.file_for(locate(book)))
