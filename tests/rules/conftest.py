"""Small books written inside the tests: text in, findings out."""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from importlib.resources import files as resources
from pathlib import Path

import pytest
import yaml

from crmcli.domain.finding import Finding
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.account import Account
from crmcli.messages.en import findings as findings_en
from crmcli.messages.ko import findings as findings_ko
from crmcli.rules import registry
from crmcli.rules.book_facts import book_fact
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.odd_signs import odd_texts
from crmcli.store.shapes.policy import POLICY, over_defaults
from crmcli.store.yaml.tree import read_tree

sys.path.insert(0, str(Path(__file__).parent.parent))  # tests/docs_rules.py

AS_OF = date(2026, 8, 1)
Lint = Callable[..., list[tuple[str, Finding]]]
Paths = Callable[..., list[tuple[str | int, ...]]]


def decode_policy(text: str = "") -> Policy:
    defaults = read_tree((resources("crmcli.store.book") / "default.yaml").read_bytes())
    policy: Policy = POLICY.decode(over_defaults(defaults, read_tree(text.encode())))
    return policy


def decode_account(name: str, text: str) -> Account:
    account: Account = ACCOUNT.decode(read_tree(text.encode()))
    return account._replace(
        id=name,
        plain_phones=plain_phones(yaml.compose(text, Loader=yaml.BaseLoader)),
        odd=odd_texts(text.encode(), ACCOUNT),
    )


def plain_phones(node: yaml.Node | None, *, within: bool = False) -> tuple[str, ...]:
    """The phone numbers without quotes, as the reader of files finds them."""
    if isinstance(node, yaml.MappingNode):
        return tuple(
            phone
            for key, value in node.value
            for phone in plain_phones(value, within=key.value == "phones")
        )
    if isinstance(node, yaml.SequenceNode):
        return tuple(phone for value in node.value for phone in plain_phones(value, within=within))
    return (
        (node.value,) if within and isinstance(node, yaml.ScalarNode) and node.style is None else ()
    )


def lint_book(
    accounts: Mapping[str, str] | str, policy: str = "", as_of: date = AS_OF
) -> list[tuple[str, Finding]]:
    """Everything the rules find, with the account (or `crm`, the policy) it is found in; all of it can be told in both languages."""
    named = {"example": accounts} if isinstance(accounts, str) else dict(accounts)
    policy += named.pop("crm", "")
    decoded = [decode_account(name, text) for name, text in named.items()]
    rules = decode_policy(policy)
    found = [("crm", finding) for finding in registry.check_policy(rules, as_of)]
    found += [
        (account.id, finding)
        for account in decoded
        for finding in registry.check_account(account, rules, as_of)
    ]
    found += registry.check_book([book_fact(account) for account in decoded], rules)
    for _, finding in found:
        assert all(
            messages.TEXTS[finding.message.key].format(*finding.args)
            for messages in (findings_en, findings_ko)
        )
    return found


@pytest.fixture
def lint() -> Lint:
    return lint_book


@pytest.fixture
def policy_of() -> Callable[[str], Policy]:
    return decode_policy


@pytest.fixture
def paths() -> Paths:
    """Where one rule finds something."""

    def of_rule(
        rule: str, accounts: Mapping[str, str] | str, policy: str = "", as_of: date = AS_OF
    ) -> list[tuple[str | int, ...]]:
        return [
            finding.path
            for _, finding in lint_book(accounts, policy, as_of)
            if finding.rule == rule
        ]

    return of_rule
