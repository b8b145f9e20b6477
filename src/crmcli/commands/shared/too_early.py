"""An option that stands before the command it is to be for."""

import typer
from typer.core import TyperGroup

WORDS_BEHIND = "crmcli.words-behind"  # a command's name, in what a command line is remembered by


def refuse_before(ctx: typer.Context) -> None:
    """Raises BadParameter for an option that stands before the word which says what is done."""
    for param in ctx.command.params:
        source = ctx.get_parameter_source(param.name or "")
        if source is not None and source.name == "COMMANDLINE":
            said = next((each for each in param.opts if each.startswith("--")), param.opts[0])
            raise too_early(ctx, said)


def too_early(ctx: typer.Context, said: str) -> typer.BadParameter:
    """What is wrong with it: it belongs behind the command's name, or the command has none such."""
    command, path = ctx.command, ctx.command_path
    for word in (ctx.invoked_subcommand, *ctx.meta.get(WORDS_BEHIND, ())):
        below = command.get_command(ctx, word) if isinstance(command, TyperGroup) else None
        if below is None:
            break
        command, path = below, f"{path} {word}"
    has = any(said in each.opts for each in command.params)
    told = f"say it after the command's name: {path} {said}" if has else f"`{path}` has no {said}"
    return typer.BadParameter(told, param_hint=said)
