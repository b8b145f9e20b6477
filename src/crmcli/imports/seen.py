"""What a source said the last time, and where in the book it went: what makes coming again a merge
of three sides.

The file holds no values, only their digests, and the ids of contacts, which are made of names:
they are taken out with the person who is forgotten. Of one whom the system gives no id the digest
of the name stays: who was forgotten does not come back with another address.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from crmcli.domain.edit import Value

HEAD = b"# what came from elsewhere, and where it went; written by `crm import`, not by hand\n"
NOBODY = "-"  # no id of a contact: where somebody went who was forgotten
_PLACE = 2  # which part of a line says where the record went
_AT_ONCE = 5000  # lines that are put into the file together
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
    made = blake2b(repr(value).encode("utf-8", "surrogateescape"), digest_size=_LENGTH)
    return urlsafe_b64encode(made.digest()).decode()


class Memory:
    """Every record of one source, as it is kept: a line of bytes each, read when somebody asks.

    What comes now is only looked up once it was kept: of hundreds of thousands a line is enough.
    """

    def __init__(self, data: bytes = b"", is_there: Callable[[str], bool] = lambda _: True) -> None:
        self.is_there = is_there  # is there an account of this id in the book?
        self._kept: dict[str, bytes] = {}
        self._new: list[bytes] = []
        self.damaged = 0  # lines that nobody of ours has written: of a merge, of another program
        self.doubled = 0  # records that stand twice, and not as the same: of a merge
        for line in data.splitlines():
            if line.startswith(b"#") or not line.strip():
                continue
            kind, id_, rest = (*line.split(b"\t", 2), b"", b"")[:3]
            if b"\t" not in rest:
                self.damaged += 1
                continue
            key = f"{_text(kind)}\t{_text(id_)}"
            before = self._kept.get(key, rest)
            self.doubled += before != rest
            self._kept[key] = rest if before == rest else self._of_both(before, rest)

    def _of_both(self, one: bytes, other: bytes) -> bytes:
        """What both lines say of a record; it went to an account that is there."""
        if NOBODY.encode() == one.split(b"\t")[0].rpartition(b"/")[2]:
            return one  # forgotten is forgotten
        places = [_text(each.split(b"\t")[0]) for each in (other, one)]
        there = [each for each in places if self.is_there(each.partition("/")[0])]
        said = [each.split(b"\t")[2].split(b" ") for each in (one, other) if each.count(b"\t") > 1]
        fields = [each for each in said[0] if each in said[-1]] if len(said) > 1 else []
        return b"\t".join((_bytes((there or places)[0]), b"", b" ".join(fields)))

    def __len__(self) -> int:
        return len(self._kept) + len(self._new)

    def get(self, kind: str, id_: str) -> Seen | None:
        """What is known of a record; None of one that never came."""
        line = self._kept.get(_key(kind, id_))
        if line is None:
            return None
        place, row, said = (*_text(line).split("\t"), "", "")[:3]
        fields = dict(each.partition("=")[::2] for each in said.split(" ") if each)
        return Seen(place, row, fields)

    def place(self, kind: str, id_: str) -> str:
        """Where a record went; nothing of one that never came."""
        line = self._kept.get(_key(kind, id_)) if self._kept else None
        return _text(line.split(b"\t", 1)[0]) if line else ""

    def within(self, kind: str, id_: str, account: str) -> str:
        """The record's id in the account, if it went there; or to one that is called otherwise now
        or gone.
        """
        home, _, key = self.place(kind, id_).partition("/")
        return key if home == account or not self.is_there(home) else ""

    def elsewhere(self, kind: str, id_: str) -> Seen | None:
        """What is known of a record whose id has an account's in front, which is called otherwise
        now.
        """
        keys = self._elsewhere.get(f"{kind} {_clean(id_)}", ())
        return self.get(kind, keys[0].partition("\t")[2]) if keys else None

    def forget_elsewhere(self, kind: str, id_: str) -> None:
        """The record is known under its account's new id."""
        for key in self._elsewhere.pop(f"{kind} {_clean(id_)}", ()):
            self._kept.pop(key, None)

    @cached_property
    def _elsewhere(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self._kept:
            kind, _, said = key.partition("\t")
            home, _, id_ = said.partition(" ")
            if id_ and not self.is_there(home):
                found.setdefault(f"{kind} {id_}", []).append(key)
        return found

    def is_forgotten(self, account: str, name: str) -> bool:
        """Was somebody of the account forgotten who was called so, and has no id there?"""
        return any(
            home == account or not self.is_there(home)
            for home in self._forgotten.get(digest(name), ())
        )

    @cached_property
    def _forgotten(self) -> dict[str, list[str]]:
        """From which accounts somebody was forgotten, by the digest of the name."""
        found: dict[str, list[str]] = {}
        for key, line in self._kept.items():
            if not key.startswith("person\t="):
                continue
            place, _, said = (*_text(line).split("\t"), "", "")[:3]
            home, _, contact = place.partition("/")
            if contact == NOBODY and said.startswith("name="):
                found.setdefault(said[5:], []).append(home)
        return found

    def is_same(self, kind: str, id_: str, row: str) -> bool:
        """Did the record say just this the last time?"""
        line = self._kept.get(_key(kind, id_)) if self._kept else None
        return line is not None and line.split(b"\t", 2)[1] == row.encode()

    def put(self, kind: str, id_: str, seen: Seen) -> None:
        """The record has come."""
        fields = " ".join(f"{name}={said}" for name, said in sorted(seen.fields.items()))
        line = _bytes(f"{seen.place}\t{seen.row}\t{fields}")
        key = _key(kind, id_)
        if key in self._kept:
            self._kept[key] = line
        else:
            self._new.append(_bytes(key) + b"\t" + line)

    def gone(
        self, kinds: Iterable[str], there: Mapping[str, set[str]]
    ) -> list[tuple[str, str, str]]:
        """The records of these kinds that were there the last time: kind, id and place."""
        found = []
        wanted = {*kinds}
        for each, line in self._kept.items():
            kind, _, id_ = each.partition("\t")
            place = _text(line.split(b"\t", 1)[0])
            is_forgotten = place.endswith(f"/{NOBODY}")
            if kind in wanted and not is_forgotten and id_ not in there.get(kind, ()):
                found.append((kind, id_, place))
        return found

    def data(self) -> bytes:
        """The whole file, in an order that changes little; nothing else may be asked afterwards,
        since of the largest imports there is no room for both.
        """
        lines, self._new = self._new, []
        while self._kept:
            key, line = self._kept.popitem()
            lines.append(_bytes(key) + b"\t" + line)
        lines.sort(reverse=True)
        parts = [HEAD]
        while lines:
            parts.append(b"\n".join([*lines[: -_AT_ONCE - 1 : -1], b""]))
            del lines[-_AT_ONCE:]
        return b"".join(parts)


def without(data: bytes, homes: Iterable[str], contact: str) -> bytes:
    """The file with no word of a person's: only that the record came, and is nobody here any more.
    `homes` are what the account is or was called.
    """
    places = {_bytes(f"{home}/{contact}"): home for home in homes}
    lines = data.splitlines(keepends=True)
    for number, line in enumerate(lines):
        parts = line.split(b"\t")
        if len(parts) > _PLACE and parts[0] == b"person" and parts[_PLACE] in places:
            home = _bytes(f"{places[parts[_PLACE]]}/{NOBODY}")
            has_no_id = parts[1].startswith(b"=")
            name = next((each for each in parts[-1].split() if each.startswith(b"name=")), b"")
            said = name if has_no_id else b""
            lines[number] = b"\t".join((*parts[:_PLACE], home, NOBODY.encode(), said)) + b"\n"
    return b"".join(lines)


def homes(data: bytes) -> set[str]:
    """Every account that people of the file went to."""
    rows = (line.split(b"\t") for line in data.splitlines())
    return {
        _text(parts[_PLACE]).partition("/")[0]
        for parts in rows
        if len(parts) > _PLACE and parts[0] == b"person"
    }


def _key(kind: str, id_: str) -> str:
    return f"{kind}\t{_clean(id_)}"


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _clean(id_: str) -> str:
    return " ".join(id_.split())
