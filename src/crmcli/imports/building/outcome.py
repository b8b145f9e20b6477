"""What became of one row."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.domain.table import Message

STATES = ("new", "changed", "same", "conflict", "partly", "rejected")


class Outcome(NamedTuple):
    """`state` is one of STATES: `partly` is taken without some of its cells, and `taken` as what;
    `place` is where it went.
    """

    kind: str
    table: int
    line: int
    name: str
    state: str
    place: str = ""
    what: tuple[Message, ...] = ()
    taken: str = ""


def told(what: Sequence[Message]) -> Message | None:
    """Several things that are to be said of a row, as one."""
    return Message("list", tuple(what)) if len(what) > 1 else what[0] if what else None
