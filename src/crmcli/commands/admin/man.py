"""A page for `man` of every command, and one of all: the documentation's text, and what the parser
knows of it.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext

from typer._click.core import Command, Context

from crmcli import __version__
from crmcli.commands.directory.groups import COMMANDS, GROUPS
from crmcli.commands.directory.topics import PAGES
from crmcli.commands.shared.help.hook import korean
from crmcli.commands.shared.help.layout import with_extra
from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.formats.man_page import Manual, Options, linked, man_page
from crmcli.messages import Phrases

_EXAMPLE = re.compile(r"^\s*(?:Example|예): (.*)$", re.MULTILINE)
Page = Callable[[str], str]  # the documentation's text of a command


def write_man(into: str, app: Command, phrases: Phrases, page: Page) -> int:
    """A file of each; how many. Raises CrmError where they cannot be written."""
    try:
        os.makedirs(into, exist_ok=True)
        for name in ("", *COMMANDS):
            text = page(PAGES.get(name, name)) if name else _map(phrases)
            path = os.path.join(into, f"crm-{name}.1" if name else "crm.1")
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(man_page(text, _manual(app, name, text, phrases), phrases))
    except OSError as error:
        raise CrmError(Message("error-cannot-save", (into, reason_of(error)))) from None
    return len(COMMANDS) + 1


def _map(phrases: Phrases) -> str:
    """All commands in their groups, as a page."""
    lines = ["# crm", "", phrases("command-crm")]
    for group, names in GROUPS.items():
        lines += ["", f"## {phrases(f'group-{group}')}", ""]
        lines += [f"- `crm {name}`: {phrases(f'command-{name}')}" for name in names]
    return "\n".join([*lines, ""])


def _manual(app: Command, name: str, text: str, phrases: Phrases) -> Manual:
    with app.make_context("crm", [], resilient_parsing=True) as root:
        whole = root if not name else Context(_below(app, root, name), root, name)
        ways = [*_ways(whole)] if name else [whole]
        lists = [_options(each, phrases) for each in ways]
        return Manual(
            name,
            phrases(f"command-{name or 'crm'}"),
            [(each.command_path, _behind(each, phrases)) for each in ways],
            _apart([each.command_path for each in ways], lists, phrases),
            [example for each in ways for example in _examples(each, phrases)],
            ["", *(each for each in linked(text) if each in COMMANDS and each != name)]
            if name
            else ["help", "tour", "init"],
            __version__,
        )


def _below(app: Command, root: Context, name: str) -> Command:
    found: Command = getattr(app, "get_command")(root, name)  # noqa: B009 - a group's
    return found


def _ways(ctx: Context) -> Iterator[Context]:
    """The command, where it does anything by itself, and those within it."""
    below = getattr(ctx.command, "commands", {})
    if not below or getattr(ctx.command, "invoke_without_command", False):
        yield ctx
    for name, each in below.items():
        yield Context(each, ctx, name)


def _told(ctx: Context, phrases: Phrases) -> "nullcontext[None]":
    return korean(ctx.command, ctx) if phrases.language == "ko" else nullcontext()  # type: ignore[return-value]


def _behind(ctx: Context, phrases: Phrases) -> str:
    with _told(ctx, phrases):
        return " ".join(ctx.command.collect_usage_pieces(ctx))


def _options(ctx: Context, phrases: Phrases) -> list[tuple[str, str]]:
    params = ctx.command.get_params(ctx)  # the one for help is made now
    with _told(ctx, phrases):
        found = [each for param in params if (each := param.get_help_record(ctx))]
    if phrases.language == "ko":
        return [(names, with_extra(what)) for names, what in found]
    return found


def _examples(ctx: Context, phrases: Phrases) -> list[str]:
    with _told(ctx, phrases):
        return _EXAMPLE.findall(ctx.command.help or "")


def _apart(names: list[str], lists: list[list[tuple[str, str]]], phrases: Phrases) -> list[Options]:
    """Options of each way, and once those that all of them have."""
    if len(lists) == 1:
        return [Options("", lists[0])]
    common = [each for each in lists[0] if all(each in rows for rows in lists)]
    own = [
        Options(name, [each for each in rows if each not in common])
        for name, rows in zip(names, lists, strict=True)
    ]
    return [*(each for each in own if each.rows), Options(phrases("common-man-every"), common)]
