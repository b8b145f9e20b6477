"""A deal answers another framework than the one the book qualifies by, or two of them.

Why: What the book does not ask counts for no gate and no score. Ask the deal by the framework that
`qualification` in crm.yaml names, and keep one of the two keys; a deal that has ended keeps what it
was qualified by.

왜: 쓰지 않는 검증 방식의 항목은 통과 기준에도 점수에도 들어가지 않습니다. `qualification`에 정한
방식으로 적고 두 키 가운데 하나만 남기세요. 끝난 안건은 그때의 방식대로 둡니다.

Policy:
    qualification: {name: Ours, criteria: {pain: Pain, sponsor: Sponsor}}

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-06-02: qualification}
        bant:  # <- here
          need: {status: met, date: 2026-06-11, why: Ships late every quarter}

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-06-02: qualification}
        qualification:
          pain: {status: met, date: 2026-06-11, why: Ships late every quarter}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.promises import is_going
from crmcli.domain.deals.qualification import framework, other_key
from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    asked = framework(policy)
    for name, deal in account.deals.items():
        other = other_key(deal, asked)
        both = deal.bant and deal.qualification
        if other is not None and (both or is_going(deal, as_of)):
            yield Finding(
                "other-framework",
                ("deals", name, other),
                "two-frameworks" if both else "",
                (asked.key,) if both else (name, asked.name, asked.key),
                at_key=True,
            )
