"""Two contracts of one deal run at the same time.

Why: What they bring a year is counted twice while both run. One follows the other, or they are
about different things: then give each its own deal, or say `per: once` of what is paid once.

왜: 두 계약이 함께 있는 동안 연간 금액을 두 번 셉니다. 하나가 끝난 뒤에 다음 것이 시작하거나, 서로
다른 계약이면 안건을 따로 두고, 한 번만 내는 돈은 `per: once`로 적으세요.

Bad:
    name: Hanbit Electronics
    deals:
      core: {stages: {2025-12-01: closing}, outcome: {result: won, date: 2026-01-12}}
    contracts:
      c-2026: {deal: core, start: 2026-01-15, end: 2027-01-14, amount: 180_000_000, per: year}
      c-2027:
        deal: core
        start: 2026-05-15  # <- here
        end: 2028-01-14
        amount: 190_000_000
        per: year

Good:
    name: Hanbit Electronics
    deals:
      core: {stages: {2025-12-01: closing}, outcome: {result: won, date: 2026-01-12}}
    contracts:
      c-2026: {deal: core, start: 2026-01-15, end: 2027-01-14, amount: 180_000_000, per: year}
      c-2027:
        deal: core
        start: 2027-01-15
        end: 2028-01-14
        amount: 190_000_000
        per: year
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Contract
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"
_BESIDE = timedelta(31)  # the next one may begin a little before the one before it ends


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    if len(account.contracts) < 2:
        return
    told: set[str] = set()
    contracts = sorted(account.contracts.items(), key=lambda item: (item[1].start, item[0]))
    for (one, before), (other, after) in combinations(contracts, 2):
        if other not in told and _overlap(before, after):
            told.add(other)
            yield Finding(
                "contracts-overlap",
                ("contracts", other, "start"),
                args=(other, one, before.end.isoformat() if before.end else ""),
                key="contracts-overlap" if before.end else "contracts-overlap-open",
                related=(Related(("contracts", one, "end" if before.end else "start"), "day"),),
            )


def _overlap(before: Contract, after: Contract) -> bool:
    if before.deal is None or (before.deal, before.per) != (after.deal, after.per):
        return False
    if before.amount is None or after.amount is None or before.per == "once":
        return False
    return before.end is None or before.end - after.start > _BESIDE
