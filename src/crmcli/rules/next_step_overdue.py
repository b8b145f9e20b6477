"""The day of an open deal's next step has passed.

Why: The customer remembers what we promised. Do it now, or agree on a new day.

왜: 고객은 우리가 한 약속을 기억합니다. 지금 하거나 새 날짜를 정하세요.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        next: {date: 2026-07-20, what: Call about the test run}  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        next: {date: 2026-08-05, what: Call about the test run}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.promises import open_step
from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.open_deals import open_deals

SEVERITY: Severity = "warning"
IS_OF_DAYS = True


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in open_deals(account, as_of):
        step = open_step(name, deal, account.log, as_of, policy.holiday_dates)
        if deal.next is not None and step is not None and step.date < as_of:
            yield Finding(
                "next-step-overdue",
                ("deals", name, "next", "date"),
                args=(deal.next.date.isoformat(), str((as_of - deal.next.date).days)),
            )
