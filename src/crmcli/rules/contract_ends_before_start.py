"""A contract ends before it starts.

Why: One of the two dates is wrong; renewals and retention count on both.

왜: 두 날짜 가운데 하나가 틀렸습니다. 갱신 목록과 유지율이 이 날짜로 계산됩니다.

Bad:
    name: Hanbit Electronics
    contracts:
      c-2026: {start: 2026-01-15, end: 2025-01-14}  # <- here

Good:
    name: Hanbit Electronics
    contracts:
      c-2026: {start: 2026-01-15, end: 2027-01-14}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, contract in account.contracts.items():
        if contract.end is not None and contract.end < contract.start:
            yield Finding(
                "contract-ends-before-start",
                ("contracts", name, "end"),
                args=(contract.end.isoformat(), contract.start.isoformat()),
                related=(Related(("contracts", name, "start"), "day"),),
            )
