"""A new book."""

import os
from datetime import datetime
from typing import Annotated, Optional

import typer

from crmcli.commands.options import Language
from crmcli.commands.say import language_of
from crmcli.commands.screen import Screen
from crmcli.messages import Phrases
from crmcli.store.git import is_work_tree, make_repository
from crmcli.store.new_book import make_book


def init(
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="Where; here by default.")] = ".",
    example: Annotated[bool, typer.Option("--example", help="Fill it with a small book to try things on.")] = False,
    lang: Annotated[Optional[Language], typer.Option("--lang", help="Language of the book and of its comments.")] = None,  # noqa: UP045
) -> None:
    """Make a book: a commented crm.yaml, a folder for accounts, and a git repository unless there is one.

    \b
    Example: crm init my-book --example
    """
    language = language_of(lang.value if lang else None, None)
    phrases, screen = Phrases(language), Screen()
    target = os.path.abspath(folder)
    files = make_book(target, language, datetime.now().astimezone().date(), example=example)
    problem = "" if is_work_tree(target) else make_repository(target)
    shown = os.path.relpath(target)
    for name in files:
        screen.write(f"{os.path.normpath(os.path.join(shown, name))}\n".encode("utf-8", "surrogateescape"))
    if problem:
        screen.tell(phrases("init-git-failed", problem))
    screen.tell(phrases("init-done", shown))
    screen.tell(phrases("init-next", shown))
