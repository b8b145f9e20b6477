"""What to do next in a book that has hardly begun: three lines at most, told beside every answer
for people, whichever command it is of.
"""

from collections.abc import Iterator
from itertools import islice

from crmcli.commands.shared.terminal import Screen
from crmcli.domain.records.account import Account
from crmcli.messages import Phrases
from crmcli.store.book.opening import Book
from crmcli.store.shapes.reading import is_account_path

_MOST = 3  # lines


def first_steps(book: Book, phrases: Phrases, screen: Screen) -> Iterator[str]:
    """Who of us there is, where nobody is; of a book without accounts how to get one; of one with a
    single account, at a terminal, what nobody has written down of it yet.
    """
    if book.recorded is not None or book.library.skipped:
        return
    paths = [entry[0] for entry in book.library.entries if is_account_path(entry[0])]
    nobody = () if book.policy.team else ("told-first-team",)
    if not paths:
        steps = (*nobody, "told-first-account", "told-first-import", "told-first-tour")
        yield from map(phrases, steps[:_MOST])
    elif len(paths) == 1 and screen.is_terminal:
        account = book.library.account(paths[0])
        if account is not None:
            for key in islice((*nobody, *_open(account)), _MOST):
                yield phrases(key, account.id)


def _open(account: Account) -> Iterator[str]:
    """The texts that ask for what the account's file says nothing of."""
    if not account.contacts:
        yield "told-first-contact"
    if not account.deals:
        yield "told-first-deal"
    if not account.log:
        yield "told-first-log"
