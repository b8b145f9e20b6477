"""A text ends where a comment begins, and seems to go on in it.

Why: A space and `#` begin a comment, which no answer shows: `MES #2` is `MES`. In quotes it is
text.

왜: 빈칸 뒤의 `#`부터는 주석이어서 어디에도 나오지 않습니다. `MES #2`는 `MES`로 읽힙니다. 따옴표로
감싸면 글이 됩니다.

Bad:
    name: Hanbit Electronics
    deals:
      mes:
        note: MES #2  # <- here

Good:
    name: Hanbit Electronics
    deals:
      mes:
        note: "MES #2"
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.odd_texts import odd_findings

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    yield from odd_findings(account.odd, "cut-text")


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    """The same of crm.yaml."""
    yield from odd_findings(policy.odd, "cut-text")
