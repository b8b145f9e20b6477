"""A new book."""

import os
from datetime import date, datetime
from typing import Annotated, Optional

import typer

from crmcli.commands.common import Root
from crmcli.commands.options import Language
from crmcli.commands.say import language_of
from crmcli.commands.screen import Screen
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.when import day_said
from crmcli.messages import Phrases
from crmcli.store.git import is_work_tree, make_repository
from crmcli.store.new_book import make_book


def init(
    ctx: typer.Context,
    folder: Annotated[Optional[str], typer.Argument(metavar="[DIR]", help="Where; here by default.")] = None,  # noqa: UP045
    example: Annotated[bool, typer.Option("--example", help="Fill it with a small book to try things on.")] = False,
    as_of: Annotated[Optional[str], typer.Option("--as-of", metavar="DATE", help="Tell the example's days from this day; today by default.")] = None,  # noqa: UP045
    lang: Annotated[Optional[Language], typer.Option("--lang", help="Language of the book and of its comments.")] = None,  # noqa: UP045
) -> None:
    """Make a book: a commented crm.yaml, a folder for accounts, and a git repository unless there is one.

    \b
    Example: crm init my-book --example
    """
    root = ctx.obj if isinstance(ctx.obj, Root) else Root()
    language = language_of(lang.value if lang else root.lang, None)
    phrases, screen = Phrases(language), Screen()
    target = os.path.abspath(folder or root.book or ".")
    files = make_book(target, language, _day(as_of), example=example)
    try:
        problem = "" if is_work_tree(target) else make_repository(target)
    except CrmError as untrusted:  # the book lies in somebody else's repository: none of its own is made in there
        problem = phrases.say(untrusted.message)
    shown = os.path.relpath(target)
    for name in files:
        screen.write(f"{os.path.normpath(os.path.join(shown, name))}\n".encode("utf-8", "surrogateescape"))
    if problem:
        screen.tell(phrases("init-git-failed", problem))
    screen.tell(phrases("init-done", shown))
    screen.tell(phrases("init-next" if example else "init-next-empty", f'"{shown}"' if " " in shown else shown))


def _day(asked: str | None) -> date:
    """The day from which the example's days are told. Raises CrmError for what is no day."""
    today = datetime.now().astimezone().date()
    day = today if asked is None else day_said(asked, today, past=True)
    if day is None:
        raise CrmError(Message("bad-as-of", (asked,)), Message("bad-as-of-hint"))
    return day
