"""Which account does a word on the command line mean? By id, the beginning of one, name or alias; never by a guess."""

import unicodedata
from collections.abc import Callable
from typing import Any

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.book import Book
from crmcli.store.reading import account_id, is_account_path


def folded(text: str) -> str:
    """How names are compared: composed, with ㈜ as (주) and full width as half, and without regard to case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()).strip()


def find_account(name: str, book: Book, names: Callable[[], list[Any]]) -> str:
    """The path of the account that is meant. Raises CrmError when none or several may be."""
    paths = {account_id(entry[0]): entry[0] for entry in book.library.entries if is_account_path(entry[0])}
    exact = paths.get(unicodedata.normalize("NFC", name))
    if exact is not None:
        return exact
    wanted = folded(name)
    facts = names()
    if not wanted:
        raise CrmError(Message("no-account", (name,)), Message("unknown-account-list"), status=4)
    for matches in (
        {fact.account for fact in facts if wanted in {folded(each) for each in fact.names}},
        {key for key in paths if folded(key).startswith(wanted)} | {fact.account for fact in facts if any(folded(each).startswith(wanted) for each in fact.names)},
    ):
        if len(matches) == 1:
            return paths[matches.pop()]
        if matches:
            listed = ", ".join(f"{fact.account} ({fact.names[0]})" for fact in sorted(facts) if fact.account in matches)
            raise CrmError(Message("several-accounts", (name, listed or ", ".join(sorted(matches)))), Message("several-accounts-hint"), status=4)
    raise CrmError(Message("no-account", (name,)), _closest(wanted, list(paths), facts), status=4)


def _closest(wanted: str, keys: list[str], facts: list[Any]) -> Message:
    from difflib import get_close_matches

    names = {folded(each): each for fact in facts for each in fact.names} | {folded(key): key for key in keys}
    close = get_close_matches(wanted, names, n=3, cutoff=0.5)
    return Message("unknown-account-hint", (", ".join(names[each] for each in close),)) if close else Message("unknown-account-list")
