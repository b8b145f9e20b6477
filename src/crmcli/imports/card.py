"""What a foreign file says: a person, as drafted from a row or a card, and what was refused with
the line it stands in.
"""

from collections.abc import Sequence
from typing import Generic, NamedTuple, NoReturn, TypeVar

from crmcli.domain.table import Message

Row = TypeVar("Row")


class Card(NamedTuple):
    """A person as a business card or a row tells.

    `line` is the file's, from 1; a company may be missing, a name never.

    `uid` is that of the card: one that we gave away names the contact. `left_out` says of each
    cell that is not taken why, where the rest of the row is.
    """

    line: int
    name: str
    company: str = ""
    title: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    note: str | None = None
    uid: str = ""
    left_out: tuple[Message, ...] = ()


class Refused(NamedTuple):
    """A row or card that is not taken at all, and why; `name` is whom it is about, where that could
    be read.
    """

    line: int
    name: str
    why: Message


class Unread(NamedTuple):
    """What a file says and nobody took: a column or property, and how many of its cells or lines
    hold something.
    """

    column: str
    cells: int


class Above(NamedTuple):
    """What stands above the headings of a table, and how that begins: no table.

    `line` is that of the headings.
    """

    line: int
    texts: Sequence[str]


class Reading(NamedTuple, Generic[Row]):
    """All that a file says: what was read, or refused, row by row, what was left unread, and what
    stood above the headings.
    """

    rows: Sequence[Row]
    unread: Sequence[Unread] = ()
    above: Above | None = None


class Refusal(Exception):
    """The row or card cannot be taken."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.key)
        self.why = why


def refuse(why: Message) -> NoReturn:
    """Raises Refusal."""
    raise Refusal(why)
