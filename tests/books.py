"""Small books written inside the tests: YAML in, records and tables out."""

from datetime import date
from textwrap import dedent
from types import ModuleType
from typing import Any

from crmcli.domain.policy import Policy
from crmcli.domain.records import Account
from crmcli.domain.table import Table
from crmcli.reports.ask import Ask
from crmcli.store.account_shape import ACCOUNT
from crmcli.store.book import default_tree
from crmcli.store.policy_shape import POLICY, over_defaults
from crmcli.store.tree import read_tree

AS_OF = date(2026, 8, 1)  # a Saturday


def account(text: str, name: str = "hanbit") -> Account:
    """The account that this file would be."""
    found: Account = ACCOUNT.decode(read_tree(dedent(text).encode()))
    return found._replace(id=name)


def policy(text: str = "", holidays: tuple[date, ...] = ()) -> Policy:
    """The policy that this crm.yaml, over the built-in defaults, would be."""
    found: Policy = POLICY.decode(over_defaults(default_tree(), read_tree(dedent(text).encode())))
    return found._replace(holiday_dates=frozenset(holidays))


def ask(
    report: ModuleType,
    *accounts: Account,
    rules: Policy | None = None,
    as_of: date = AS_OF,
    **asked: Any,
) -> Table:
    """The report's answer over these accounts."""
    rules = rules or policy()
    options = Ask(**asked)
    facts = [fact for each in accounts for fact in report.gather(each, rules, as_of, options)]
    table: Table = report.tabulate(facts, rules, as_of, options)
    return table
