"""A plan has no day by which it should be done.

Why: A plan without a day is put off until it is forgotten, and does not count as one that is alive:
the gap it is for stays open in every report.

왜: 기한이 없는 계획은 미루다 잊게 되고, 살아 있는 계획으로 세지 않습니다. 그 계획이 메우려던 빈틈은
모든 보고서에 그대로 남습니다.

Bad:
    name: Hanbit Electronics
    plans:
      ceo-intro:  # <- here
        {for: ceo, how: At the opening of the plant, owner: choi-exec}

Good:
    name: Hanbit Electronics
    plans:
      ceo-intro:
        {for: ceo, how: At the opening of the plant, owner: choi-exec, due: 2026-08-20}
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
        if plan.due is None and is_open(plan, as_of):
            yield Finding("plan-without-due", ("plans", name), args=(name,), at_key=True)
