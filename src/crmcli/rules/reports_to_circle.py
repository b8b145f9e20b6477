"""People report to each other in a circle.

Why: Somebody stands at the top. A circle has no top, so the chart of who reports to whom is cut
open at some place in it, and shows somebody at the top who is not.

왜: 맨 위에는 누군가 있습니다. 서로 돌아가며 보고하면 맨 위가 없어서, 보고 관계 그림은 아무 데서나
끊기고 엉뚱한 사람이 맨 위에 놓입니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, reports_to: lee-dh}  # <- here
      lee-dh: {name: Lee Dong-hyun, reports_to: park-jh}

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, reports_to: lee-dh}
      lee-dh: {name: Lee Dong-hyun}
"""

from collections.abc import Iterator, Mapping
from datetime import date

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.people.cycles import circles
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    above = {
        name: contact.reports_to
        for name, contact in account.contacts.items()
        if contact.reports_to is not None
    }
    yield from _circles(above, "contacts", "reports_to")


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    """The same of the team and its managers."""
    above = {
        name: member.manager for name, member in policy.team.items() if member.manager is not None
    }
    yield from _circles(above, "team", "manager")


def _circles(above: Mapping[str, str], section: str, key: str) -> Iterator[Finding]:
    if not above:
        return
    for circle in circles(above):
        first, *others = circle
        path = (section, first, key)
        if not others:
            yield Finding("reports-to-circle", path, "reports-to-self", (first, key))
            continue
        yield Finding(
            "reports-to-circle",
            path,
            args=(" → ".join((*circle, first)), key),
            related=tuple(Related((section, name, key), "circle") for name in others),
        )
