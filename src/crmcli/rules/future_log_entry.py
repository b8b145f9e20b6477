"""A log entry lies in the future.

Why: The log tells what happened. What is agreed for later is a `next` step or a plan.

왜: 기록은 있었던 일을 적는 곳입니다. 앞으로 하기로 한 일은 `next`나 계획에 적습니다.

Bad:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    log:
      - {date: 2026-08-20, type: meeting, with: park-jh, what: Review}  # <- here

Good:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    log:
      - {date: 2026-07-20, type: meeting, with: park-jh, what: Review}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for place, entry in enumerate(account.log):
        if entry.date > as_of:
            yield Finding(
                "future-log-entry", ("log", place, "date"), args=(entry.date.isoformat(),)
            )
