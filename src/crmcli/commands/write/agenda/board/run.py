"""The list from the first key to the last: draws, asks, writes, and says at the end what was
written.
"""

import os
import subprocess
import sys
from datetime import date
from typing import NoReturn

from crmcli.app.changing import Change
from crmcli.app.requests.agenda_rows import refuse_settled
from crmcli.app.session import Session
from crmcli.commands.shared.asking import Asking
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.telling.say import say_error
from crmcli.commands.shared.writing import Write
from crmcli.commands.write.agenda.board import drawing
from crmcli.commands.write.agenda.board.actions import ACTIONS, at
from crmcli.commands.write.agenda.board.items import read
from crmcli.commands.write.agenda.board.opened import show
from crmcli.commands.write.agenda.board.page import Cancelled, PageScreen, encoded
from crmcli.commands.write.agenda.board.state import Item, State, in_sight, press, renewed
from crmcli.commands.write.agenda.board.window import RESIZED, Window
from crmcli.commands.write.agenda.board.written import Written
from crmcli.domain.errors import CrmError
from crmcli.domain.text.visible import visible
from crmcli.reports.options import Filters
from crmcli.store.write.rewriting import FileChange, Read, read_page


class Board:
    """One sitting at the list."""

    def __init__(self, editing: EditSession, asked: Write, day: date, whose: Filters) -> None:
        self.editing, self.asked, self.day, self.whose = editing, asked, day, whose
        self.phrases = editing.session.phrases
        self.session = Session(editing.root)
        self.written = Written(editing.root)
        self.state = State()
        self.window = Window(encoded)
        self.screen = PageScreen(self.window, self.phrases("ask-enter"))

    def run(self) -> NoReturn:
        """Until the person leaves; then what was written is told, and committed if wanted."""
        stopped = False
        try:
            with self.window.open():
                self._read("")
                stopped = self._sit()
        except EOFError:
            stopped = True
        finally:
            self.session.close()
            if stopped or sys.exc_info()[0] is not None:
                self.written.tell(self.editing)
        if stopped:
            raise KeyboardInterrupt
        self.written.finish(self.editing, self.asked)

    def _sit(self) -> bool:
        """Was it left by Ctrl-C?"""
        while True:
            self._draw()
            key = self.window.key()
            if key == RESIZED:
                continue
            page = drawing.room(self.window.size()[1])
            self.state, effect = press(self.state, key, page)
            if effect in {"quit", "stop"}:
                return effect == "stop"
            if effect == "suspend":
                self.window.suspend()
                self._read("")
            elif effect:
                try:
                    self._do(effect)
                except KeyboardInterrupt:
                    return True

    def _draw(self) -> None:
        width, height = self.window.size()
        page = drawing.room(height)
        self.state = in_sight(self.state, page)
        lines = drawing.lines(self.state, width, height, self.phrases)
        place = drawing.cursor(self.state, width, height, self.phrases)
        is_typing = self.state.line is not None
        marked = place[0] if self.state.item and not self.state.help else -1
        self.window.draw(lines, place, marked=None if is_typing else marked)

    def _read(self, told: str) -> None:
        """The agenda as it is now."""
        items, note = read(self.session, self.phrases, self.whose)
        self.state = renewed(self.state, items, note, visible(told))

    def _do(self, effect: str) -> None:
        """Carry it out; what comes of it is told below the list, which is read anew."""
        item = self.state.item
        try:
            if effect == "undo":
                told = self.written.take_back(self._command(), self.phrases)
            elif item is None or effect == "redraw":
                told = ""
            elif effect == "open":
                show(self.session, self.screen, self.phrases, item.account)
                told = ""
            elif effect == "edit":
                told = self._edit(item)
            else:
                told = self._act(effect, item)
        except Cancelled:
            told = self.phrases("told-board-cancelled")
        except CrmError as error:
            told = " ".join(say_error(error, self.phrases.language).split())
        self._read(told)

    def _command(self) -> EditSession:
        """A command of its own, that asks and tells on a page; nothing is committed yet."""
        editing = EditSession(self.asked._replace(commit=False, message=None))
        editing.session.screen = self.screen
        editing.asking = Asking(self.screen, editing.session.phrases)
        return editing

    def _act(self, effect: str, item: Item) -> str:
        editing = self._command()
        here = at(editing, self.screen, item, self.day)
        if effect != "write":  # which is about the account, whatever became of the row
            refuse_settled(here.row, here.page.account, editing.session.policy, self.day)
        self.window.clear()
        width = self.window.size()[0]
        for line in (f"{item.name} ({item.account})", f"{item.what}: {item.about} {item.why}"):
            self.screen.tell(drawing.clipped(drawing.flat(line), width))
        self.screen.tell(self.phrases("told-board-escape"))
        self.screen.tell("")
        done = ACTIONS[effect](here)
        told = self.written.add(done.made, self.phrases)
        return f"{told} {self.phrases.say(done.told)}" if done.told else told

    def _edited(self, before: Read, after: Read, path: str) -> Change:
        change = FileChange(path, before.data, after.data, before.account, after.account)
        return Change(self.session.policy(self.session.today), self.session.today, [change])

    def _edit(self, item: Item) -> str:
        """The account's file in the editor, by `crm edit`, which has the terminal meanwhile."""
        editing = self._command()
        path = editing.page(item.account).path
        before = read_page(editing.root, path)
        words = [sys.executable, "-m", "crmcli", "edit", item.account, "--no-commit"]
        words += ["--book", os.path.abspath(editing.root), "--lang", self.phrases.language]
        with self.window.away():
            subprocess.run(words, check=False)
            self.screen.tell("")
        made = self._edited(before, read_page(editing.root, path), path)
        return self.written.add(made, self.phrases)
