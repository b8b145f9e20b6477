"""Somebody who has left still stands in a role.

Why: The role is free again, and somebody should find out who came after. The name stays in git.

왜: 그 역할은 다시 비어 있으니 후임이 누구인지 알아보아야 합니다. 이름은 git에 남습니다.

Bad:
    name: Hanbit Electronics
    contacts:
      seo-ym: {name: Seo Young-min, left: 2026-07-01}
    roles:
      infra-mgr: {contact: seo-ym, rep: han-se}  # <- here

Good:
    name: Hanbit Electronics
    contacts:
      seo-ym: {name: Seo Young-min, left: 2026-07-01}
    roles:
      infra-mgr: {contact: null, rep: han-se}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.paths import of_item

SEVERITY: Severity = "warning"
IS_OF_DAYS = True


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    left = {
        name: contact.left
        for name, contact in account.contacts.items()
        if contact.left is not None and has_left(contact, as_of)
    }
    if not left:
        return
    for name, role in account.roles.items():
        for place, holder in enumerate(role.contacts):
            if holder in left:
                path = of_item(("roles", name, "contact"), role.contacts, place)
                yield Finding(
                    "left-contact-in-role", path, args=(holder, left[holder].isoformat(), name)
                )
