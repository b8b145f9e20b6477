"""May an answer be given again without asking, and until when?"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from crmcli.commands.shared.common import Common, is_iso
from crmcli.store.cache import database as memory

FOREVER = 10 * 365 * 86400  # seconds; files change long before


def remember(
    cache: memory.Cache, state: bytes | None, answer: Callable[[], memory.RememberedAnswer]
) -> None:
    """Keep what the reports needed, and the answer if it may be given again: if the cache holds the
    very state it is about, with no file that may still change unseen.
    """
    try:
        if (
            state is not None
            and not cache.get("racy")
            and cache.get("scan") == state
            and cache.begin_writing()
        ):
            memory.remember_answer(cache, answer())
        cache.commit()
        cache.close()
    except memory.DAMAGE:
        pass  # a full disk or a damaged cache: the next run rebuilds it


def validity(asked: Common, now: datetime) -> tuple[float, float]:
    """From when until when the same words ask the same question: the book's day, or for ever if a
    day of the calendar was named.

    Other days are counted from the day of the answer, so they last as long as that.
    """
    if asked.as_of is not None and is_iso(asked.as_of):
        return 0.0, time.time() + FOREVER
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return start.timestamp(), (start + timedelta(days=1)).timestamp()
