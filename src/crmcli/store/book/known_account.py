"""One account as it was read before, so that asking about it takes no file apart again."""

from typing import TYPE_CHECKING, Protocol

from crmcli.domain.records.account import Account
from crmcli.store.book.kept_chunks import KeptChunks
from crmcli.store.files.digest import digest_of

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache


class Files(Protocol):
    """Where the file is."""

    def data(self, path: str) -> bytes:
        """What the file says now. Raises OSError where it cannot be read."""


def known_account(files: Files, cache: "Cache", path: str) -> Account | None:
    """The account of a file that says what it said when nothing was wrong with it; None where that
    is not known.
    """
    from crmcli.store.cache.database import DAMAGE
    from crmcli.store.shapes.lazy import lazy_account, whole

    try:
        if path in cache.must_get("problems"):
            return None
        found = KeptChunks(cache).tree(path, digest_of(files.data(path)))
    except (*DAMAGE, OSError):
        return None
    return None if found is None else whole(lazy_account(found[0], path, found[1]))
