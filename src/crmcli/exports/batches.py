"""Accounts in batches: what a form makes of each is kept, and made by every processor where it is
not.
"""

import hashlib
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from crmcli.tables.forms import Text, unpacked

SIZE = 128  # accounts of a batch, more or less
Packed = tuple[str, bytes]  # an account and its rows
Encode = Callable[[list[bytes]], bytes]
Spread = Callable[[Encode, Iterable[list[bytes]]], Iterator[bytes]]


class Kept(Protocol):
    """What one form made of batches before, each under a digest of what it was made of."""

    def has(self, digest: bytes) -> bool:
        """Is it kept, and whole?"""

    def get(self, digest: bytes) -> bytes:
        """What is kept."""

    def put(self, digest: bytes, made: bytes) -> None:
        """Keep it."""

    def only(self, digests: set[bytes]) -> None:
        """Forget all others."""


class Making(NamedTuple):
    """How a form's batches are made: what is kept, and who makes the rest."""

    kept: Kept
    spread: Spread


def encoded(accounts: Iterable[Packed], encode: Encode, making: Making) -> Iterator[bytes]:
    """What `encode` makes of each batch, in order."""
    kept, spread = making
    order, made_anew = deque[bytes](), set[bytes]()

    def missing() -> Iterator[list[bytes]]:
        for batch in batches(accounts):
            digest = hashlib.blake2b(b"".join(batch), digest_size=16).digest()
            order.append(digest)
            if not kept.has(digest):
                made_anew.add(digest)
                yield batch

    wanted = set[bytes]()
    for made in spread(encode, missing()):
        while order[0] not in made_anew:
            yield kept.get(order[0])
            wanted.add(order.popleft())
        kept.put(order[0], made)
        wanted.add(order.popleft())
        yield made
    for digest in order:
        yield kept.get(digest)
    kept.only(wanted.union(order))


def batches(accounts: Iterable[Packed]) -> Iterator[list[bytes]]:
    """Borders depend on the accounts beside them only: others that come or go move none."""
    batch: list[bytes] = []
    for account, packed in accounts:
        batch.append(packed)
        ends = zlib.crc32(account.encode("utf-8", "surrogateescape")) % SIZE == 0
        if ends or len(batch) == 4 * SIZE:
            yield batch
            batch = []
    if batch:
        yield batch


def of_tables(batch: list[bytes]) -> list[tuple[int, list[str]]]:
    """Of every table how many rows the accounts of a batch have, and their lines."""
    parts: list[tuple[Text, ...]] = list(zip(*map(unpacked, batch), strict=True))
    return [(sum(count for count, _ in each), [text for _, text in each if text]) for each in parts]
