"""A role has more than one rep.

Why: Where several stand for a role, each thinks another one calls. Coverage counts such a role as
having no rep.

왜: 한 역할을 여럿이 맡으면 서로 다른 사람이 연락할 것으로 생각합니다. 파악 수준은 그런 역할에 우리
쪽 담당이 없는 것으로 봅니다.

Bad:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    roles:
      cfo:
        contact: park-jh
        rep: [kim-mj, choi-exec]  # <- here

Good:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    roles:
      cfo:
        contact: park-jh
        rep: choi-exec
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.presence import present
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, role in account.roles.items():
        reps = present(role.reps, policy.team, as_of)
        if len(reps) > 1:
            yield Finding("role-several-reps", ("roles", name, "rep"), args=(name, ", ".join(reps)))
