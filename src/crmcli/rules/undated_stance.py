"""A stance has no date.

Why: Nobody can tell whether an undated "friendly" is from last week or from three years ago, so
coverage does not believe it.

왜: 날짜 없는 “우호”가 지난주의 일인지 삼 년 전의 일인지 아무도 알 수 없어서 파악 수준에 넣지
않습니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, stance: friendly}  # <- here
    roles: {cfo: park-jh}

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, stance: {2026-06-11: friendly}}
    roles: {cfo: park-jh}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, contact in account.contacts.items():
        if contact.stance and contact.stance[-1].date is None and not has_left(contact, as_of):
            yield Finding(
                "undated-stance",
                ("contacts", name, "stance"),
                args=(name, as_of.isoformat(), contact.stance[0].value),
            )
