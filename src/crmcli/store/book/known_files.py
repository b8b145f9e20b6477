"""The facts of files that were read before, by several processes: on a new day, or where something
is asked for the first time, no file is read, and every record is looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from crmcli.store.book.facts import AnyRequest, hold
from crmcli.store.files.pool import processes, streamed
from crmcli.store.shapes.lazy import lazy_account

MANY = 500  # files above which other processes are worth their start
_AHEAD = 3  # parts that are under way or wait to be taken, for each process


class KnownFile(NamedTuple):
    """A file of this content, and what it said, as it is remembered."""

    path: str
    digest: bytes
    tree: bytes


def are_shared() -> bool:
    """Are there other processes to share many with?"""
    return processes() > 1


def gathered(want: AnyRequest, parts: Iterable[Sequence[KnownFile]]) -> Iterator[bytes]:
    """The facts of the accounts of each part, packed as they are remembered."""
    jobs = processes()
    return streamed(partial(_gathered, want), parts, jobs, _AHEAD * jobs)


def _gathered(want: AnyRequest, files: Sequence[KnownFile]) -> bytes:
    from marshal import loads

    from crmcli.store.cache.safe_pickle import pack

    accounts = (
        (lazy_account(tree, path, beside), path, digest)
        for path, digest, (tree, beside) in ((*each[:2], loads(each.tree)) for each in files)
    )
    return pack([tuple(hold(account, path, digest, want)) for account, path, digest in accounts])
