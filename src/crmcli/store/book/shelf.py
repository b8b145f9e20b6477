"""Records at hand: for a run that asks very much of one book, each is decoded once."""

from collections.abc import Callable

from crmcli.domain.records.account import Account


class Shelf:
    """Room for so many accounts, of the content that they were read from; who comes first stays,
    as each question goes through all of them in one order.
    """

    def __init__(self, room: int = 0) -> None:
        self.room = room
        self._known: dict[tuple[str, bytes], Account] = {}

    def take(self, path: str, digest: bytes, make: Callable[[], Account | None]) -> Account | None:
        """The account that stands there, or what is made, if anything is."""
        known = self._known.get((path, digest))
        if known is not None:
            return known
        made = make()
        if made is not None and len(self._known) < self.room:
            self._known[path, digest] = made
        return made
