"""Who is meant: an account, one of its people, or one of ours? Whatever the word tells in the
surest way; never by a guess.
"""

import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from crmcli.app.accounts import find_account, missing_in
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import Called, close_to, listed, surest
from crmcli.domain.table import Message
from crmcli.reports.options import NoOptions
from crmcli.reports.queries import people
from crmcli.reports.queries.people import PeopleFact, traces

if TYPE_CHECKING:
    from crmcli.commands.shared.report_session import ReportSession

KINDS = ("accounts", "theirs", "ours")
COMPARED = 500  # accounts whose people are compared with a word that nobody is called by


class Whom(NamedTuple):
    """What was meant: one of KINDS, and its id; a person of theirs is account/contact."""

    kind: str
    id: str


def whom(said: str, among: str | None, session: "ReportSession") -> Whom:
    """Who is meant, or which account. Raises CrmError when none or several may be."""
    account, slash, person = said.partition("/")
    book: list[PeopleFact] = session.gather(people.FACTS, NoOptions())
    if among != "ours" and _is_unread(account, book, session):
        # which is told where the account is read, and here where it is not in this checkout
        find_account(account, session.book, list)
        return Whom("theirs" if slash else "accounts", said)
    if slash and among in (None, "theirs"):
        return Whom("theirs", _at(account, person, book))
    asked: dict[str, Callable[[], Iterator[tuple[int, Called]]]] = {
        "accounts": lambda: _accounts(said, book),
        "ours": lambda: _ours(said, session),
        "theirs": lambda: _theirs(said, book),
    }
    found = [
        (place, Whom(kind, each.id), each)
        for kind, candidates in asked.items()
        if among in (None, kind)
        for place, each in candidates()
    ]
    best = min((place for place, _, _ in found), default=0)
    kept = [(meant, known) for place, meant, known in found if place == best]
    if len(kept) == 1:
        return kept[0][0]
    if kept:
        raise CrmError(
            Message("error-several-whom", (said, listed(known for _, known in kept))),
            Message("hint-several-whom"),
            status=4,
        )
    close = close_to(said, _everybody(book, session)) if said.strip() else ""
    raise CrmError(
        Message("error-no-whom", (said,)),
        Message("hint-unknown-account", (close,)) if close else Message("hint-no-whom"),
        status=4,
    )


def _is_unread(name: str, book: list[PeopleFact], session: "ReportSession") -> bool:
    """Is this an account by its id, whose file says nothing that could be read?"""
    key = unicodedata.normalize("NFC", name)
    there = key in session.book.library.paths or key in missing_in(session.book)
    return there and all(fact.account != key for fact in book)


def _accounts(said: str, book: list[PeopleFact]) -> Iterator[tuple[int, Called]]:
    place, matches = surest(said, (Called(fact.account, fact.names) for fact in book))
    yield from ((place, each) for each in matches)


def _ours(said: str, session: "ReportSession") -> Iterator[tuple[int, Called]]:
    place, matches = surest(said, _members(session))
    yield from ((place, each) for each in matches)


def _theirs(said: str, book: list[PeopleFact]) -> Iterator[tuple[int, Called]]:
    traced = traces(said)
    for fact in book:
        if fact.may_have(traced):
            place, matches = surest(said, fact.known())
            yield from ((place, each._replace(id=f"{fact.account}/{each.id}")) for each in matches)


def _at(account: str, person: str, book: list[PeopleFact]) -> str:
    """Somebody at an account that was named."""
    _, accounts = surest(account, (Called(fact.account, fact.names) for fact in book))
    if len(accounts) != 1:
        names = listed(accounts)
        raise CrmError(
            Message("error-several-accounts", (account, names))
            if names
            else Message("error-no-account", (account,)),
            Message("hint-several-accounts" if names else "hint-unknown-account-list"),
            status=4,
        )
    people = [each for fact in book if fact.account == accounts[0].id for each in fact.known()]
    _, matches = surest(person, people)
    if len(matches) == 1:
        return f"{accounts[0].id}/{matches[0].id}"
    if matches:
        raise CrmError(
            Message("error-several-contacts", (person, listed(matches))),
            Message("hint-several"),
            status=4,
        )
    raise CrmError(
        Message("error-no-contact", (person,)),
        Message("hint-known", (listed(people),)) if people else Message("hint-none-known"),
        status=4,
    )


def _members(session: "ReportSession") -> Iterator[Called]:
    for key, member in session.book.policy.team.items():
        yield Called(key, (member.name,) if member.name else (), member.emails)


def _everybody(book: list[PeopleFact], session: "ReportSession") -> Iterator[Called]:
    """Whoever might have been meant; in a large book only companies and our own people, because
    each comparison costs.
    """
    yield from (Called(fact.account, fact.names) for fact in book)
    yield from _members(session)
    if len(book) <= COMPARED:
        for fact in book:
            yield from fact.known()
