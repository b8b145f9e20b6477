"""Where a file's findings stand, remembered by what the file says and by the findings."""

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.domain.finding import Finding, Problem
from crmcli.store.cache.seal import SealBroken, seal, unseal
from crmcli.store.files.digest import digest_of
from crmcli.store.shapes.finding_places import Located, locate_in

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache


class Judgement(NamedTuple):
    """All that the places of a file's findings depend on: what it says, as a digest; what is wrong
    with it; and the rules that were held against it, where comments may silence some.
    """

    path: str
    digest: bytes
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    rules: frozenset[str] = frozenset()

    @property
    def sign(self) -> bytes:
        """Sixteen bytes that differ where any of it differs."""
        told = repr((self.path, self.findings, self.problems, sorted(self.rules)))
        return digest_of(self.digest + told.encode("utf-8", "surrogatepass"))

    def locate(self, data: bytes) -> list[Located]:
        """The findings at their places in a file that says this."""
        return list(locate_in(self.path, data, self.findings, self.problems, self.rules))


class KeptPlaces:
    """The places that one cache remembers, those of the last judgement of each file. What is
    damaged was never remembered.
    """

    def __init__(self, cache: "Cache") -> None:
        self._cache = cache

    def of(self, judgement: Judgement, data: bytes) -> list[Located]:
        """The findings at their places in the file, which says this."""
        sign = judgement.sign
        known = self._known(judgement.path, sign)
        if known is None:
            known = [tuple(each[1:]) for each in judgement.locate(data)]
            self._put(judgement.path, sign, known)
        return [Located(judgement.path, *each) for each in known]

    def _known(self, path: str, sign: bytes) -> list[Any] | None:
        from crmcli.store.cache.safe_pickle import unpack

        rows = self._cache.rows("select value from placed where path = ?", (_key(path),))
        try:
            kept = unseal(f"placed {path}", rows[0][0]) if rows else b""
            return list(unpack(kept[len(sign) :])) if kept.startswith(sign) else None
        except SealBroken:
            return None

    def _put(self, path: str, sign: bytes, located: list[Any]) -> None:
        from crmcli.store.cache.safe_pickle import pack

        value = seal(f"placed {path}", sign + pack(located))
        self._cache.keep("insert or replace into placed values (?, ?)", (_key(path), value))


def _key(path: str) -> str:
    """A path as the database has it, which knows no names that are no text."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
