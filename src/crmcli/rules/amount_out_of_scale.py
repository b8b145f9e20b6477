"""A deal's amount is a thousand times too small or too large for its products.

Why: Who writes 72_000 and means thousands takes a whole deal out of the pipeline and the forecast,
and nobody misses it: the sum is only smaller. It is told where the products' prices say so.

왜: 천 원 단위로 72_000이라고 적으면 안건 하나가 영업 현황과 예측에서 사라진 것과 같고, 합계만
작아져 아무도 알아채지 못합니다. 제품 가격과 비교해서 알려 줍니다.

Policy:
    products: {batch: {label: Batch, list_price: 40_000_000, floor_pct_off: 15}}

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        products: {batch: {qty: 2, unit_price: 36_000_000}}
        amount: 72_000  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        products: {batch: {qty: 2, unit_price: 36_000_000}}
        amount: 72_000_000
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from crmcli.domain.deals.deals import worth
from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import current
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "error"
SCALES = (1_000_000, 10_000, 1_000)  # what amounts are counted in: millions, 만, thousands
_NEAR = Decimal("1.5")  # a discount or a service beside the products changes less than that


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in account.deals.items():
        if not deal.products:
            continue
        amount = current(deal.amount, as_of)
        priced = worth(deal._replace(amount=()), policy, as_of)
        if amount is None or not amount.value or not priced:
            continue
        path = of_fact(("deals", name, "amount"), amount)
        if scale := factor(amount.value, priced):
            args = (f"{amount.value}", str(priced), str(scale))
            yield Finding("amount-out-of-scale", path, args=args)
        elif scale := factor(priced, amount.value):
            args = (f"{amount.value}", str(priced), str(scale))
            yield Finding("amount-out-of-scale", path, "amount-scale-large", args)


def factor(small: Money, large: Money) -> int | None:
    """So many times as large, if that is what amounts are counted in."""
    return next(
        (
            scale
            for scale in SCALES
            if Decimal(large) / _NEAR <= Decimal(small) * scale <= Decimal(large) * _NEAR
        ),
        None,
    )
