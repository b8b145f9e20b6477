"""An account whose parts are decoded when they are asked for says what the account decoded whole says."""

from pathlib import Path

import pytest

from crmcli.domain.records.account import Account
from crmcli.store.shapes.lazy import lazy_account
from crmcli.store.shapes.reading import account_of
from crmcli.store.yaml.tree import read_tree

ROOT = Path(__file__).parents[2]
FILES = sorted(ROOT.glob("examples/*/accounts/**/*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_field_is_the_same(path):
    tree, name = read_tree(path.read_bytes()), f"accounts/{path.name}"
    whole, lazy = (
        account_of(tree, name, ("010-1",)),
        lazy_account(tree, name, (("010-1",), (), False)),
    )
    assert whole == Account(**{field: getattr(lazy, field) for field in Account._fields})
    assert whole.log is not lazy.log or not whole.log
    assert lazy.log is lazy.log


def test_what_the_file_does_not_say_is_what_an_account_has_by_default():
    lazy = lazy_account({"name": "A", "log": None}, "accounts/a.yaml", ((), (), False))
    assert Account("A", "a") == Account(
        **{field: getattr(lazy, field) for field in Account._fields}
    )


def test_nothing_but_the_fields_of_an_account_is_there():
    with pytest.raises(AttributeError):
        lazy_account({"name": "A"}, "accounts/a.yaml", ((), (), False)).logs  # noqa: B018
