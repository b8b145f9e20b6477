"""A deal's stage has no date.

Why: Without the day it came into its stage, a deal has no age: it is in no cycle time, never rots
by its stage, and counts as always having been there.

왜: 단계에 들어온 날이 없으면 안건의 나이를 알 수 없습니다. 소요 기간에 들어가지 않고, 오래 머물러도
드러나지 않으며, 처음부터 그 단계였던 것으로 봅니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2: {name: Second plant, stages: contacting}  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2: {name: Second plant, stages: {2026-07-20: contacting}}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "info"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in account.deals.items():
        if deal.stages and deal.stages[-1].date is None:
            yield Finding(
                "undated-stage", ("deals", name, "stages"), args=(name, deal.stages[0].value)
            )
