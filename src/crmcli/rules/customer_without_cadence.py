"""A customer has no rhythm of calls and visits.

Why: Who has bought is not to be forgotten. Either no cadence of the policy is meant for this
account, or none can start because there is neither a contract nor a won deal to count from.

왜: 한 번 산 고객을 잊어서는 안 됩니다. 이 거래처에 해당하는 접촉 주기가 crm.yaml에 없거나, 계약도
수주한 안건도 없어서 주기를 언제부터 셀지 알 수 없습니다.

Bad:
    name: Hanbit Electronics
    status: customer  # <- here

Good:
    name: Hanbit Electronics
    status: customer
    contracts:
      c-2026: {start: 2026-01-15, end: 2027-01-14}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.cadence import applies, start_of

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    if account.status != "customer" or not policy.cadences:
        return
    meant = [cadence for cadence in policy.cadences.values() if applies(cadence.for_, account)]
    if not meant:
        yield Finding("customer-without-cadence", ("status",), "customer-in-no-cadence")
    elif all(start_of(cadence, account, as_of) is None for cadence in meant):
        yield Finding("customer-without-cadence", ("status",))
