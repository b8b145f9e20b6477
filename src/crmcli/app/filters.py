"""What --owner, --segment and --tag let through: a word that no account has is told, for an empty
answer would read as good news.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Member
from crmcli.domain.table import Message
from crmcli.reports.options import NO_FILTERS, Filters

if TYPE_CHECKING:
    from crmcli.reports.queries.accounts import AccountRow


def let_through(
    team: Mapping[str, Member],
    owners: Sequence[str],
    segments: Sequence[str],
    tags: Sequence[str],
    accounts: "Callable[[], Sequence[AccountRow]] | None",
) -> Filters:
    """Whose records count: those of the members meant, of these segments, with these tags.

    Raises CrmError for one that no account answers to; without `accounts` the past may know it.
    """
    if not (owners or segments or tags):
        return NO_FILTERS
    if accounts is not None and (segments or tags or (owners and not team)):
        check(() if team else owners, segments, tags, accounts())
    return Filters(
        frozenset(member(name, team) for name in owners), frozenset(segments), frozenset(tags)
    )


def member(said: str, team: Mapping[str, Member]) -> str:
    """A member by id, name or address; as said where crm.yaml names no team. Raises CrmError when
    nobody or several may be meant.
    """
    if said in team or not team:
        return said
    from crmcli.domain.naming import find_member

    return find_member(said, team)


def check(
    owners: Iterable[str],
    segments: Iterable[str],
    tags: Iterable[str],
    accounts: "Sequence[AccountRow]",
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
    from crmcli.domain.naming import Called, close_to, hint, listed

    things = [Called(each) for each in known]
    close = close_to(word, things)
    return Message("hint-nearest", (close, listed(things))) if close else hint(word, things)
