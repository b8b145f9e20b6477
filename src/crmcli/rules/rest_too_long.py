"""A row of the agenda rests for longer than the team lets one rest.

Why: Nobody sees what rests. What is not to be done for months is not put off but decided: agree on
another day, drop the plan, close the deal. `resting.max_days` in crm.yaml is the team's limit.

왜: 미뤄 둔 일은 아무도 보지 못합니다. 몇 달 동안 하지 않을 일이라면 미루지 말고 결정하세요. 날짜를
다시 약속하거나, 계획을 접거나, 안건을 끝냅니다. 팀의 한도는 crm.yaml의 `resting.max_days`입니다.

Bad:
    name: Hanbit Electronics
    plans: {intro: {for: ceo, owner: choi-exec, due: 2026-07-25, how: lunch}}
    resting:
      - date: 2026-07-25
        kind: plan
        subject: intro
        day: 2026-07-25
        what: lunch
        until: 2027-02-01  # <- here
        why: busy

Good:
    name: Hanbit Electronics
    plans: {intro: {for: ceo, owner: choi-exec, due: 2026-07-25, how: lunch}}
    resting:
      - date: 2026-07-25
        kind: plan
        subject: intro
        day: 2026-07-25
        what: lunch
        until: 2026-08-20
        why: busy
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    most = policy.resting.max_days
    for place, rest in enumerate(account.resting):
        days = (rest.until - rest.date).days
        if as_of < rest.until and days > most:
            path = ("resting", place, "until")
            yield Finding("rest-too-long", path, args=(rest.subject, str(days), str(most)))
