"""The agenda as it was last shown here: its rows have numbers, and `crm done 3` means the third of them."""

import os
from contextlib import suppress
from marshal import dumps, loads
from typing import NamedTuple

from crmcli.store import cache as memory

SUFFIX = ".due"


class Shown(NamedTuple):
    """One row as it was shown: what asked for it (paths within the account), and by when."""

    kind: str
    account: str
    subject: str
    records: tuple[str, ...]
    day: str | None
    as_of: str


def packed(rows: list[Shown]) -> bytes:
    """The rows as one value to remember."""
    return dumps([tuple(row) for row in rows])


def keep(root: str, listing: bytes) -> None:
    """These are the rows that numbers mean from now on. Where nothing can be kept, numbers mean nothing."""
    with suppress(OSError), open(_file(root), "wb") as file:
        file.write(listing)


def drop(root: str) -> None:
    """Numbers mean nothing any more."""
    with suppress(OSError):
        os.unlink(_file(root))


def shown(root: str) -> list[Shown]:
    """The rows last shown, in order; none when none were, or what was kept is damaged."""
    try:
        with open(_file(root), "rb") as file:
            return [Shown(*row) for row in loads(file.read())]
    except (OSError, ValueError, EOFError, TypeError):
        return []


def _file(root: str) -> str:
    return memory.file_for(root) + SUFFIX
