"""One person holds more than three required roles.

Why: The account then hangs by one thread, and coverage looks better than it is. Often the roles
were filled with whoever was known.

왜: 그러면 거래처가 한 사람에게 매달려 있고, 파악 수준은 실제보다 좋아 보입니다. 아는 사람의
이름으로 역할을 채운 경우가 많습니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung}  # <- here
    roles: {ceo: park-jh, cfo: park-jh, finance-mgr: park-jh, purchasing-mgr: park-jh}

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung}
    roles: {ceo: null, cfo: park-jh, finance-mgr: park-jh, purchasing-mgr: park-jh}
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.coverage import required_roles
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"
MOST = 3  # hats one person may plausibly wear


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    if len(account.roles) <= MOST:
        return
    required = required_roles(account, policy)
    held = Counter(
        holder
        for name, role in account.roles.items()
        if name in required and role.waived is None
        for holder in set(role.contacts)
    )
    for name, hats in held.items():
        if hats > MOST and name in account.contacts and not has_left(account.contacts[name], as_of):
            yield Finding("role-many-hats", ("contacts", name), args=(name, str(hats)), at_key=True)
