"""A plan is nobody's.

Why: A plan without an owner does not happen, and does not count as a plan.

왜: 맡은 사람이 없는 계획은 실행되지 않으며, 계획으로 세지도 않습니다.

Bad:
    name: Hanbit Electronics
    plans:
      ceo-intro: {for: ceo, kind: identify, how: At the opening of the plant, due: 2026-08-20}  # <- here

Good:
    name: Hanbit Electronics
    plans:
      ceo-intro: {for: ceo, kind: identify, how: At the opening of the plant, owner: choi-exec, due: 2026-08-20}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.coverage import is_open
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, plan in account.plans.items():
        if plan.owner is None and is_open(plan, as_of):
            yield Finding("plan-without-owner", ("plans", name), args=(name,), at_key=True)
