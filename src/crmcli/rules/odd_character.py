"""A name has a character in it that nobody sees, or that is not the one it looks like.

Why: A name with an invisible space or with full-width letters is another one to every search and
comparison, and looks the same. It comes with what is copied from web pages and other programs.

왜: 보이지 않는 빈칸이나 전각 글자가 든 이름은 겉으로는 같아도 검색하거나 비교하면 다른 이름입니다.
웹이나 다른 프로그램에서 복사할 때 따라옵니다.

Bad:
    name: Hanbit Electronics
    tags: [ＩＴ]  # <- here

Good:
    name: Hanbit Electronics
    tags: [IT]
"""  # noqa: RUF002

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.odd_texts import odd_findings

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    yield from odd_findings(account.odd, "odd-character")


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    """The same of crm.yaml."""
    yield from odd_findings(policy.odd, "odd-character")
