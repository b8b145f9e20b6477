"""A contract's amount is not that of the deal it came from.

Why: What is paid once (`per: once`) is what the deal was won for, so the two agree. A contract by
the year or the month may be about part of it, such as the upkeep, and only a thousand times more
or less is told of those.

왜: 한 번만 내는 돈(`per: once`)은 수주한 금액과 같아야 합니다. 해마다 또는 달마다 내는 계약은 유지
보수처럼 일부일 수 있어서, 천 배쯤 차이 날 때만 알려 줍니다.

Bad:
    name: Hanbit Electronics
    status: customer
    deals:
      core:
        stages: {2025-12-01: closing}
        amount: 180_000_000
        outcome: {result: won, date: 2026-01-12}
    contracts:
      c-2026:
        deal: core
        start: 2026-01-15
        amount: 18_000_000  # <- here
        per: once

Good:
    name: Hanbit Electronics
    status: customer
    deals:
      core:
        stages: {2025-12-01: closing}
        amount: 180_000_000
        outcome: {result: won, date: 2026-01-12}
    contracts:
      c-2026:
        deal: core
        start: 2026-01-15
        amount: 180_000_000
        per: once
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from crmcli.domain.deals.contracts import a_year
from crmcli.domain.deals.deals import worth
from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Contract
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.rules.amount_out_of_scale import factor

SEVERITY: Severity = "warning"
_ROUNDED = Decimal("0.01")


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    of_deals: dict[str, list[str]] = {}
    for name, contract in account.contracts.items():
        if contract.deal in account.deals and contract.amount:
            of_deals.setdefault(str(contract.deal), []).append(name)
    for deal, names in of_deals.items():
        amount = worth(account.deals[deal], policy, as_of)
        contracts = [account.contracts[name] for name in names]
        if amount and _differ(contracts, amount):
            yield Finding(
                "contract-contradicts-deal",
                ("contracts", max(names), "amount"),
                args=(str(sum(each.amount or 0 for each in contracts)), str(amount), deal),
                related=(Related(("deals", deal, "amount"), "named"),),
            )


def _differ(contracts: Sequence[Contract], amount: Money) -> bool:
    if all(contract.per == "once" for contract in contracts):
        paid = sum(Decimal(contract.amount or 0) for contract in contracts)
        return abs(paid - Decimal(amount)) > _ROUNDED * Decimal(amount)
    # one by the year or the month; of several each is a part
    if len(contracts) > 1:
        return False
    year = a_year(contracts[0]) or 0
    return bool(year and (factor(year, amount) or factor(amount, year)))
