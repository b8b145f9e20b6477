"""We know who holds a role, but none of us stands for it.

Why: A relation without a rep is nobody's work; such a role never counts as reachable.

왜: 우리 쪽 담당이 없는 관계는 누구의 일도 아닙니다. 그런 역할은 연락이 닿는 것으로 세지 않습니다.

Bad:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    roles:
      cfo: {contact: park-jh}  # <- here

Good:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    roles:
      cfo: {contact: park-jh, rep: choi-exec}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "info"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, role in account.roles.items():
        if role.reps or role.waived is not None:  # that a rep has left is told by `rep-left`
            continue
        if any(
            holder in account.contacts and not has_left(account.contacts[holder], as_of)
            for holder in role.contacts
        ):
            yield Finding("role-without-rep", ("roles", name), args=(name,), at_key=True)
