"""What became different in an account, as values: a sentence for people, and old and new for
programs.
"""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.domain.table import Message

KINDS = (
    *("account", "role", "contact", "stance", "plan", "deal", "contract", "asset", "case"),
    *("survey", "log", "rest", "research", "custom", "policy", "file"),
)


class Part(NamedTuple):
    """One value that differs. `field` is its path in the file; None stands for nothing."""

    field: str
    old: object
    new: object


class Change(NamedTuple):
    """One change of one account.

    `subject` is the path of what it is about, such as `deals.pt2-batch`.
    """

    account: str
    kind: str
    subject: str
    message: Message
    parts: tuple[Part, ...] = ()


def about(what: object, said: Iterable[Message]) -> Message:
    """One sentence: what it is about, then each thing that is said of it."""
    return Message("change-about", (what, Message("list", tuple(said))))
