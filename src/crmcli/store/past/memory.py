"""What was worked out about the past, remembered: it never changes, so only room ends it."""

import pickle
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache


def recall_past(cache: "Cache | None", key: str) -> Any:  # noqa: ANN401 - what was kept under the key
    """What is remembered under the key; None when nothing is, or when it is damaged."""
    if cache is None:
        return None
    from crmcli.store.cache.safe_pickle import unpack
    from crmcli.store.cache.seal import SealBroken, unseal

    found = cache.rows("select value from past where key = ?", (key,))
    if not found:
        return None
    try:
        return unpack(unseal(key, found[0][0]))
    except (SealBroken, pickle.UnpicklingError):
        return None


def keep_past(cache: "Cache | None", kind: str, key: str, value: object, most: int) -> None:
    """Remember a value, and of its kind only the latest ones."""
    if cache is None or not cache.begin_writing():
        return
    from crmcli.store.cache.safe_pickle import pack
    from crmcli.store.cache.seal import seal

    cache.keep(
        "insert or replace into past values (?, ?, ?, ?)",
        (key, kind, time.time(), seal(key, pack(value))),
    )
    cache.keep(
        "delete from past where kind = ? and key not in (select key from past where kind = ? "
        "order by at desc limit ?)",
        (kind, kind, most),
    )
