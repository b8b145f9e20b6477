"""What a user can be told to do differently."""

from crmcli.domain.table import Message


class CrmError(Exception):
    """The user asked for something impossible: what, and what to do instead. `status` is the exit status."""

    def __init__(self, message: Message, hint: Message | None = None, status: int = 2) -> None:
        super().__init__(message.key)
        self.excerpt: tuple[str, ...] = ()  # lines of what was asked, and a mark below the place that is wrong
        self.message, self.hint, self.status = message, hint, status
