"""An amount has more decimals than the book's currency.

Why: There is no half won. Such an amount was meant in another unit (millions?) or another currency.

왜: 원에는 소수점 아래가 없습니다. 백만 원처럼 다른 단위로 적었거나 다른 통화를 뜻했을 것입니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        amount: 72.5  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        amount: 72_500_000
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from crmcli.domain.finding import Finding, Path, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money, minor_units
from crmcli.domain.records.policy import Policy
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for amount, path in _amounts(account):
        yield from _judge(amount, path, policy.currency)


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, product in policy.products.items():
        if product.list_price is not None:
            yield from _judge(product.list_price, ("products", name, "list_price"), policy.currency)


def _judge(amount: Money, path: Path, currency: str) -> Iterator[Finding]:
    if isinstance(amount, Decimal) and -int(amount.as_tuple().exponent) > minor_units(currency):
        yield Finding(
            "amount-with-cents", path, args=(str(amount), currency, str(minor_units(currency)))
        )


def _amounts(account: Account) -> Iterator[tuple[Money, Path]]:
    """Every amount that has decimals at all; whole ones are always fine."""
    if isinstance(account.research.annual_revenue, Decimal):
        yield account.research.annual_revenue, ("research", "annual_revenue")
    for name, deal in account.deals.items():
        for fact in deal.amount:
            if isinstance(fact.value, Decimal):
                yield fact.value, of_fact(("deals", name, "amount"), fact)
        for product, line in deal.products.items():
            for key, price in (("list_price", line.list_price), ("unit_price", line.unit_price)):
                if isinstance(price, Decimal):
                    yield price, ("deals", name, "products", product, key)
    for name, contract in account.contracts.items():
        if isinstance(contract.amount, Decimal):
            yield contract.amount, ("contracts", name, "amount")
