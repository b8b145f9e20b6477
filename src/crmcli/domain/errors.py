"""What a user can be told to do differently."""

from collections.abc import Sequence

from crmcli.domain.table import Message


class CrmError(Exception):
    """The user asked for something impossible: what, and what to do instead.

    `status` is the exit status.

    `todo` are the things that are missing, each told in a line of its own, with the command that
    mends it.
    """

    def __init__(
        self,
        message: Message,
        hint: Message | None = None,
        status: int = 2,
        todo: Sequence[tuple[Message, Message]] = (),
    ) -> None:
        super().__init__(message.key)
        # lines of what was asked, and a mark below the place that is wrong
        self.excerpt: tuple[str, ...] = ()
        # what another program said, in its own words
        self.quoted: tuple[str, ...] = ()
        self.message, self.hint, self.status, self.todo = message, hint, status, todo


def reason_of(error: Exception) -> str:
    """What the system said, in its words; what Python says where it said nothing."""
    return getattr(error, "strerror", None) or str(error)
