"""What became different in an account, as values: a sentence for people, and old and new for programs."""

from typing import Any, NamedTuple

from crmcli.domain.table import Message


class Part(NamedTuple):
    """One field that differs. `field` is a path below the account; None stands for nothing."""

    field: str
    old: Any
    new: Any


class Change(NamedTuple):
    """One change of one account. `subject` is the path of what it is about, such as `deals.pt2-batch`."""

    account: str
    kind: str
    subject: str
    message: Message
    parts: tuple[Part, ...] = ()


class Piece(NamedTuple):
    """A part, and how it is told."""

    part: Part
    message: Message


def told(account: str, kind: str, subject: str, about: Any, pieces: list[Piece]) -> Change:
    """One change out of its pieces: what it is about, then each of them."""
    listed = Message("list", tuple(piece.message for piece in pieces))
    return Change(account, kind, subject, Message("change-about", (about, listed)), tuple(piece.part for piece in pieces))
