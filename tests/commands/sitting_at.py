"""`crm` at a terminal of its own, key by key, and what that terminal shows."""

import fcntl
import os
import re
import select
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from commands.conftest import Crm
from commands.typing_at import PATIENCE, begun

from crmcli.domain.text.width import cells

_SEQUENCE = re.compile(r"\x1b\[(\??)([0-9;]*)([A-Za-z])")


class Screen:
    """As much of a terminal as the list needs: two cells for Hangul, no scrolling back."""

    def __init__(self, lines: int, columns: int) -> None:
        self.size = (lines, columns)
        self.rows: list[list[str]] = [[]]
        self.shells: list[list[str]] = []
        self.at, self.cell = 0, 0
        self.is_apart, self.has_cursor = False, True
        self.most = 0  # cells that any line ever took

    def show(self, text: str) -> None:
        place = 0
        while place < len(text):
            found = _SEQUENCE.match(text, place)
            if found:
                self._obey(*found.groups())
                place = found.end()
                continue
            self._put(text[place])
            place += 1

    def _put(self, char: str) -> None:
        if char == "\n":
            self.at += 1
            if self.at >= self.size[0]:
                del self.rows[0]
                self.at -= 1
        elif char == "\r":
            self.cell = 0
        elif char >= " ":
            row = self._row()
            width = cells(char)
            row[self.cell : self.cell + width] = [char, *[""] * (width - 1)]
            self.cell += width
            self.most = max(self.most, self.cell)

    def _row(self) -> list[str]:
        while len(self.rows) <= self.at:
            self.rows.append([])
        row = self.rows[self.at]
        row += [" "] * (self.cell - len(row))
        return row

    def _obey(self, private: str, numbers: str, end: str) -> None:
        if private and numbers == "1049":
            self.is_apart = end == "h"
            if self.is_apart:
                self.shells, self.rows, self.at, self.cell = self.rows, [[]], 0, 0
            else:
                self.rows, self.at, self.cell = self.shells, len(self.shells) - 1, 0
        elif private and numbers == "25":
            self.has_cursor = end == "h"
        elif end == "H":
            line, _, column = numbers.partition(";")
            self.at, self.cell = int(line or 1) - 1, int(column or 1) - 1
        elif end == "G":
            self.cell = int(numbers) - 1
        elif end == "K":
            del self._row()[self.cell :]
        elif end == "J":
            self._row()
            del self.rows[0 if numbers == "2" else self.at + 1 :]

    @property
    def lines(self) -> list[str]:
        return ["".join(row).rstrip() for row in self.rows]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Sitting:
    """One run with its keyboard and its screen; `before` are the terminal's modes before it began."""

    def __init__(
        self, master: int, slave: int, screen: Screen, run: object, before: list[object]
    ) -> None:
        self.master, self.slave, self.screen, self.run = master, slave, screen, run
        self.before = before
        self._left = b""

    def until(self, text: str) -> str:
        """Wait until the screen shows it."""
        return self._until(text, lambda: text in self.screen.text)

    def until_line(self, place: int, text: str) -> str:
        """Wait until that line says just this."""
        return self._until(text, lambda: self.screen.lines[place:][:1] == [text])

    def _until(self, text: str, is_there: Callable[[], bool]) -> str:
        end = time.monotonic() + PATIENCE
        while not is_there():
            ready, _, _ = select.select([self.master], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{text!r} did not come:\n{self.screen.text}"
            assert self._read(), f"ended before {text!r} came:\n{self.screen.text}"
        return self.screen.text

    def press(self, keys: str | bytes) -> None:
        os.write(self.master, keys if isinstance(keys, bytes) else keys.encode())

    def resize(self, lines: int, columns: int) -> None:
        self.screen.size = (lines, columns)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def ended(self) -> int:
        """Its status, once it has written all."""
        while True:
            ready, _, _ = select.select([self.master], [], [], 0.3)
            if ready:
                self._read()
                continue
            status = self.run.poll() if hasattr(self.run, "poll") else self.run.wait()  # type: ignore[attr-defined]
            if status is not None:
                return int(status)

    def modes(self) -> list[object]:
        return termios.tcgetattr(self.slave)

    def _read(self) -> bool:
        try:
            data = self._left + os.read(self.master, 65536)
        except OSError:
            return False
        # neither half a syllable nor half a sequence
        whole = re.match(
            rb"(?s).*?(?=(?:[\xc0-\xff][\x80-\xbf]{0,2}|\x1b(?:\[[?0-9;]*)?)?\Z)", data
        )
        text = (
            data.decode("utf-8", "ignore") if whole is None else whole[0].decode("utf-8", "replace")
        )
        self._left = b"" if whole is None else data[whole.end() :]
        if self._left and _is_whole(self._left):
            text, self._left = data.decode("utf-8", "replace"), b""
        self.screen.show(text)
        return bool(data)


def _is_whole(rest: bytes) -> bool:
    try:
        return not rest.startswith(b"\x1b") and bool(rest.decode())
    except UnicodeDecodeError:
        return False


@contextmanager
def sitting(
    crm: Crm,
    *words: str,
    lines: int = 24,
    columns: int = 80,
    env: Mapping[str, str | None] | None = None,
) -> Iterator[Sitting]:
    """A run at a terminal of that size."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    before = termios.tcgetattr(slave)
    run = begun(
        crm, words, slave, crm.environment({"COLUMNS": None, "TERM": "xterm", **(env or {})})
    )
    try:
        yield Sitting(master, slave, Screen(lines, columns), run, before)
    finally:
        run.kill()
        run.wait()
        os.close(slave)
        os.close(master)
