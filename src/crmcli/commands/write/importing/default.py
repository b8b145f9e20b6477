"""`crm import SOURCE...` is `crm import files SOURCE...`: a word that is no command within is what
is to be taken in. A file that holds a whole book makes that book, as `crm import book` does.
"""

import os
from typing import TYPE_CHECKING

from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click.core import Context

FILES, BOOK = "files", "book"
_LOOKED_AT = 200  # bytes of a first line
_HELP = frozenset(("--help", "-h"))


class ImportGroup(TyperGroup):
    """The group of imports, whose plain form takes files of any kind."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Whatever is no command within belongs to the plain form."""
        if args and args[0] not in self.commands and args[0] not in _HELP:
            args = [BOOK if any(map(_is_book, args)) else FILES, *args]
        return super().parse_args(ctx, args)


def _is_book(said: str) -> bool:
    """Is it a file that holds a whole book, by its first line?"""
    if not os.path.isfile(said):
        return False
    from crmcli.store.book.lines import is_book_jsonl

    try:
        with open(said, "rb") as file:
            return is_book_jsonl(file.readline(_LOOKED_AT).decode("utf-8", "replace"))
    except OSError:
        return False
