"""Who of us sits at the keyboard, and under which addresses?"""

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.book.opening import Book


def me(book: Book) -> str:
    """The member whose address git uses here. Raises CrmError when there is none, rather than
    meaning everybody.
    """
    from crmcli.store.git.git import user_email

    team = book.policy.team
    if not team:
        raise CrmError(Message("error-no-team"), Message("hint-no-team"), status=4)
    address = user_email(book.root)
    if not address:
        raise CrmError(Message("error-mine-no-email"), Message("hint-mine-no-email"), status=4)
    for name, one in team.items():
        if address.casefold() in {each.casefold() for each in one.emails}:
            return name
    raise CrmError(
        Message("error-mine-unknown", (address,)),
        Message("hint-mine-unknown", (address,)),
        status=4,
    )


def mine(book: Book, member: str | None) -> set[str]:
    """The addresses that whoever sits here commits with; none if git knows nobody."""
    from crmcli.store.git.git import author_email

    said = author_email(book.root)
    one = book.policy.team.get(member or "")
    return {said, *(one.emails if one else ())} if said else set()
