"""A plan is done and dropped at once.

Why: What is done was reached, what is dropped was given up: reports take it for the one or the
other, and whoever looks back learns the wrong thing from it.

왜: 끝낸 계획은 이룬 것이고 그만둔 계획은 포기한 것입니다. 둘 다 적으면 보고서는 어느 하나로만 세고,
나중에 돌아보는 사람은 잘못된 것을 배웁니다.

Bad:
    name: Hanbit Electronics
    plans:
      ceo-intro:
        for: ceo
        how: At the opening of the plant
        owner: choi-exec
        due: 2026-08-20
        done: {date: 2026-07-01, result: Met him there}
        dropped: {date: 2026-07-10, why: The opening was put off}  # <- here

Good:
    name: Hanbit Electronics
    plans:
      ceo-intro:
        for: ceo
        how: At the opening of the plant
        owner: choi-exec
        due: 2026-08-20
        done: {date: 2026-07-01, result: Met him there}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, plan in account.plans.items():
        if plan.done is not None and plan.dropped is not None:
            path, done = ("plans", name, "dropped"), ("plans", name, "done")
            related = (Related(done, "day"),)
            yield Finding("plan-ended-twice", path, args=(name,), at_key=True, related=related)
