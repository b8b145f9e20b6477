"""Ctrl-C waits while a change is made."""

import os
import signal
import threading
from types import FrameType
from typing import Any, Self

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Held:
    """Signals that would end the process wait until the end of the block.

    An interrupt that came before the change was made ends it there (`refuse`); one that comes later
    finds it made, and the command ends as it would have. Whoever asked the process to end is heard
    afterwards.
    """

    def __init__(self) -> None:
        self._came: list[int] = []
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for each in _SIGNALS:
                # one that is ignored stays so; one that was set elsewhere than here, too
                if signal.getsignal(each) not in (None, signal.SIG_IGN):
                    self._before[each] = signal.signal(each, self._note)
        return self

    def _note(self, number: int, _: FrameType | None) -> None:
        self._came.append(number)

    def refuse(self) -> None:
        """Raises KeyboardInterrupt if somebody wants an end."""
        if self._came:
            if signal.SIGINT in self._came:
                self._came.clear()
            raise KeyboardInterrupt

    def __exit__(self, *_: object) -> None:
        for each, before in self._before.items():
            signal.signal(each, before)
        if signal.SIGTERM in self._came:
            os.kill(os.getpid(), signal.SIGTERM)
