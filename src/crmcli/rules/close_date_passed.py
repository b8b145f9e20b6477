"""An open deal should have been closed already.

Why: A deal whose expected close date has passed is outside the forecast until it gets an outcome or
a new date.

왜: 예상 마감일이 지난 안건은 결과나 새 날짜를 적을 때까지 매출 예측에 들어가지 않습니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        close: 2026-07-31  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        close: {2026-07-01: 2026-07-31, 2026-07-30: 2026-09-30}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import current
from crmcli.rules.open_deals import open_deals
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "warning"
IS_OF_DAYS = True


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in open_deals(account, as_of):
        close = current(deal.close, as_of)
        if close is not None and close.value < as_of:
            args = (close.value.isoformat(), str((as_of - close.value).days))
            yield Finding("close-date-passed", of_fact(("deals", name, "close"), close), args=args)
