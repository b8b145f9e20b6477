"""Small books written inside the tests: YAML in, records and tables out."""

from datetime import date
from textwrap import dedent
from types import ModuleType
from typing import Any, NamedTuple

from crmcli.domain.records.policy import Policy
from crmcli.domain.records.account import Account
from crmcli.domain.table import Table
from crmcli.reports.options import Filters
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.book.opening import default_tree
from crmcli.store.shapes.policy import POLICY, over_defaults
from crmcli.store.yaml.tree import read_tree


class Ask(NamedTuple):
    """What may be asked of any report, at once: each takes what it knows."""

    filters: Filters = Filters()
    by: str | None = None
    account: str | None = None
    days: int = 0
    below: int | None = None
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    role: str | None = None
    deal: str | None = None
    metric: str | None = None
    text: str | None = None
    within: str | None = None
    factor: float | None = None
    overdue: bool = False
    matrix: bool = False
    months: int = 12
    product: str | None = None
    floor: int = 80
    over: bool = False
    stage: str | None = None
    method: str = "stage"
    quantity: bool = False
    on: str | None = None
    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    all_: bool = False
    called: str | None = None
    status: str | None = None
    explain: bool = False


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
    found = report.REPORT
    options = found.options(**asked)
    wanted = found.facts.wanted(options)
    facts = [fact for each in accounts for fact in found.facts.gather(each, rules, as_of, wanted)]
    table: Table = found.tabulate(facts, rules, as_of, options)
    return table
