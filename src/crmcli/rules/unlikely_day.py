"""A day lies so far off that it cannot be meant.

Why: A contract from 1926 makes a customer of a hundred years, and a close date in 2062 keeps a deal
out of every forecast until then. What has happened may be as old as such files are, a close date or
a promise at most five years ahead, the end of a contract twenty.

왜: 1926년에 시작한 계약은 백 년 된 고객을 만들고, 마감일이 2062년인 안건은 그때까지 어느 예측에도
나오지 않습니다. 지난 일은 이런 파일이 있을 만한 때까지, 마감일과 약속은 5년 뒤까지, 계약 종료일은
20년 뒤까지 맞는 것으로 봅니다.

Bad:
    name: Hanbit Electronics
    contracts:
      c-2026:
        start: 1926-01-15  # <- here
        end: 2027-01-14

Good:
    name: Hanbit Electronics
    contracts:
      c-2026:
        start: 2026-01-15
        end: 2027-01-14
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.days import SPANS, odd_days
from crmcli.rules.likely_day import mends

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for said in odd_days(account, as_of):
        span = SPANS[said.kind]
        if said.day > as_of and not span.ahead:  # `future-day` and `future-log-entry` tell it
            continue
        key, args = "", (said.day.isoformat(), str(span.first))
        if said.day > as_of:
            key = {"close": "close-far-ahead", "contract-end": "end-far-ahead"}.get(
                said.kind, "day-far-ahead"
            )
            args = (said.day.isoformat(), str(span.ahead))
        yield Finding(
            "unlikely-day",
            said.path,
            key,
            args,
            at_key=said.at_key,
            mends=mends(said, account, as_of),
        )
