"""A next step has a day and says nothing else.

Why: On the day nobody knows any more what was agreed: a call, a paper, a visit? A few words will
do.

왜: 그날이 되면 무엇을 하기로 했는지 아무도 모릅니다. 통화인지, 자료인지, 방문인지 몇 마디만 적어
두세요.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        next: 2026-08-05  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-07-01: contacting}
        next: {date: 2026-08-05, what: Call about the test run}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.promises import open_promises
from crmcli.domain.finding import Finding, Path, Severity
from crmcli.domain.records.account import Account, NextStep
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "info"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    steps = [deal.next for deal in account.deals.values()] + [each.next for each in account.log]
    if not any(step is not None and _is_bare(step) for step in steps):
        return
    for promise in open_promises(account, as_of, policy.holiday_dates):
        if _is_bare(promise.step):
            record: Path = ("log", promise.entry) if promise.entry is not None else ()
            if promise.entry is None and promise.deal is not None:
                record = ("deals", promise.deal)
            args = (promise.step.date.isoformat(),)
            yield Finding("next-step-without-what", (*record, "next"), args=args)


def _is_bare(step: NextStep) -> bool:
    """Does it name nobody and nothing? A call to somebody says enough."""
    return step.what is None and step.channel is None
