"""May an answer be given again without asking, and until when?"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from crmcli.commands.shared.common import Common, is_iso
from crmcli.store.book.load import Library
from crmcli.store.cache import database as memory
from crmcli.store.cache.chunks import is_racy
from crmcli.store.files.digest import digest_of

FOREVER = 10 * 365 * 86400  # seconds; files change long before


def remember(
    cache: memory.Cache,
    files: Library | None,
    answer: Callable[[], memory.RememberedAnswer],
) -> None:
    """Keep what the reports needed, and the answer if it may be given again: if no file of the
    state it is about may still change unseen. `files` are None for one that may not.
    """
    try:
        if files is not None:
            if cache.get("scan") == files.state:
                state = None if cache.get("racy") else b""
            else:
                state = _state_alone(files)
            if state is not None and cache.begin_writing():
                memory.remember_answer(cache, answer()._replace(state=state))
        cache.commit()
        cache.close()
    except memory.DAMAGE:
        pass  # a full disk or a damaged cache: the next run rebuilds it


def _state_alone(files: Library) -> bytes | None:
    """What tells the state of these files, which nobody compared with what is remembered."""
    if files.synced or is_racy(files.scan.entries, files.scan.began):
        return None
    return digest_of(files.state)


def validity(asked: Common, now: datetime) -> tuple[float, float]:
    """From when until when the same words ask the same question: the book's day, or for ever if a
    day of the calendar was named.

    Other days are counted from the day of the answer, so they last as long as that.
    """
    if asked.as_of is not None and is_iso(asked.as_of):
        return 0.0, time.time() + FOREVER
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return start.timestamp(), (start + timedelta(days=1)).timestamp()
