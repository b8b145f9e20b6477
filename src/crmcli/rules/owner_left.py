"""Whoever has left us still owns something that goes on.

Why: Nobody works on it, and nobody is asked for it. `crm handover` gives all that somebody had to
another of us.

왜: 아무도 그 일을 하지 않고, 누구에게 물을 수도 없습니다. `crm handover`로 그 사람이 맡던 일을 모두
다른 사람에게 넘길 수 있습니다.

Policy:
    team: {choi-exec: Choi, baek-sh: {name: Baek, left: 2026-03-31}}

Bad:
    name: Hanbit Electronics
    owner: choi-exec
    deals:
      pt2:
        owner: baek-sh  # <- here
        stages: {2026-07-01: prospecting}

Good:
    name: Hanbit Electronics
    owner: choi-exec
    deals:
      pt2:
        owner: choi-exec
        stages: {2026-07-01: prospecting}
      pt1:
        owner: baek-sh
        stages: {2025-07-01: prospecting}
        outcome: {result: won, date: 2025-09-01}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.charges import left_behind
from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"
IS_OF_DAYS = True


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for charge in left_behind(account, policy, as_of):
        if charge.kind != "roles":  # those have a rule of their own
            left = str(policy.team[charge.member].left)
            yield Finding("owner-left", charge.path, args=(charge.member, left))
