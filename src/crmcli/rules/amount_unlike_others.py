"""An amount is hundreds of times smaller or larger than the others of the account.

Why: A few zeros too many or too few are easily written and never seen in a sum. Without products
there is no price to compare with, only what else this customer buys: look at it once.

왜: 0을 몇 개 더 쓰거나 빠뜨리기 쉽고, 합계에서는 보이지 않습니다. 제품이 없으면 비교할 가격이
없어서 이 고객의 다른 금액과 비교합니다. 한번 확인해 보세요.

Bad:
    name: Hanbit Electronics
    deals:
      pt1: {stages: {2026-01-10: contacting}, amount: 180_000_000}
      pt2: {stages: {2026-03-10: contacting}, amount: 95_000_000}
      pt3:
        stages: {2026-07-01: contacting}
        amount: 72_000  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt1: {stages: {2026-01-10: contacting}, amount: 180_000_000}
      pt2: {stages: {2026-03-10: contacting}, amount: 95_000_000}
      pt3:
        stages: {2026-07-01: contacting}
        amount: 72_000_000
"""

from collections.abc import Iterator
from datetime import date
from statistics import median_high, median_low

from crmcli.domain.finding import Finding, Path, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import current
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "info"
_MANY = 500  # times; orders of one customer differ by less
_OTHERS = 2  # so many have to agree before one stands out


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    if len(account.deals) + len(account.contracts) <= _OTHERS:
        return
    amounts = [*_amounts(account, as_of)]
    if len(amounts) <= _OTHERS:
        return
    least = min(amount for _, amount, _ in amounts)
    most = max(amount for _, amount, _ in amounts)
    if least * _MANY > most:
        return
    for path, amount, has_price in amounts:
        others = [other for place, other, _ in amounts if place != path]
        if has_price:  # what has products is measured by their prices
            continue
        low, high = median_low(others), median_high(others)
        if amount * _MANY <= low or amount >= high * _MANY:
            usual = low if amount < low else high
            yield Finding("amount-unlike-others", path, args=(str(amount), str(usual)))


def _amounts(account: Account, as_of: date) -> Iterator[tuple[Path, Money, bool]]:
    for name, deal in account.deals.items():
        amount = current(deal.amount, as_of)
        if amount is not None and amount.value:
            path = of_fact(("deals", name, "amount"), amount)
            yield path, amount.value, bool(deal.products)
    for name, contract in account.contracts.items():
        if contract.amount:
            yield ("contracts", name, "amount"), contract.amount, False
