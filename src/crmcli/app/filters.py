"""What --owner, --segment and --tag let through: a word that no account has is told, for an empty
answer would read as good news.
"""

from collections.abc import Iterable, Sequence

from crmcli.domain.errors import CrmError
from crmcli.domain.naming import Called, close_to, hint, listed
from crmcli.domain.table import Message
from crmcli.reports.queries.accounts import AccountRow


def check(
    owners: Iterable[str],
    segments: Iterable[str],
    tags: Iterable[str],
    accounts: Sequence[AccountRow],
) -> None:
    """Raises CrmError for the first word that no account has."""
    _known("error-no-such-segment", segments, {row.segment for row in accounts if row.segment})
    _known("error-no-such-tag", tags, {tag for row in accounts for tag in row.tags})
    _known("error-no-such-owner", owners, {row.owner for row in accounts if row.owner})


def _known(key: str, said: Iterable[str], known: set[str]) -> None:
    for word in said:
        if word not in known:
            raise CrmError(Message(key, (word,)), _hint(word, sorted(known)), status=2)


def _hint(word: str, known: list[str]) -> Message:
    """The nearest, and what there is."""
    things = [Called(each) for each in known]
    close = close_to(word, things)
    return Message("hint-nearest", (close, listed(things))) if close else hint(word, things)
