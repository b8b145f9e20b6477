"""The rep of a role has left us.

Why: Who has left stands for nobody: the role has no rep and does not count as reachable. `crm
handover` gives all that somebody had to another of us.

왜: 퇴사한 사람은 누구의 담당도 될 수 없습니다. 그 역할은 우리 쪽 담당이 없고 연락이 닿지 않는
것으로 봅니다. `crm handover`로 그 사람이 맡던 일을 모두 다른 사람에게 넘길 수 있습니다.

Policy:
    team: {choi-exec: Choi, baek-sh: {name: Baek, left: 2026-03-31}}

Bad:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    roles:
      cfo: {contact: park-jh, rep: baek-sh}  # <- here

Good:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    roles:
      cfo: {contact: park-jh, rep: choi-exec}
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
        if charge.kind == "roles":
            left = str(policy.team[charge.member].left)
            yield Finding("rep-left", charge.path, args=(charge.member, left, charge.subject))
