"""What makes a built command speak the language of the session; nothing is read before help or a
completion is asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import MethodType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typer._click.core import Command, Context
    from typer._click.shell_completion import CompletionItem

C = TypeVar("C")
_telling: list[object] = []  # whose help is being told


def speaking(command: C) -> C:
    """The command, telling its help and what it completes in the language of the session."""
    built: Any = command
    plain_help, plain_short = built.get_help, built.get_short_help_str
    plain_offers = built.shell_complete

    def get_help(of: "Command", ctx: "Context") -> str:
        with _told(of, ctx):
            text: str = plain_help(ctx)
        return text

    def get_short_help_str(of: "Command", limit: int = 45) -> str:
        with _told(of):
            text: str = plain_short(limit)
        return text

    def shell_complete(of: "Command", ctx: "Context", incomplete: str) -> "list[CompletionItem]":
        of.get_help_option(ctx)
        with _told(of):
            offers: list[CompletionItem] = plain_offers(ctx, incomplete)
        return offers

    for method in (get_help, get_short_help_str, shell_complete):
        vars(command)[method.__name__] = MethodType(method, command)
    return command


@contextmanager
def _told(command: "Command", ctx: "Context | None" = None) -> Iterator[None]:
    """A group asks those within it for their lines while it tells of itself: they have its language
    already, and nobody looks for it again.
    """
    from crmcli.commands.shared.session_language import session_language

    if _telling:
        yield
        return
    _telling.append(command)
    try:
        if session_language() == "ko":
            with korean(command, ctx):
                yield
        else:
            yield
    finally:
        _telling.pop()


@contextmanager
def korean(command: "Command", ctx: "Context | None" = None) -> Iterator[None]:
    """A command that tells of itself in Korean, in the layout for it."""
    from crmcli.commands.shared.help.korean import in_korean
    from crmcli.commands.shared.help.layout import KoreanLayout

    if ctx is not None:
        ctx.formatter_class = KoreanLayout
    with in_korean(command):
        yield
