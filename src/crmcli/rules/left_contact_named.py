"""Somebody who has left is still named in what goes on.

Why: Nobody can be called, introduced or promised anything by a name that leads nowhere. Roles have
a rule of their own; what has ended and the log tell what was, and may name anybody.

왜: 떠난 사람에게는 전화할 수도, 소개받을 수도, 약속할 수도 없습니다. 역할은 다른 규칙이 봅니다.
끝난 일과 기록은 지난 일이므로 누구의 이름이든 그대로 둡니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung}
      seo-ym: {name: Seo Young-min, left: 2026-07-01}
    plans:
      meet-ceo: {for: ceo, via: seo-ym, owner: choi-exec, due: 2026-09-01}  # <- here

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung}
      seo-ym: {name: Seo Young-min, left: 2026-07-01}
    plans:
      meet-ceo: {for: ceo, via: park-jh, owner: choi-exec, due: 2026-09-01}
      meet-cfo: {for: cfo, via: seo-ym, owner: choi-exec, due: 2026-06-01, done: 2026-05-20}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.left_contacts import still_named

SEVERITY: Severity = "warning"
IS_OF_DAYS = True


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for named in still_named(account, policy, as_of):
        place = named.path[:-1] if named.at_key else named.path
        said = (named.contact, str(account.contacts[named.contact].left), dotted(place, account))
        yield Finding("left-contact-named", named.path, args=said, at_key=named.at_key)


def dotted(path: tuple[str | int, ...], account: Account) -> str:
    """The place as people look for it: an entry of the log by its day."""
    if path[0] == "log" and isinstance(path[1], int):
        path = ("log", account.log[path[1]].date.isoformat(), *path[2:])
    return ".".join(str(each) for each in path if not isinstance(each, int))
