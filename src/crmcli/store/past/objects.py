"""git's stored contents by their id, from one process that stays for the run."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import IO, TYPE_CHECKING, NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.git.git import git_talking, is_partial

if TYPE_CHECKING:
    import subprocess

# objects asked for at once: so few that asking never waits for our reading, nor do many large ones
# pile up
_AHEAD = 32
_KINDS = {0o100000: "file", 0o040000: "folder", 0o120000: "link"}


class Entry(NamedTuple):
    """One line of a folder as git stored it.

    `kind` is file, folder, link or other (such as another repository).
    """

    name: bytes
    kind: str
    id: str


class Objects:
    """The contents of one repository.

    Nothing is read before it is asked for; `close` ends the process.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.process: subprocess.Popen[bytes] | None = None

    def read(self, oid: str, limit: int = 1 << 30) -> bytes:
        """One object's contents, at most one byte more than the limit.

        Raises CrmError when git does not have it.
        """
        return next(data for _, data in self.read_all([oid], limit))

    def read_all(self, oids: Iterable[str], limit: int = 1 << 30) -> Iterator[tuple[str, bytes]]:
        """Many objects with their ids, in the order asked for."""
        waiting = iter(oids)
        while asked := list(islice(waiting, _AHEAD)):
            out = self._ask(asked)
            # all answers are taken before anybody may ask again
            yield from [(oid, self._answer(out, oid, limit)) for oid in asked]

    def folder(self, oid: str) -> list[Entry]:
        """What a folder holds, in git's order."""
        try:
            return list(_entries(self.read(oid), len(oid) // 2))
        except ValueError:
            raise self._lost(oid) from None

    def _ask(self, oids: list[str]) -> IO[bytes]:
        if self.process is None:
            self.process = git_talking(self.root, "cat-file", "--batch")
        out: IO[bytes] = self.process.stdout  # type: ignore[assignment]
        try:
            self.process.stdin.write("".join(f"{oid}\n" for oid in oids).encode())  # type: ignore[union-attr]
            self.process.stdin.flush()  # type: ignore[union-attr]
        except BrokenPipeError:
            raise self._lost(oids[0]) from None
        return out

    def _answer(self, out: IO[bytes], oid: str, limit: int) -> bytes:
        head = out.readline().split()
        if len(head) != 3:
            raise self._lost(oid)
        left = int(head[2])
        data = out.read(min(left, limit + 1))
        left -= len(data)
        while left:
            left -= len(out.read(min(left, 1 << 20))) or left
        out.read(1)
        return data

    def _lost(self, oid: str) -> CrmError:
        """What git should have and has not: a clone that left contents out, or a damaged one."""
        self.close()
        return left_out(self.root) or CrmError(
            Message("error-past-object-missing", (oid[:12],)),
            Message("hint-past-object-missing"),
            status=4,
        )

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """End the process; also when nobody needs it any more. That its input is closed does not
        end it while another process, forked meanwhile, holds that open too.
        """
        process, self.process = self.process, None
        if process is not None:
            process.stdout.close()  # type: ignore[union-attr]
            with suppress(BrokenPipeError):
                process.stdin.close()  # type: ignore[union-attr]
            process.terminate()
            process.wait()


def left_out(root: str) -> CrmError | None:
    """What to say when a content is not here because this clone leaves contents out until somebody
    asks for them; None for a clone that has all.
    """
    return (
        CrmError(Message("error-past-left-out"), Message("hint-past-left-out"), status=4)
        if is_partial(root)
        else None
    )


def _entries(data: bytes, size: int) -> Iterator[Entry]:
    """The lines of a folder whose ids have that size. Raises ValueError for what is no folder."""
    start = 0
    while start < len(data):
        space, end = data.index(b" ", start), data.index(b"\0", start)
        mode, name, oid = (
            int(data[start:space], 8),
            data[space + 1 : end],
            data[end + 1 : end + 1 + size],
        )
        if len(oid) < size:
            raise ValueError(oid)
        yield Entry(name, _KINDS.get(mode & 0o170000, "other"), oid.hex())
        start = end + 1 + size
