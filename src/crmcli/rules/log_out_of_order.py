"""A log entry is older than the one before it.

Why: No figure depends on the order, but people read the log from top to bottom. A log kept newest
first throughout is fine.

왜: 숫자는 순서와 상관없이 같지만, 사람은 기록을 위에서 아래로 읽습니다. 처음부터 끝까지 최신순으로
적은 기록은 괜찮습니다.

Bad:
    name: Hanbit Electronics
    log:
      - {date: 2026-05-02, type: visit, what: Apology}
      - {date: 2026-07-22, type: call, what: Test run}
      - {date: 2026-06-11, type: review, what: First half}  # <- here

Good:
    name: Hanbit Electronics
    log:
      - {date: 2026-05-02, type: visit, what: Apology}
      - {date: 2026-06-11, type: review, what: First half}
      - {date: 2026-07-22, type: call, what: Test run}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "info"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    days = [entry.date for entry in account.log]
    ordered = sorted(days)
    if days in (ordered, ordered[::-1]):
        return
    for place in range(1, len(days)):
        if days[place] < days[place - 1]:
            args = (days[place].isoformat(), days[place - 1].isoformat())
            before = Related(("log", place - 1, "date"), "day")
            path = ("log", place, "date")
            yield Finding("log-out-of-order", path, args=args, related=(before,))
