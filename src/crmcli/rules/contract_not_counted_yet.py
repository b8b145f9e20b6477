"""A contract begins later, and nothing says that it is signed.

Why: Until it begins no report counts it: nobody is reminded of it, and the one before it seems to
end for good. With `signed` it renews the one before it from that day on.

왜: 시작일까지 어떤 보고서에도 나오지 않아서, 알림도 없고 앞 계약은 그대로 끝나는 것처럼 보입니다.
`signed`를 적으면 그날부터 앞 계약을 갱신한 것으로 셉니다.

Bad:
    name: Hanbit Electronics
    status: customer
    contracts:
      c-2027:
        start: 2027-01-15  # <- here
        end: 2028-01-14

Good:
    name: Hanbit Electronics
    status: customer
    contracts:
      c-2027:
        start: 2027-01-15
        end: 2028-01-14
        signed: 2026-07-20
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.contracts import known_from
from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, contract in account.contracts.items():
        if contract.start > as_of and known_from(contract) > as_of:
            path = ("contracts", name, "start")
            args = (name, contract.start.isoformat())
            yield Finding("contract-not-counted-yet", path, args=args)
