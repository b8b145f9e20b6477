"""Which account does a word on the command line mean? By id, name, alias, the beginning or a part
of one, somebody's address there, or initials; where several match, by none.
"""

import unicodedata
from collections.abc import Callable, Iterable

from crmcli.domain.errors import CrmError
from crmcli.domain.naming import Called, close_to, listed, matching
from crmcli.domain.table import Message
from crmcli.domain.text.firm_name import firm_name
from crmcli.reports.queries.names import NameRow
from crmcli.store.book.opening import Book
from crmcli.store.shapes.reading import account_id, is_account_path


def missing_in(book: Book) -> dict[str, str]:
    """The accounts that git has and this checkout has not, by id."""
    return {account_id(each.path): each.path for each in book.library.skipped if each.is_missing}


def taken_ids(book: Book) -> set[str]:
    """The ids that no new account may have: of every file by its name, also of those that cannot be
    read or that git alone has.
    """
    files = (
        *(entry[0] for entry in book.library.entries),
        *(each.path for each in book.library.skipped),
    )
    return {account_id(path) for path in files if is_account_path(path)}


def same_name(names: Iterable[str], facts: Iterable[NameRow]) -> str | None:
    """The account that is called by one of these names already; case, spaces and the company's form
    do not count.
    """
    meant = [firm_name(each) for each in names]
    return next(
        (
            fact.account
            for fact in facts
            if any(one.is_same(other) for other in map(firm_name, fact.names) for one in meant)
        ),
        None,
    )


def _numbers(row: NameRow) -> tuple[str, ...]:
    """By which numbers it is found."""
    return (*row.phones, row.business_no) if row.business_no else row.phones


def _addresses(row: NameRow) -> tuple[str, ...]:
    """By which words that are nobody's name it is found: addresses, and ids of other systems."""
    return (*row.emails, *(each.id for each in row.ids)) if row.ids else row.emails


def find_account(name: str, book: Book, names: Callable[[], list[NameRow]]) -> str:
    """The path of the account that is meant. Raises CrmError when none or several may be."""
    paths = book.library.paths
    key = unicodedata.normalize("NFC", name)
    if key in paths:
        return paths[key]
    if key in (missing := missing_in(book)):
        raise CrmError(
            Message("error-account-not-here", (missing[key],)), Message("hint-not-here"), status=4
        )
    known = {key: Called(key) for key in paths} | {
        fact.account: Called(fact.account, fact.names, _addresses(fact), _numbers(fact))
        for fact in names()
    }
    matches = matching(name, known.values())
    if len(matches) == 1:
        return paths[matches[0].id]
    if matches:
        raise CrmError(
            Message("error-several-accounts", (name, listed(matches))),
            Message("hint-several-accounts"),
            status=4,
        )
    if not known:
        raise CrmError(
            Message("error-no-account", (name,)), Message("hint-no-account-yet", (name,)), status=4
        )
    close = close_to(name, known.values()) if name.strip() else ""
    raise CrmError(
        Message("error-no-account", (name,)),
        Message("hint-unknown-account", (close,))
        if close
        else Message("hint-unknown-account-list"),
        status=4,
    )
