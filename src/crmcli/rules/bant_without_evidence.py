"""A BANT criterion is met, but without a date or without a reason to believe it.

Why: "Budget: met" may be hope. The day and the evidence make it a fact that others can check and
that can grow old.

왜: “예산 있음”은 바람일 수도 있습니다. 언제 무엇을 보고 알았는지 적어야 다른 사람이 확인할 수 있고,
오래된 정보인지도 알 수 있습니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-06-02: qualification}
        bant:
          budget: met  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-06-02: qualification}
        bant:
          budget: {status: met, date: 2026-06-11, why: Mail that confirms the budget}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.qualification import written
from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in account.deals.items():
        for key, criterion, given in written(deal):
            if given.status != "met" or (given.date and given.why):
                continue
            lacks = "bant-without-date" if given.why else "bant-without-why" if given.date else ""
            path = ("deals", name, key, criterion)
            yield Finding("bant-without-evidence", path, lacks, (criterion,))
