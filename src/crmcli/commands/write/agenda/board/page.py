"""Questions within the list's terminal: asked as everywhere, answered in a line of its own."""

import unicodedata

from crmcli.commands.shared.terminal import Screen, fitting
from crmcli.commands.write.agenda.board.line import Line, begun, shown, typed
from crmcli.commands.write.agenda.board.window import RESIZED, Window
from crmcli.domain.text.visible import visible
from crmcli.domain.text.width import cells

LEAST = 10  # cells that an answer has at least


class Cancelled(Exception):
    """The person does not want to be asked any more; nothing is written."""


class PageScreen(Screen):
    """What a command tells and asks, on a page of the window."""

    def __init__(self, window: Window, none: str) -> None:
        super().__init__()
        self._none = f" {none}"  # how questions say that Enter is no answer
        self.window = window
        self.prefill = ""  # stands in the next answer's line, to be taken or changed
        self.choice = ""  # so does this, and the first letter or number typed takes its place
        self._asked = ("", "", "")  # the last question, and what stood in its line

    @property
    def width(self) -> int:
        """The window's."""
        return self.window.size()[0]

    def tell(self, line: str) -> None:
        """A line of the page."""
        self.window.write(f"{line}\n")

    def ask(self, question: str) -> str:
        """What the person answers. Raises Cancelled for Escape, KeyboardInterrupt for Ctrl-C."""
        if question == self._asked[0]:  # asked again: what was said was no answer
            _, self.choice, self.prefill = self._asked
        self._asked = (question, self.choice, self.prefill)
        is_choice, begins = bool(self.choice), self.choice or self.prefill
        if begins:  # which is what Enter says then
            question = question.replace(self._none, "").replace("?: ", "? ")
        *before, last = question.split("\n")
        for each in before:
            self.tell(each)
        line = begun(unicodedata.normalize("NFC", visible(begins)))
        self.prefill = self.choice = ""
        while True:
            self._draw(last, line)
            key = self.window.key()
            if key == "enter":
                self.window.write("\n")
                return line.text
            if key in {"escape", "ctrl-c"} or (key == "ctrl-d" and not line.text):
                self.window.write("\n")
                self._asked = ("", "", "")
                raise Cancelled if key == "escape" else KeyboardInterrupt
            if key != RESIZED:
                line = typed(
                    begun("") if is_choice and key[1:] == "" and key.isalnum() else line, key
                )
                is_choice = False

    def _draw(self, question: str, line: Line) -> None:
        width = self.window.size()[0]
        if cells(question) > width - LEAST:  # the end of a long question is what is asked
            question = question[-(width - LEAST) // 2 :]
        text, at = shown(line, width - cells(question) - 1)
        column = cells(question) + at + 1
        self.window.write(f"\r{question}{text}\x1b[K\x1b[{column}G")


def encoded(text: str) -> bytes:
    """The text as the terminal takes it."""
    import sys

    data = text.encode("utf-8", "replace")
    return fitting(data, getattr(sys.stdout, "encoding", None))
