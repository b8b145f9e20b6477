"""The stance of somebody in a role was assessed too long ago.

Why: People change their minds. After `freshness.stance_days` (180) the old word no longer counts,
and somebody should find out how things stand now.

왜: 사람의 마음은 바뀝니다. `freshness.stance_days`(180일)가 지나면 예전 태도는 더는 세지 않으니
지금은 어떤지 알아보세요.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh:
        name: Park Jae-hyung
        stance:
          2025-04-10: neutral
          2025-11-20: friendly  # <- here
    roles: {cfo: park-jh}

Good:
    name: Hanbit Electronics
    contacts:
      park-jh:
        name: Park Jae-hyung
        stance:
          2025-11-20: friendly
          2026-06-11: friendly
    roles: {cfo: park-jh}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import current
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "warning"
IS_OF_DAYS = True


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    in_roles = {
        name for role in account.roles.values() if role.waived is None for name in role.contacts
    }
    for name, contact in account.contacts.items():
        if not contact.stance or name not in in_roles or has_left(contact, as_of):
            continue
        stance = current(contact.stance, as_of)
        if stance is None or stance.date is None:
            continue
        age = (as_of - stance.date).days
        if age > policy.freshness.stance_days:
            yield Finding(
                "stale-stance",
                of_fact(("contacts", name, "stance"), stance),
                args=(name, str(age), str(policy.freshness.stance_days)),
            )
