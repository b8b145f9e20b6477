"""More than memory should hold, put aside by name in a file that nobody else can open."""

import tempfile
from array import array
from types import TracebackType
from typing import Self


class Spool:
    """Pieces by the name of what they belong to; the file is gone with the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="crm-")  # noqa: SIM115 - closed on exit
        self._end = 0
        self._places: dict[str, array[int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def put(self, name: str, data: bytes) -> None:
        """One more piece. Raises OSError where there is no room."""
        self._file.write(data)
        self._places.setdefault(name, array("q")).extend((self._end, len(data)))
        self._end += len(data)

    def take(self, name: str) -> list[bytes]:
        """All pieces of that name, in their order; taken out for good."""
        places = self._places.pop(name)
        self._file.flush()
        found = []
        for place, length in zip(places[::2], places[1::2], strict=True):
            self._file.seek(place)
            found.append(self._file.read(length))
        return found
