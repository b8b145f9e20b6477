"""What tables were made into when they were last written in one form, batch by batch."""

from typing import TYPE_CHECKING

from crmcli.store.cache.seal import SealBroken, seal, unseal

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache


class KeptBatches:
    """One form's batches in a book's cache; without a cache, none."""

    def __init__(self, cache: "Cache | None", form: str) -> None:
        self.cache, self.form = cache, form

    def has(self, digest: bytes) -> bool:
        """Is it kept, and whole?"""
        try:
            return bool(self.get(digest))
        except SealBroken:
            return False

    def get(self, digest: bytes) -> bytes:
        """What is kept. Raises SealBroken where it is not, or damaged."""
        found = self.cache and self.cache.rows(
            "select value from batch where form = ? and digest = ?", (self.form, digest)
        )
        return unseal(self._key(digest), found[0][0] if found else b"")

    def put(self, digest: bytes, made: bytes) -> None:
        """Keep it."""
        if self.cache is not None:
            self.cache.keep(
                "insert or replace into batch values (?, ?, ?)",
                (self.form, digest, seal(self._key(digest), made)),
            )

    def only(self, digests: set[bytes]) -> None:
        """Forget all others."""
        if self.cache is None:
            return
        for (digest,) in self.cache.rows("select digest from batch where form = ?", (self.form,)):
            if digest not in digests:
                self.cache.keep(
                    "delete from batch where form = ? and digest = ?", (self.form, digest)
                )

    def _key(self, digest: bytes) -> str:
        return f"batch {self.form} {digest.hex()}"
