"""Something is sold below its floor without an approval by somebody who may give one.

Why: The floor and who may go below it are agreed on in the policy; a discount nobody approved is a
surprise when the contract is signed. It is one by what the deal is worth too, whatever its prices
say.

왜: 하한가와, 그보다 싸게 팔 수 있는 사람은 crm.yaml에 정해 둔 약속입니다. 아무도 승인하지 않은
할인은 계약할 때에야 드러납니다. 제품 가격이 그대로여도 안건의 금액이 그만큼 낮으면 할인입니다.

Policy:
    products:
      core: {label: Core, list_price: 180_000_000, floor_pct_off: 12}
    discounts: {approval: {12: manager, 18: executive}}
    team:
      choi-exec: {name: Choi, function: executive}

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-06-02: qualification}
        products:
          core:
            unit_price: 144_000_000  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-06-02: qualification}
        products:
          core:
            unit_price: 144_000_000
            approved_by: choi-exec
"""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_UP, Decimal

from crmcli.domain.deals.discounts import unapproved_discounts
from crmcli.domain.deals.endings import ending
from crmcli.domain.deals.promises import is_going
from crmcli.domain.finding import Finding, Path, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import current
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in account.deals.items():
        end = ending(deal, as_of)
        if not (is_going(deal, as_of) or (end and end.result == "won")):
            continue
        for product, off, wanted in unapproved_discounts(deal, policy, as_of):
            path: Path = ("deals", name, "products", product or "", "unit_price")
            key, args = "", (product, _percent(off), wanted)
            if product is None:
                amount = current(deal.amount, as_of)
                path = of_fact(("deals", name, "amount"), amount) if amount else ("deals", name)
                key, args = "discount-of-whole", (name, _percent(off), wanted)
            yield Finding("discount-over-floor", path, key, args)


def _percent(off: Decimal) -> str:
    """Rounded up, so that what is over the floor also reads as over the floor."""
    text = f"{off.quantize(Decimal('0.01'), rounding=ROUND_UP):f}"
    return text.rstrip("0").rstrip(".")
