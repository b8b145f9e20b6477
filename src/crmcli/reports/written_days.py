"""The days that stand in an account. On any other its facts stay what they are, unless they count
days or look so many of them back.
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.records.account import Account


def of_leaving(account: Account) -> Iterator[date]:
    """On which contacts leave."""
    return (each.left for each in account.contacts.values() if each.left is not None)


def of_deals(account: Account) -> Iterator[date]:
    """Written in its deals."""
    return _written(tuple(account.deals.values()))


def of_deals_and_touches(account: Account) -> Iterator[date]:
    """Written in its deals, and those of what its log tells."""
    yield from of_deals(account)
    yield from (entry.date for entry in account.log)


def _written(values: tuple[object, ...]) -> Iterator[date]:
    for each in values:
        if isinstance(each, date):
            yield each
        elif isinstance(each, tuple):
            yield from _written(each)
        elif isinstance(each, dict):
            yield from _written(tuple(each.values()))
