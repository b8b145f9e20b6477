"""Who is still there, of ours and of theirs, and whose is what somebody has in hand?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from crmcli.domain.records.account import Account, Contact
from crmcli.domain.records.policy import Member


class Owned(Protocol):
    """What may name one of ours as its owner: a deal, a plan, a case."""

    @property
    def owner(self) -> str | None:
        """Whose it is, by itself."""
        ...


def owner_of(record: Owned | None, account: Account) -> str | None:
    """Whose is it? Its own owner's, else the account's."""
    return (record.owner if record is not None else None) or account.owner


def is_active(member: str | None, team: Mapping[str, Member], as_of: date) -> bool:
    """Is there someone who can act? Nobody cannot, and neither can who has left."""
    if member is None:
        return False
    known = team.get(member)
    return known is None or known.left is None or known.left > as_of


def heir(
    member: str | None, owner: str | None, team: Mapping[str, Member], as_of: date
) -> str | None:
    """Who has to act now?

    Whose it is; once they have left whoever owns the account, if still with us.
    """
    if member is None:
        return owner
    return owner if not is_active(member, team, as_of) and is_active(owner, team, as_of) else member


def present(members: Sequence[str], team: Mapping[str, Member], as_of: date) -> tuple[str, ...]:
    """Those of them who are still with us: a rep who has left is none. Each once."""
    return tuple(name for name in dict.fromkeys(members) if is_active(name, team, as_of))


def has_left(contact: Contact, as_of: date) -> bool:
    """Gone from the account by that day?"""
    return contact.left is not None and contact.left <= as_of
