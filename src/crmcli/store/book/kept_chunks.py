"""What the cache has of each chunk of accounts: the digests of its files, what each of them said,
and the facts of reports.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from crmcli.store.book.facts import Facts
from crmcli.store.book.known_files import KnownFile
from crmcli.store.cache.chunks import tree_key
from crmcli.store.cache.seal import seal, unseal
from crmcli.store.yaml.tree import Tree

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache
    from crmcli.store.shapes.reading import Beside

# How many reports' facts are remembered; the least recently used go first. So many stay however
# large they are, and so many more as have room: who makes a site asks every report there is.
FEWEST, MOST, ROOM = 24, 128, 128 << 20


class KeptChunks:
    """The chunks that one cache remembers. What is damaged raises ValueError."""

    def __init__(self, cache: "Cache") -> None:
        self.cache = cache

    def digests(self, chunk: int) -> dict[str, bytes]:
        """The digest of each file of a chunk when it was last read.

        Raises ValueError when that is lost or damaged.
        """
        from marshal import loads

        row = self.cache.db.execute("select value from chunk where chunk = ?", (chunk,)).fetchone()
        digests: dict[str, bytes] = loads(unseal(f"chunk {chunk}", row[0] if row else b""))
        return digests

    def tree(self, path: str, digest: bytes) -> "tuple[Tree, Beside] | None":
        """What a file of this content said, and what its bytes said beside that; None when it is
        not known.
        """
        from marshal import loads

        for each in self.known_files({path: digest}):
            found: tuple[Tree, Beside] = loads(each.tree)
            return found
        return None

    def known_files(self, digests: Mapping[str, bytes]) -> list[KnownFile]:
        """What those files of these contents said that are remembered, packed."""
        question, found = "select value from tree where path = ? and digest = ?", []
        for path, digest in digests.items():
            for (value,) in self.cache.db.execute(question, (path, digest)):
                found.append(KnownFile(path, digest, unseal(tree_key(path, digest), value)))
        return found

    def put_files(
        self,
        chunk: int,
        digests: dict[str, bytes],
        gone: Sequence[str],
        trees: Sequence[tuple[str, bytes, bytes]],
    ) -> None:
        """Remember which files are in a chunk, and what those said that were read just now."""
        from marshal import dumps

        db = self.cache.db
        db.execute(
            "insert or replace into chunk values (?, ?)",
            (chunk, seal(f"chunk {chunk}", dumps(digests))),
        )
        for statement in ("delete from tree where path = ?", "delete from placed where path = ?"):
            db.executemany(statement, [(path,) for path in gone])
        db.executemany(
            "insert into tree values (?, ?, ?)",
            [(path, digest, seal(tree_key(path, digest), tree)) for path, digest, tree in trees],
        )

    def stamps(self, key: str) -> dict[int, int]:
        """Which state of each chunk facts are remembered of under the key."""
        rows = self.cache.db.execute("select chunk, stamp from facts where key = ?", (key,))
        return dict(rows.fetchall())

    def facts(self, key: str, chunk: int, stamp: int | None = None) -> Facts | None:
        """What is remembered of a chunk under the key, of this state or of any; None when nothing
        is. Raises ValueError when it is damaged.
        """
        from crmcli.store.cache.safe_pickle import unpack

        row = self.cache.db.execute(
            "select stamp, value from facts where key = ? and chunk = ?", (key, chunk)
        ).fetchone()
        if row is None or stamp not in (None, row[0]):
            return None
        found: Facts = unpack(unseal(f"{key} {chunk} {row[0]}", row[1]))
        return found

    def put_facts(self, key: str, chunk: int, stamp: int, facts: Facts) -> None:
        """Remember the facts of a chunk in this state."""
        from crmcli.store.cache.safe_pickle import pack

        self.put_packed(key, chunk, stamp, pack(facts))

    def put_packed(self, key: str, chunk: int, stamp: int, facts: bytes) -> None:
        """Remember them where they are packed already."""
        value = seal(f"{key} {chunk} {stamp}", facts)
        self.cache.db.execute(
            "insert or replace into facts values (?, ?, ?, ?)", (key, chunk, stamp, value)
        )

    def use(self, keys: Iterable[str], at: float) -> None:
        """The facts under these keys are among those used last; the others that are too many go."""
        db = self.cache.db
        for key in keys:
            (size,) = db.execute(
                "select coalesce(sum(length(value)), 0) from facts where key = ?", (key,)
            ).fetchone()
            db.execute("insert or replace into used values (?, ?, ?)", (key, at, size))
        used = db.execute("select key, size from used order by at desc, key").fetchall()
        room = ROOM
        for place, (key, size) in enumerate(used):
            room -= size
            if place < FEWEST or (place < MOST and room >= 0):
                continue
            db.execute("delete from facts where key = ?", (key,))
            db.execute("delete from used where key = ?", (key,))
