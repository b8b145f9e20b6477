"""Where the book lies is nobody's business, and another place elsewhere."""

from crmcli.domain.table import Message
from crmcli.messages import Phrases

# Messages that name the book's folder, or the repository's, and nothing else.
_OF_PLACES = frozenset(
    (
        "error-diff-no-commits",
        "error-not-a-repository",
        "error-past-no-repository",
        "error-past-not-owned",
        "hint-past-no-repository",
        "hint-past-not-owned",
    )
)


class Placeless(Phrases):
    """A language's texts, which call the book's folder `.`."""

    def say(self, message: Message) -> str:
        """The sentence."""
        if message.key in _OF_PLACES:
            message = message._replace(args=("`.`",) * len(message.args))
        return super().say(message)
