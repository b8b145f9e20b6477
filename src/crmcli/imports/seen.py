"""What a source said the last time, and where in the book it went: what makes coming again a merge
of three sides.

The file holds no values, only their digests: nothing of it has to be forgotten with a person.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

from crmcli.domain.edit import Value

HEAD = "# what came from elsewhere, and where it went; written by `crm import`, not by hand\n"
_LENGTH = 6  # bytes of a digest: of a million values, one in 280 million is taken for another


class Seen(NamedTuple):
    """A record's place (`account`, or `account/id`), the digest of its whole row, and those of its
    fields.
    """

    place: str
    row: str
    fields: Mapping[str, str]


def digest(value: Value) -> str:
    """A few letters that stand for what is said."""
    return blake2b(repr(value).encode("utf-8", "surrogateescape"), digest_size=_LENGTH).hexdigest()


class Memory:
    """Every record of one source. Lines are kept as they are until somebody asks for one."""

    def __init__(self, text: str = "") -> None:
        self._lines: dict[str, str] = {}
        for line in text.splitlines():
            if line and not line.startswith("#"):
                kind, id_, rest = (*line.split("\t", 2), "", "")[:3]
                if rest:
                    self._lines[f"{kind}\t{id_}"] = rest

    def __len__(self) -> int:
        return len(self._lines)

    def get(self, kind: str, id_: str) -> Seen | None:
        """What is known of a record; None of one that never came."""
        line = self._lines.get(f"{kind}\t{_clean(id_)}")
        if line is None:
            return None
        place, row, said = (*line.split("\t"), "", "")[:3]
        fields = dict(each.partition("=")[::2] for each in said.split(" ") if each)
        return Seen(place, row, fields)

    def place(self, kind: str, id_: str) -> str:
        """Where a record went; nothing of one that never came."""
        line = self._lines.get(f"{kind}\t{_clean(id_)}")
        return line.split("\t", 1)[0] if line else ""

    def is_same(self, kind: str, id_: str, row: str) -> bool:
        """Did the record say just this the last time?"""
        line = self._lines.get(f"{kind}\t{_clean(id_)}")
        return line is not None and line.split("\t", 2)[1] == row

    def put(self, kind: str, id_: str, seen: Seen) -> None:
        """The record has come."""
        fields = " ".join(f"{name}={said}" for name, said in sorted(seen.fields.items()))
        self._lines[f"{kind}\t{_clean(id_)}"] = f"{seen.place}\t{seen.row}\t{fields}"

    def gone(
        self, kinds: Iterable[str], there: Mapping[str, set[str]]
    ) -> list[tuple[str, str, str]]:
        """The records of these kinds that were there the last time: kind, id and place."""
        found = []
        wanted = {*kinds}
        for each, line in self._lines.items():
            kind, _, id_ = each.partition("\t")
            if kind in wanted and id_ not in there.get(kind, ()):
                found.append((kind, id_, line.split("\t", 1)[0]))
        return found

    def text(self) -> str:
        """The whole file, in an order that changes little."""
        return HEAD + "".join(f"{each}\t{line}\n" for each, line in sorted(self._lines.items()))


def _clean(id_: str) -> str:
    return " ".join(id_.split())
