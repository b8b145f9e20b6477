"""How a book's files are told apart and remembered: the arithmetic of the cache, without its
database.
"""

import marshal
import zlib

from crmcli.store.files.scan import Entry, Scan

CHUNKS = 64
RACY = 2.0  # seconds: a file touched this shortly before it was looked at may change again unseen


def chunk_of(path: str) -> int:
    """Files are remembered in so many chunks; one changed file costs its chunk only."""
    return zlib.crc32(path.encode("utf-8", "surrogateescape")) % CHUNKS


def tree_key(path: str, digest: bytes) -> str:
    """The name that a file's tree is sealed under: this content of this file."""
    return f"tree {path} {digest.hex()}"


def is_racy(entries: list[Entry], began: float) -> list[str]:
    """Files that were touched so shortly before anybody began to look at them that a further change
    could go unseen.
    """
    limit = int((began - RACY) * 1e9)
    return [entry[0] for entry in entries if entry[2] >= limit or entry[3] >= limit]


def state_of(found: Scan) -> bytes:
    """What the file system says of all files, as bytes to compare."""
    return marshal.dumps((found.entries, found.refused), 2)
