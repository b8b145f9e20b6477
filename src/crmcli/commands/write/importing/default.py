"""`crm import SOURCE...` is `crm import files SOURCE...`: a word that is no command within is what
is to be taken in.
"""

from typing import TYPE_CHECKING

from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click.core import Context

FILES = "files"
_HELP = frozenset(("--help", "-h"))


class ImportGroup(TyperGroup):
    """The group of imports, whose plain form takes files of any kind."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Whatever is no command within belongs to the plain form."""
        if args and args[0] not in self.commands and args[0] not in _HELP:
            args = [FILES, *args]
        return super().parse_args(ctx, args)
