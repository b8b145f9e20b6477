"""The book that is served, open: as it is, and as it was on other days. One thread owns it, another
one looks whether anything changed.
"""

import asyncio
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple, TypeVar

from crmcli.app.session import Session
from crmcli.app.watching import state
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk, Kept
from crmcli.web.views.registry import PAGES, module

T = TypeVar("T")
PAUSE = 0.6  # seconds between two looks at the files, and
SHARE = 12  # so many times as long as the look took: a large book is looked at less often
PASTS = 4  # books of past days that stay open


class Open(NamedTuple):
    """A book that is open, and what it answered since."""

    session: Session
    kept: Kept


class Books:
    """Whatever asks the book is run by `run`, one after the other, in the thread that owns it."""

    def __init__(self, root: str, *, use_cache: bool = True, as_of: date | None = None) -> None:
        self.root, self._use_cache, self._as_of = root, use_cache, as_of
        self.language: str | None = None  # of the book, once it was open
        self.state = ""  # of the files, as the open book has them
        self._present: Open | None = None
        self._pasts: OrderedDict[str, Open] = OrderedDict()
        self._owner = ThreadPoolExecutor(1, "book")
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._watcher.start()

    async def run(self, work: Callable[[], T]) -> T:
        """The work's result; it is done in the thread that owns the book."""
        return await asyncio.get_running_loop().run_in_executor(self._owner, work)

    def desk(self, asked: Asked) -> tuple[Desk, Session]:
        """Where that is asked. Only within `run`. Raises CrmError or PolicyBroken where there is no
        book to ask.
        """
        found = self._at(asked.at) if asked.at else self._now()
        return Desk(found.session, asked, found.kept), found.session

    def _now(self, seen: str = "") -> Open:
        if self._present is None:
            before = seen or state(self.root)
            session = Session(self.root, use_cache=self._use_cache)
            self._present, self.state = Open(session, Kept()), before
            self.language = session.book.policy.language
        return self._present

    def _at(self, at: str) -> Open:
        known = self._pasts.get(at)
        if known is None:
            self._now()  # where today's book cannot be read, no other one is
            known = Open(Session(self.root, at=at, use_cache=self._use_cache), Kept())
            self._pasts[at] = known
            while len(self._pasts) > PASTS:
                self._pasts.popitem(last=False)[1].session.close()
        self._pasts.move_to_end(at)
        return known

    def forget(self) -> None:
        """Close all that is open; the next who asks opens it as it is then. Only within `run`."""
        for each in (*self._pasts.values(), *([self._present] if self._present else [])):
            each.session.close()
        self._pasts.clear()
        self._present = None

    def _renew(self, seen: str) -> None:
        """Open the book as it is now, before anybody asks for it."""
        if seen == self.state and self._present is not None:
            return
        self.forget()
        self.state = seen
        try:
            found = self._now(seen)
            with found.session.awake():
                self._look_first(found)
        except Exception:  # noqa: BLE001 - who asks is told, and a book is broken while it is written
            self.forget()

    def _look_first(self, found: Open) -> None:
        """What everybody looks at first, and the filters that stand on each page."""
        asked = Asked(as_of=self._as_of)
        desk = Desk(found.session, asked, found.kept)
        desk.offers()
        module(PAGES[0]).view(desk, asked)

    def _watch(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            began = time.monotonic()
            try:
                seen = state(self.root)
            except OSError:
                seen = "none"
            pause = max(PAUSE, SHARE * (time.monotonic() - began))
            if seen != self.state and not self._ended.is_set():
                self._owner.submit(self._renew, seen).result()

    def close(self) -> None:
        """Stop watching, and keep what was read for the next start."""
        self._ended.set()
        if self._watcher.is_alive():
            self._watcher.join(5)
        self._owner.submit(self.forget).result()
        self._owner.shutdown()

    def name(self) -> str:
        """What the book calls itself, else its folder. Only within `run`."""
        if self._present is not None and self._present.session.book.policy.title:
            return self._present.session.book.policy.title
        return os.path.basename(self.root)
