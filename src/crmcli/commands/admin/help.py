"""The documentation at hand: a page of a command, or of an idea."""

import os
import re
from typing import Annotated

import typer

from crmcli.commands.directory.groups import COMMANDS
from crmcli.commands.directory.nearest import nearest_pages
from crmcli.commands.directory.topics import LIST, OTHER_NAMES, PAGES, TOPICS
from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Root
from crmcli.commands.shared.offers import Offers
from crmcli.commands.shared.options import Language
from crmcli.commands.shared.session_language import session_language
from crmcli.commands.shared.telling.say import language_of
from crmcli.commands.shared.terminal import Screen
from crmcli.commands.shared.words import form
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.spelling import plain
from crmcli.messages import Phrases
from crmcli.store.files.package_files import DOCS, folder

_EXAMPLE = re.compile(r"^\$ cd examples/(\w+)$", re.MULTILINE)


def _offers(incomplete: str) -> Offers:
    """Pages by their names, or by what else they are called, which `crm help` knows too."""
    names = [*dict.fromkeys((*COMMANDS, *TOPICS, LIST))]
    begun = plain(incomplete)
    if any(each.startswith(begun) for each in names):
        return complete.choices(*names)(incomplete)
    return [(way, page) for way, page in OTHER_NAMES.items() if way.startswith(begun)]


def help_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND | TOPIC]",
            help="A command, or an idea: roles, stance, cadence, gates, as-of, query, git ...",
            autocompletion=_offers,
        ),
    ] = None,
    man: Annotated[
        str | None,
        typer.Option(
            "--man",
            metavar="DIR",
            help="Write a page of every command for `man` into this folder, for packagers.",
        ),
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="Language of the page.", **form("--lang", Language)),
    ] = None,
) -> None:
    """Show the page of a command or an idea; nothing is looked up in the network.

    `crm help topics` names all ideas. `crm COMMAND --help` tells the options alone.

    \b
    Example: crm help due
    Example: crm help roles
    Example: crm help --man ~/.local/share/man/man1
    """
    root: Root = ctx.obj
    asked = lang.value if lang else root.lang
    language = language_of(asked, None) if asked else session_language()
    if man is not None:
        _write_man(ctx, man, Phrases(language))
        return
    if not words:
        typer.echo(ctx.parent.get_help() if ctx.parent else "")
        return
    word, name = _meant(words)
    if name == LIST:
        Screen().write(_topics(Phrases(language)).encode())
        return
    page = _page({**PAGES, **TOPICS}.get(name, name), language)
    if page is None:
        _no_page(ctx, name, word)
        return
    _show(page, no_pager=root.no_pager)


def _meant(words: list[str]) -> tuple[str, str]:
    """What is asked for, as it was typed and by its name: an idea of two words, else the first of
    them; `crm` before it says nothing.
    """
    said = " ".join(words).split()
    said = said[1:] if said[0:1] == ["crm"] and len(said) > 1 else said
    if not said:
        return words[0], words[0]
    for whole in ("".join(said), "-".join(said)):
        name = OTHER_NAMES.get(whole.lower(), whole.lower())
        if name in TOPICS:
            return " ".join(said), name
    return said[0], OTHER_NAMES.get(said[0].lower(), said[0].lower())


def _topics(phrases: Phrases) -> str:
    """The ideas, a line each."""
    wide = max(map(len, TOPICS))
    return "".join(f"  {name:{wide}}  {phrases(f'topic-{name}')}\n" for name in TOPICS)


def _page(name: str, language: str) -> str | None:
    """A page of the documentation, in the language if there is one; None where none has the
    name.
    """
    docs = folder(DOCS)
    for place in ((docs, os.path.join(docs, language)) if docs else ())[::-1]:
        # only a name that stands there: whatever is typed leads nowhere else
        if f"{name}.md" in (os.listdir(place) if os.path.isdir(place) else ()):
            with open(os.path.join(place, f"{name}.md"), encoding="utf-8") as page:
                return _with_examples_made(page.read())
    return None


def _with_examples_made(page: str) -> str:
    """The page for somebody who has no `examples/`: the book is made where it is first used."""
    made: set[str] = set()

    def entered(found: re.Match[str]) -> str:
        name = found[1]
        first = "" if name in made else f"$ crm init --example {name}\n"
        made.add(name)
        return f"{first}$ cd {name}"

    return re.sub(r"-C examples/(?=\w)", "-C ", _EXAMPLE.sub(entered, page))


def _no_page(ctx: typer.Context, name: str, word: str) -> None:
    """The options of a command that no page tells of. Raises CrmError for any other word."""
    if ctx.parent is None or name not in COMMANDS:
        known = nearest_pages(word)
        hint = Message("hint-near-page", (", ".join(f"`crm help {each}`" for each in known),))
        raise CrmError(
            Message("error-no-page", (word,)), hint if known else Message("hint-no-page")
        )
    group = ctx.parent.command
    command = getattr(group, "get_command")(ctx.parent, name)  # noqa: B009 - a group's
    with typer.Context(command, parent=ctx.parent, info_name=name) as of:
        typer.echo(command.get_help(of))


def _show(page: str, *, no_pager: bool) -> None:
    """As it is in a pipe; for a person as the terminal shows it, by the pager."""
    screen = Screen()
    if screen.is_terminal:
        from crmcli.formats.reading import drawn

        page = drawn(page, screen.width, color=screen.color)
    screen.write(page.encode(), may_page=not no_pager)


def _write_man(ctx: typer.Context, into: str, phrases: Phrases) -> None:
    from crmcli.commands.admin.man import write_man

    app = (ctx.parent or ctx).command
    count = write_man(into, app, phrases, lambda name: _page(name, phrases.language) or "")
    Screen().tell(phrases.say(Message("told-man-written", (count, into))))
