"""What is wrong with the words of a command line, in Korean."""

import re

from typer._click.exceptions import (
    BadParameter,
    ClickException,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)

from crmcli.commands.shared.help.hook import korean
from crmcli.messages.ko.help import usage


def say_usage(error: ClickException) -> str:
    """The usage of the command, where its help is, and what was wrong."""
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    ctx = error.ctx if isinstance(error, UsageError) else None
    if ctx is None:
        return f"{usage.ERROR}: {_wrong(error)}"
    with korean(ctx.command, ctx):
        help_is = usage.SEE_HELP.format(f"{ctx.command_path} {ctx.help_option_names[0]}")
        return f"{ctx.get_usage()}\n{help_is}\n\n{usage.ERROR}: {_wrong(error)}"


def _wrong(error: ClickException) -> str:
    if isinstance(error, NoSuchOption):
        near = ", ".join(error.possibilities or ())
        return usage.NO_OPTION.format(error.option_name) + (
            f" {usage.NEAR.format(near)}" if near else ""
        )
    if isinstance(error, BadParameter):
        hint = _hint(error)
        return f"{hint}: {in_words(error.message)}" if hint else in_words(error.message)
    return in_words(error.format_message())


def _hint(error: BadParameter) -> str:
    """Which option or argument it is about."""
    given = error.param_hint
    if given is None and error.param is not None and error.ctx is not None:
        given = error.param.get_error_hint(error.ctx)
    return " / ".join([given] if isinstance(given, str) else given or ()).replace("'", "")


def in_words(message: str) -> str:
    """A sentence of the library's, or of a command's, in Korean; as it is where it is not known."""
    for pattern, sentence in usage.SENTENCES.items():
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return sentence.format(*(each or "" for each in found.groups()))
    return message
