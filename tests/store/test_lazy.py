"""An account whose parts are decoded when they are asked for says what the account decoded whole says."""

from pathlib import Path

import pytest

from crmcli.domain.records.account import Account
from crmcli.store.shapes import extras
from crmcli.store.shapes.account import ACCOUNT
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


def test_a_file_without_keys_of_its_author_is_not_walked_for_them(monkeypatch):
    walked = []
    real = extras._found
    monkeypatch.setattr(extras, "_found", lambda *told: walked.append(told) or real(*told))
    plain = {"name": "Alpha", "log": [{"date": "2026-07-01", "what": "인사"}]}
    assert extras.extras(plain, ACCOUNT) == {}
    assert walked == []
    marked = {"name": "Alpha", "log": [{"what": "인사", "x-방": "3"}]}
    assert [each.value for each in extras.extras(marked, ACCOUNT).values()] == ["3"]
