"""A log entry lies in the future.

Why: The log tells what happened, and no report counts an entry before its day. What is agreed for
later is a `next` step or a plan.

왜: 기록은 있었던 일을 적는 곳이고, 어떤 보고서도 그날이 오기 전에는 세지 않습니다. 앞으로 하기로 한
일은 `next`나 계획에 적습니다.

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
from crmcli.rules.days import odd_days
from crmcli.rules.likely_day import mends

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for said in odd_days(account, as_of):
        if said.kind == "log" and said.day > as_of:
            yield Finding(
                "future-log-entry",
                said.path,
                args=(said.day.isoformat(),),
                mends=mends(said, account, as_of),
            )
