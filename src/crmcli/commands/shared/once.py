"""What takes one value is told once: an option given twice is an error, rather than one of two
values lost unheard.

Here for every option of every command: which of them may be repeated, the parser knows.
"""

from collections.abc import Mapping, Sequence
from types import MethodType
from typing import TYPE_CHECKING, Protocol, TypeVar

import typer
from typer._click.exceptions import NoSuchOption, UsageError
from typer.core import TyperOption

from crmcli.commands.shared.common import Root
from crmcli.commands.shared.help.hook import speaking
from crmcli.commands.shared.nearest import nearest_options

if TYPE_CHECKING:
    from typer._click.core import Parameter


class Named(Protocol):
    """An option or an argument that was said."""

    @property
    def name(self) -> str | None:
        """By which the command knows it."""


class Reader(Protocol):
    """A parser of Typer's."""

    def parse_args(
        self, args: list[str]
    ) -> tuple[Mapping[str, object], list[str], Sequence[Named]]:
        """What was said by name, what is left over, and everything in the order of the line."""


class Reads(Protocol):
    """A command of Typer's."""

    def make_parser(self, ctx: typer.Context) -> Reader:
        """What reads its words."""


# Options of the root that hold for any command: they are understood behind its name too
OF_ALL = ("lang", "no_cache", "no_pager")

C = TypeVar("C", bound=Reads)


def once(command: C) -> C:
    """The command, and those within it, refusing an option of one value that is given twice, and
    telling of itself in the language of the session.
    """
    make = command.make_parser

    def make_parser(_: object, ctx: typer.Context) -> Reader:
        return _Parser(make(ctx), ctx)

    vars(command)["make_parser"] = MethodType(make_parser, command)
    speaking(command)
    for each in (getattr(command, "commands", None) or {}).values():
        if each is not None:
            once(each)
    return command


class _Parser:
    """A command's parser, which looks at what it has read."""

    def __init__(self, parser: Reader, ctx: typer.Context) -> None:
        self._parser, self._ctx = parser, ctx
        own = {each for param in ctx.command.params for each in param.opts}
        self._of_all = [
            param
            for param in ctx.find_root().command.params
            if param.name in OF_ALL and own.isdisjoint(param.opts)
        ]
        for param in self._of_all:
            param.add_to_parser(parser, ctx)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._parser, name)

    def parse_args(
        self, args: list[str]
    ) -> tuple[Mapping[str, object], list[str], Sequence[Named]]:
        """What the parser reads. Raises BadParameter, of which the status is 2."""
        try:
            found = self._parser.parse_args(args=args)
        except NoSuchOption as error:
            raise _NoOption(error.option_name, self._known(error.option_name), self._ctx) from None
        except UsageError as error:
            error.ctx = error.ctx or self._ctx  # by which it tells how the command is called
            raise
        if not self._ctx.resilient_parsing:
            said, _, order = found
            self._take_of_all(said)
            self._refuse_twice(order)
            if said.get("json") and said.get("output") not in (None, "json"):
                raise typer.BadParameter(
                    "it says another form than --json", self._ctx, param_hint="--output"
                )
        return found

    def _take_of_all(self, said: Mapping[str, object]) -> None:
        """What the command itself does not ask for is as if it stood before its name."""
        taken = {
            str(param.name): param.type_cast_value(self._ctx, said[str(param.name)])
            for param in self._of_all
            if param.name in said
        }
        if taken and isinstance(self._ctx.obj, Root):
            self._ctx.obj = self._ctx.obj._replace(**taken)

    def _known(self, said: str) -> list[str]:
        """Of the options that there are, those spelled most like it."""
        params = self._ctx.command.get_params(self._ctx)
        known = [each.removeprefix("--") for param in params for each in _long(param)]
        near = nearest_options(said.lstrip("-"), known)
        return [f"--{each}" for each in near]

    def _refuse_twice(self, order: Sequence[Named]) -> None:
        seen = set()
        for param in order:
            if param.name in seen and isinstance(param, TyperOption) and _takes_one(param):
                raise typer.BadParameter(
                    "it takes one value, and is given twice", self._ctx, param_hint=_called(param)
                )
            seen.add(param.name)


def _takes_one(param: TyperOption) -> bool:
    """Would the second of two values push out the first? A switch said twice says the same, unless
    it has a no of its own.
    """
    if param.multiple or param.count:
        return False
    return not param.is_flag or bool(param.secondary_opts)


def _called(param: TyperOption) -> str:
    """An option as help names it: with its long names."""
    return "/".join(_long(param) or param.opts)


def _long(param: "Parameter") -> list[str]:
    return [each for each in (*param.opts, *param.secondary_opts) if each.startswith("--")]


class _NoOption(NoSuchOption):
    """An option that there is not, with the nearest ones in their order."""

    def __init__(self, said: str, near: list[str], ctx: typer.Context) -> None:
        super().__init__(said, possibilities=near, ctx=ctx)

    def format_message(self) -> str:
        near = ", ".join(self.possibilities or ())
        return f"{self.message} (did you mean {near}?)" if near else self.message
