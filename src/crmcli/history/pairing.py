"""Is an account that is gone the same as one that is new, in a file of another name?"""

from collections.abc import Sequence

from crmcli.domain.records import Account


def paired(gone: Sequence[Account], come: Sequence[Account]) -> dict[str, str]:
    """Ids of accounts that are gone, and the id each has now; only where it can be no other."""
    pairs = [(old.id, new.id) for old in gone for new in come if is_same(old, new)]
    olds, news = [old for old, _ in pairs], [new for _, new in pairs]
    return {old: new for old, new in pairs if olds.count(old) == 1 and news.count(new) == 1}


def is_same(old: Account, new: Account) -> bool:
    """The same name, or at least half of the people in common."""
    if old.name.casefold() == new.name.casefold():
        return True
    before, after = _people(old), _people(new)
    return bool(before | after) and 2 * len(before & after) >= len(before | after)


def _people(account: Account) -> set[str]:
    return {contact.name for contact in account.contacts.values()}
