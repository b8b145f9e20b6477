"""Changes of thousands of files at once: what the files say lies beside memory until it is asked
for.
"""

from typing import Self

from crmcli.domain.records.account import Account
from crmcli.store.files.spool import Shelf
from crmcli.store.write.rewriting import FileChange, account_of

MANY = 100  # files of one change above which they are put aside


class Shelved(FileChange):
    """One file before and after, both put aside; the records are read whenever they are asked for,
    unless they `are_told` otherwise. What the tuple itself holds is nothing.
    """

    _shelf: Shelf
    _places: tuple[tuple[int, int] | None, tuple[int, int] | None]
    _are_told: bool

    def __new__(  # noqa: D102 - as the class says
        cls,
        path: str,
        before: bytes | None,
        after: bytes | None,
        shelf: Shelf,
        *,
        are_told: bool = False,
    ) -> Self:
        made = super().__new__(cls, path, None, None, None, None)
        made._shelf, made._are_told = shelf, are_told
        made._places = (
            None if before is None else shelf.put(before),
            None if after is None else shelf.put(after),
        )
        return made

    @property
    def before(self) -> bytes | None:
        """What it must say now."""
        place = self._places[0]
        return None if place is None else self._shelf.read(place)

    @property
    def after(self) -> bytes | None:
        """What it is to say."""
        place = self._places[1]
        return None if place is None else self._shelf.read(place)

    @property
    def old(self) -> Account | None:
        """The account it was."""
        return None if self._are_told else account_of(self.path, self.before)

    @property
    def new(self) -> Account | None:
        """The account it is to be."""
        return None if self._are_told else account_of(self.path, self.after)
