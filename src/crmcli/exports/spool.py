"""The rows of many accounts, in the order of the accounts whichever came first, and never all in
memory.
"""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

IN_MEMORY = 64 << 20  # bytes; what is more goes into a temporary file


class Spool:
    """Takes each account's rows as bytes, and gives them in order, as often as they are wanted."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by close
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def add(self, account: str, packed: bytes) -> None:
        """One account's rows."""
        self._file.seek(self._end)
        self._file.write(packed)
        self._places[account] = (self._end, len(packed))
        self._end += len(packed)

    def clear(self) -> None:
        """Forget everything."""
        self._places, self._end = {}, 0

    def __contains__(self, account: str) -> bool:
        return account in self._places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        for account in sorted(self._places):
            start, length = self._places[account]
            self._file.seek(start)
            yield account, self._file.read(length)

    def close(self) -> None:
        """Let go of it."""
        self._file.close()
