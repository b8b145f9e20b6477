"""The terminal itself: keys as they are pressed, a screen of its own, and all as it was at the
end.
"""

import os
import select
import signal
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from crmcli.commands.write.agenda.board.keys import Keys

_ENTER = "\x1b[?1049h\x1b[?25l"
_LEAVE = "\x1b[?25h\x1b[?1049l"
_ESCAPE_WAIT = 0.1  # seconds after which an Escape alone is a key
RESIZED = "resized"
_ENDING = ("SIGTERM", "SIGHUP")


def can_show() -> bool:
    """Is there a terminal that a list can be drawn on?"""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(each is not None and each.isatty() for each in streams):
        return False
    return os.environ.get("TERM", "dumb") not in {"", "dumb", "unknown"}


class Window:
    """The terminal while the list has it."""

    def __init__(self, encode: Callable[[str], bytes]) -> None:
        self.encode = encode
        self._in, self._out = sys.stdin.fileno(), sys.stdout.fileno()
        self._keys, self._waiting = Keys(), list[str]()
        self._modes: list[Any] = []
        self._before: dict[int, Any] = {}
        self._wake: tuple[int, int] = (-1, -1)

    @contextmanager
    def open(self) -> Iterator["Window"]:
        """Take the terminal; however this ends, it is as it was."""
        self._modes = termios.tcgetattr(self._in)
        self._wake = os.pipe()
        os.set_blocking(self._wake[1], False)
        # whichever thread a signal reaches, waiting for a key ends
        woken = signal.set_wakeup_fd(self._wake[1], warn_on_full_buffer=False)
        try:
            self._listen()
            self._take()
            yield self
        finally:
            self._give_back()
            signal.set_wakeup_fd(woken)
            for number, before in self._before.items():
                signal.signal(number, before)
            for end in self._wake:
                os.close(end)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Somebody else, such as an editor, has the terminal meanwhile, and its Ctrl-C."""
        self._give_back()
        before = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
            self._take()

    def suspend(self) -> None:
        """As Ctrl-Z does anywhere: back to the shell, and on when the person comes back."""
        with self.away():
            os.kill(os.getpid(), signal.SIGTSTP)

    def size(self) -> tuple[int, int]:
        """Its width and height."""
        try:
            found = os.get_terminal_size(self._out)
        except OSError:
            return 80, 24
        return (found.columns, found.lines) if found.columns and found.lines else (80, 24)

    def draw(self, lines: Sequence[str], at: tuple[int, int], *, marked: int | None = None) -> None:
        """Show these lines, and the cursor there where something is typed (`marked` is None)."""
        told = ["\x1b[?25l\x1b[H"]
        for place, line in enumerate(lines):
            end = "\x1b[K\r\n" if place < len(lines) - 1 else "\x1b[K\x1b[J"
            told.append(f"\x1b[7m{line}\x1b[27m{end}" if place == marked else f"{line}{end}")
        told.append(f"\x1b[{at[0] + 1};{at[1] + 1}H")
        self.write("".join(told) + ("\x1b[?25h" if marked is None else ""))

    def clear(self) -> None:
        """A page to ask on."""
        self.write("\x1b[H\x1b[2J\x1b[?25h")

    def write(self, text: str) -> None:
        """Onto the screen, whole."""
        data = self.encode(text)
        while data:
            data = data[os.write(self._out, data) :]

    def key(self) -> str:
        """The next key; `RESIZED` when the window has another size. Raises EOFError when nobody
        sits there any more.
        """
        while not self._waiting:
            wait = _ESCAPE_WAIT if self._keys.is_waiting else None
            ready, _, _ = select.select([self._in, self._wake[0]], [], [], wait)
            if not ready:
                self._waiting += self._keys.flush()
            if self._wake[0] in ready:
                os.read(self._wake[0], 4096)
                return RESIZED
            if self._in in ready:
                data = os.read(self._in, 4096)
                if not data:
                    raise EOFError
                self._waiting += self._keys.feed(data)
        return self._waiting.pop(0)

    def _listen(self) -> None:
        def wake(number: int, frame: FrameType | None) -> None:
            """Its number lies in the pipe."""

        def end(number: int, frame: FrameType | None) -> None:
            raise SystemExit(128 + number)

        self._before[signal.SIGWINCH] = signal.signal(signal.SIGWINCH, wake)
        for name in _ENDING:
            number = getattr(signal, name)
            self._before[number] = signal.signal(number, end)

    def _take(self) -> None:
        modes = termios.tcgetattr(self._in)
        modes[0] &= ~(termios.ICRNL | termios.INLCR | termios.IXON)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
        modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
        termios.tcsetattr(self._in, termios.TCSADRAIN, modes)
        self.write(_ENTER)

    def _give_back(self) -> None:
        with suppress(OSError, termios.error):
            self.write(_LEAVE)
        with suppress(OSError, termios.error):
            termios.tcsetattr(self._in, termios.TCSADRAIN, self._modes)
