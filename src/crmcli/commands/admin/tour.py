"""A walk through a made book: ten steps, each typed before the reader's eyes and really run."""

import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr
from datetime import date, datetime
from typing import Annotated

import typer

from crmcli.commands.admin.tour_steps import STEPS, WHY, typed
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
from crmcli.store.book.replay import Opening
from crmcli.store.book.tour_book import make_tour_book, refuse_without_git
from crmcli.store.git.committing import File, commit

_LEAVES = ("q", "ㅂ")  # the same key, where Hangul is typed
_INTERRUPTED = 130

_Folder = Annotated[
    str | None,
    typer.Argument(
        metavar="[DIR]", help="Where the book is made; a new temporary folder by default."
    ),
]
_AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Walk as of this day; today by default."),
]
_Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="Language of the tour.", **form("--lang", Language)),
]


def tour(
    ctx: typer.Context, folder: _Folder = None, as_of: _AsOf = None, lang: _Lang = None
) -> None:
    """Walk through a made book in ten steps.

    Each step says why, shows a command, and runs it when you press Enter. Nothing is written but
    the made book. Not at a terminal, all ten are printed without asking.

    \b
    Example: crm tour
    Example: crm tour --as-of 2026-08-03 --lang ko
    """
    root: Root = ctx.obj
    language = language_of(lang.value if lang else root.lang, None)
    phrases, day = Phrases(language), _day(as_of)
    refuse_without_git()
    target = _made(folder, language, day or _today(), phrases)
    walk = _Walk(ctx, target, language, day)
    shown = f"  {shlex.quote(folder or target)}"  # as it may be typed, in one line
    walk.say(phrases("told-tour-begin"), shown)
    try:
        for number, (why, lines) in enumerate(zip(WHY, STEPS[language], strict=True), start=1):
            walk.say(f"\n{number}/{len(WHY)} {phrases(why)}")
            for line in lines:
                if not walk.goes(typed(line, day)):
                    return
    finally:
        walk.say(f"\n{phrases('told-tour-stays')}", shown)
        walk.say(phrases("told-tour-own"))


class _Walk:
    """The way through the steps, on one screen."""

    def __init__(self, ctx: typer.Context, folder: str, language: str, day: date | None) -> None:
        self.command, self.folder, self.day = ctx.find_root().command, folder, day
        self.phrases, self.screen = Phrases(language), Screen()
        # what every command of the tour is told besides; nothing is remembered outside of its book
        self.beside = ["-C", ".", "--lang", language, "--no-cache", "--no-pager"]
        self.asks = sys.stdin is not None and sys.stdin.isatty() and self.screen.is_terminal

    def say(self, text: str, *as_it_is: str) -> None:
        """A text of the tour's own, folded to the screen, and lines that are not."""
        from crmcli.formats.wrapping import wrapped

        lines = wrapped([(text, "")], self.screen.width)
        told = ["".join(piece for piece, _ in line) for line in lines]
        text = "".join(f"{line}\n" for line in (*told, *as_it_is))
        self.screen.write(text.encode("utf-8", "surrogateescape"))

    def goes(self, line: str) -> bool:
        """Show a line and run it, at a terminal once Enter is pressed. False if the reader leaves.

        What the command tells beside its answer stands with it, also in a pipe.
        """
        self.screen.write(f"\n> crm {line}\n".encode())
        question = f"{self.phrases('told-tour-go')} "
        if self.asks and self.screen.ask(question).strip().lower() in _LEAVES:
            return False
        with chdir(self.folder), redirect_stderr(sys.stdout):
            try:
                self.command.main(
                    [*self.beside, *shlex.split(line)], prog_name="crm", obj=Opening("")
                )
            except SystemExit as end:
                if end.code == _INTERRUPTED:
                    raise KeyboardInterrupt from None
        return True


def _made(folder: str | None, language: str, today: date, phrases: Phrases) -> str:
    """The book's folder, once the book is there with its first commit. Raises CrmError."""
    if folder is None:
        target = os.path.join(tempfile.mkdtemp(prefix="crm-tour-"), "book")
    else:
        target = os.path.abspath(folder)
        if os.path.lexists(target) and (not os.path.isdir(target) or os.listdir(target)):
            raise CrmError(
                Message("error-tour-taken", (folder,)), Message("hint-tour-taken"), status=4
            )
    files, problem = make_tour_book(target, language, today)
    if problem:
        Screen().tell(visible(phrases("told-init-git-failed", problem)))
    else:
        commit(target, list(_files(target, files)), phrases("told-init-commit"))
    return target


def _files(target: str, names: list[str]) -> Iterator[File]:
    for name in names:
        with open(os.path.join(target, name), "rb") as file:
            yield File(name, None, file.read())


def _today() -> date:
    return datetime.now().astimezone().date()


def _day(asked: str | None) -> date | None:
    """The day that was named. Raises CrmError for what is none."""
    if asked is None:
        return None
    day = day_said(asked, _today(), past=True)
    if day is None:
        raise CrmError(Message("error-bad-as-of", (asked,)), Message("hint-bad-as-of"))
    if day > _today():  # what happened is written down in it, and that has not happened yet
        raise CrmError(Message("error-tour-future", (day,)), Message("hint-tour-future"))
    return day
