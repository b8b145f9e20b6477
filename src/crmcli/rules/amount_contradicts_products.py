"""A deal's amount is not what its products come to, each with the price agreed on.

Why: The forecast counts the amount, the forecast by product the products: two reports give two
answers. It is asked only where every product has its `unit_price`; a discount on the whole below
list prices is none of its business, and neither is a difference of less than one in a hundred.

왜: 예측은 금액으로, 제품별 예측은 제품으로 세기 때문에 두 보고서의 답이 달라집니다. 모든 제품에
`unit_price`가 있을 때만 살피고, 정가에서 전체를 깎은 것이나 1% 안쪽의 차이는 묻지 않습니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        products: {batch: {qty: 2, unit_price: 36_000_000}}
        amount: 92_000_000  # <- here

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
from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import current
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "warning"
_ROUNDED = Decimal("0.01")  # of the whole: what rounding makes


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in account.deals.items():
        if not deal.products or any(line.unit_price is None for line in deal.products.values()):
            continue
        amount = current(deal.amount, as_of)
        priced = worth(deal._replace(amount=()), policy, as_of)
        if amount is None or not priced:
            continue
        if abs(Decimal(amount.value) - Decimal(priced)) > _ROUNDED * Decimal(priced):
            yield Finding(
                "amount-contradicts-products",
                of_fact(("deals", name, "amount"), amount),
                args=(str(amount.value), str(priced)),
                related=(Related(("deals", name, "products"), "named", at_key=True),),
            )
