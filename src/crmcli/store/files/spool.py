"""More than memory should hold, put aside by name in a file that nobody else can open."""

import tempfile
import weakref
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import IO, Self

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        said = Message("error-cannot-save", (tempfile.gettempdir(), reason_of(error)))
        raise CrmError(said, Message("hint-no-room"), status=4) from None


class Shelf:
    """Contents by their places, read again as often as somebody asks, in a file that nobody else
    can open and that goes with this.
    """

    def __init__(self) -> None:
        with _room():
            self._file = tempfile.TemporaryFile(prefix="crm-")  # noqa: SIM115 - closed with this
        self._end, self._is_at_end = 0, True
        self.close = weakref.finalize(self, _closed, self._file)

    def put(self, data: bytes) -> tuple[int, int]:
        """One more; returns its place. Raises CrmError where there is no room."""
        with _room():
            if not self._is_at_end:
                self._file.seek(self._end)
            self._file.write(data)
        place = self._end, len(data)
        self._end, self._is_at_end = self._end + len(data), True
        return place

    def read(self, place: tuple[int, int]) -> bytes:
        """The contents at that place. Raises CrmError where what was put had no room."""
        self._is_at_end = False
        with _room():
            self._file.seek(place[0])
            return self._file.read(place[1])


def _closed(file: IO[bytes]) -> None:
    with suppress(OSError):  # what is still to be written nobody reads
        file.close()


class Spool:
    """Pieces by the name of what they belong to; the file is gone with the process."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._places: dict[str, array[int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._shelf.close()

    def put(self, name: str, data: bytes) -> None:
        """One more piece. Raises CrmError where there is no room."""
        self._places.setdefault(name, array("q")).extend(self._shelf.put(data))

    def take(self, name: str) -> list[bytes]:
        """All pieces of that name, in their order; taken out for good."""
        places = self._places.pop(name)
        return [self._shelf.read(place) for place in zip(places[::2], places[1::2], strict=True)]
