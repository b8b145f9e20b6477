"""An open plan's due date has passed.

Why: An overdue plan no longer counts as one. Tell how it ended with `done` or `dropped`, or give it
a new date.

왜: 기한이 지난 계획은 더는 계획으로 세지 않습니다. `done`이나 `dropped`로 어떻게 끝났는지 적거나 새
날짜를 주세요.

Bad:
    name: Hanbit Electronics
    plans:
      ceo-intro:
        for: ceo
        owner: choi-exec
        due: 2026-07-25  # <- here

Good:
    name: Hanbit Electronics
    plans:
      ceo-intro:
        for: ceo
        owner: choi-exec
        due: 2026-07-25
        done: {date: 2026-07-24, result: Met at the opening}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.coverage import is_open
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"
IS_OF_DAYS = True


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, plan in account.plans.items():
        if plan.due is not None and plan.due < as_of and is_open(plan, as_of):
            yield Finding(
                "plan-overdue",
                ("plans", name, "due"),
                args=(name, plan.due.isoformat(), str((as_of - plan.due).days)),
            )
