"""A text has a mark at its end or beginning that is no part of it.

Why: A comma behind a list item, a bullet before it, `//` for a comment: to YAML they belong to the
text, and `MES,` is another competitor than `MES`.

왜: 항목 끝의 쉼표, 앞의 글머리표, 주석으로 쓴 `//`는 모두 글의 일부로 읽힙니다. `MES,`와 `MES`는
서로 다른 이름이 됩니다.

Bad:
    name: Hanbit Electronics
    tags:
      - • MES  # <- here

Good:
    name: Hanbit Electronics
    tags:
      - MES
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.odd_texts import odd_findings

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    yield from odd_findings(account.odd, "stray-mark")


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    """The same of crm.yaml."""
    yield from odd_findings(policy.odd, "stray-mark")
