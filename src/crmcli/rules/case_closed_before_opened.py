"""A case was closed before it was opened.

Why: One of the two dates is wrong; until it is mended, the days to resolve it are negative, and no
median counts them.

왜: 두 날짜 가운데 하나가 틀렸습니다. 고칠 때까지 처리 기간이 음수가 되어 중앙값에서 빠집니다.

Bad:
    name: Hanbit Electronics
    cases:
      night-batch: {opened: 2026-05-02, closed: 2025-06-05}  # <- here

Good:
    name: Hanbit Electronics
    cases:
      night-batch: {opened: 2026-05-02, closed: 2026-06-05}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, case in account.cases.items():
        if case.closed is not None and case.closed < case.opened:
            args = (case.closed.isoformat(), case.opened.isoformat())
            opened = Related(("cases", name, "opened"), "day")
            path = ("cases", name, "closed")
            yield Finding("case-closed-before-opened", path, args=args, related=(opened,))
