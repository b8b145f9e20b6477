"""An account of a remembered tree, whose parts are decoded when they are first asked for: a
question about names needs no log.

Only for trees that were decoded whole before they were remembered; nothing in them can be wrong.
"""

from typing import cast

from crmcli.domain.records.account import Account
from crmcli.domain.records.odd import Odd
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.reading import Beside, account_id
from crmcli.store.yaml.tree import Tree


class _Lazy:
    """Has every field of an account, and nothing else that one has."""

    def __init__(self, tree: Tree, name: str, beside: Beside) -> None:
        self._tree, self.id, (self.plain_phones, odd, self.silences) = tree, name, beside
        self.odd = tuple([Odd(*each) for each in odd])

    def __getattr__(self, field: str) -> object:
        if field == "extra":
            from crmcli.store.shapes.extras import extras

            found = self.__dict__["extra"] = extras(self._tree, ACCOUNT)
            return found
        try:
            key, decode = _PARTS[field]
        except KeyError:
            if field in _DEFAULTS:  # what only reading the past fills in
                return _DEFAULTS[field]
            raise AttributeError(field) from None
        node = self._tree.get(key)
        value = _DEFAULTS[field] if node is None else decode(node)
        self.__dict__[field] = value
        return value


_DEFAULTS = Account._field_defaults
_PARTS = {
    field: (key, ACCOUNT.fields[key].shape.decode) for key, field in ACCOUNT.attributes().items()
}


def lazy_account(tree: Tree, path: str, beside: Beside) -> Account:
    """The account, for whoever asks only for its fields."""
    return cast("Account", _Lazy(tree, account_id(path), beside))


def whole(record: Account) -> Account:
    """The record itself, all of it; one that is remembered has its fields and nothing else."""
    return Account._make([getattr(record, field) for field in Account._fields])
