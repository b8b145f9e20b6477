"""A new book."""

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated

import typer

from crmcli.commands.shared.common import Root
from crmcli.commands.shared.options import Language
from crmcli.commands.shared.telling.say import language_of
from crmcli.commands.shared.terminal import Screen
from crmcli.commands.shared.words import form
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible
from crmcli.domain.time.when import day_said
from crmcli.messages import Phrases
from crmcli.store.book.example_book import EXAMPLE_BOOKS, THEIR_DAY, example_book
from crmcli.store.book.new_book import make_book, new_book
from crmcli.store.book.opening import has_holidays
from crmcli.store.git.attributes import for_git
from crmcli.store.git.clone import clone_at, install
from crmcli.store.git.committing import File
from crmcli.store.git.committing import commit as commit_files
from crmcli.store.git.git import is_work_tree, make_repository

_Where = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[EXAMPLE] [DIR]",
        help="Where; here by default. With --example before it: hanbit (in Korean) or northwind, "
        "the book to copy, into a folder of its name by default.",
    ),
]
_Example = Annotated[
    bool,
    typer.Option(
        "--example", help="Fill it with a small book to try things on, or with the one named."
    ),
]
_AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Tell the example's days from this day; today by default.",
    ),
]
_Commit = Annotated[
    bool, typer.Option("--commit", help="Make the first commit: exactly the files written.")
]
_Lang = Annotated[
    Language | None,
    typer.Option(
        "--lang", help="Language of the book and of its comments.", **form("--lang", Language)
    ),
]


def init(
    ctx: typer.Context,
    where: _Where = None,
    example: _Example = False,
    as_of: _AsOf = None,
    commit: _Commit = False,
    lang: _Lang = None,
) -> None:
    """Make a book: a commented crm.yaml, a folder for accounts, and a git repository unless there
    is one.

    \b
    Example: crm init my-book --example
    Example: crm init --example northwind
    """
    root: Root = ctx.obj
    language = language_of(lang.value if lang else root.lang, None)
    phrases, screen = Phrases(language), Screen()
    copied, folder = _meant(where or [], example=example)
    target = os.path.abspath(folder or root.book or copied or ".")
    before = for_git(target)
    if copied:
        _refuse_a_day(copied, as_of)
        files = make_book(target, example_book(copied), EXAMPLE_BOOKS[copied])
    else:
        book = new_book(target, language, country(language), _day(as_of), example=example)
        files = make_book(target, book, language)
    is_ours, problem = _repository(target)
    shown = os.path.relpath(target)
    for name in files:
        screen.write(
            f"{os.path.normpath(os.path.join(shown, name))}\n".encode("utf-8", "surrogateescape")
        )
    if problem:
        screen.tell(visible(phrases.say(problem)))
    if is_ours and install(target):
        screen.tell(phrases("told-init-driver"))
    here = shown == os.curdir
    screen.tell(phrases("told-init-done-here") if here else phrases("told-init-done", shown))
    if commit:
        made = commit_files(
            target, [_file(target, name, before) for name in files], phrases("told-init-commit")
        )
        screen.tell(
            phrases("told-edit-committed", made[:10])
            if made
            else phrases("told-edit-not-committed")
        )
    elif not is_ours and not problem and not clone_at(target).can_merge:
        screen.tell(phrases("told-init-fix"))
    typed = f'"{shown}"' if " " in shown else shown
    if copied:
        screen.tell(phrases("told-init-next-copy", typed, THEIR_DAY))
    elif shown == os.curdir:
        screen.tell(phrases("told-init-here" if example else "told-init-here-empty"))
    else:
        screen.tell(_next(phrases, typed, example=example, here=here))


def _next(phrases: Phrases, folder: str, *, example: bool, here: bool) -> str:
    """What to type then: where the book is the folder that one is in, without going there."""
    if example:
        return phrases("told-init-next-here") if here else phrases("told-init-next", folder)
    if here:
        return phrases("told-init-next-empty-here")
    return phrases("told-init-next-empty", folder)


def _meant(words: Sequence[str], *, example: bool) -> tuple[str | None, str | None]:
    """Which example book is to be copied, if any, and the folder that was named.

    Raises CrmError for a word too many.
    """
    named = next((word for word in words if word in EXAMPLE_BOOKS), None) if example else None
    others = [word for word in words if word != named]
    if named and not others and len(words) > 1:  # crm init hanbit --example hanbit
        others = [named]
    if len(others) <= 1:
        return named, next(iter(others), None)
    if example and named is None:
        raise CrmError(
            Message("error-unknown-example", (others[0],)),
            Message("hint-unknown-example", (", ".join(EXAMPLE_BOOKS),)),
        )
    raise CrmError(
        Message("error-init-words", (others[1],)), Message("hint-init-words", (others[0],))
    )


def _refuse_a_day(copied: str, as_of: str | None) -> None:
    """Raises CrmError where a copy was to be told from a day: its days stay as they are."""
    if as_of is not None:
        raise CrmError(
            Message("error-init-copy-day", (copied, THEIR_DAY)), Message("hint-init-copy-day")
        )


def _repository(target: str) -> tuple[bool, Message | None]:
    """Was a repository made for the book, and what went wrong, if anything?"""
    try:
        if is_work_tree(target):
            return False, None
        said = make_repository(target)
    except CrmError as untrusted:  # somebody else's repository: none of its own is made in there
        return False, untrusted.message
    return (False, Message("told-init-git-failed", (said,))) if said else (True, None)


def _file(target: str, name: str, before: Mapping[str, bytes]) -> File:
    """A file of the first commit; git's own may have been there."""
    with open(os.path.join(target, name), "rb") as file:
        return File(name, before.get(name), file.read())


def country(language: str) -> str | None:
    """Whose holidays are days off: Korea's in a Korean book, else those of the locale's country."""
    if language == "ko":
        return "KR"
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))
    said = re.match(r"[a-z]{2,3}_([A-Z]{2})(?:[.@]|$)", next(filter(None, names), ""))
    return said.group(1) if said and has_holidays(said.group(1)) else None


def _day(asked: str | None) -> date:
    """The day from which the example's days are told. Raises CrmError for what is no day."""
    today = datetime.now().astimezone().date()
    day = today if asked is None else day_said(asked, today, past=True)
    if day is None:
        raise CrmError(Message("error-bad-as-of", (asked,)), Message("hint-bad-as-of"))
    return day
