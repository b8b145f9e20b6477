"""A deal was lost or fizzled out, and nobody says why.

Why: Reasons are all we can learn from a loss; a month later nobody remembers. That a competitor won
is no reason: it has its own field.

왜: 놓친 안건에서 배울 수 있는 것은 사유뿐인데, 한 달이 지나면 아무도 기억하지 못합니다. 경쟁사가
가져갔다는 것은 사유가 아닙니다. 경쟁사를 적는 칸은 따로 있습니다.

Bad:
    name: Hanbit Electronics
    deals:
      mes-2025:
        stages: {2025-09-10: prospecting, 2025-12-01: closing}
        outcome: {result: lost, date: 2026-01-15, competitor: VendorX}  # <- here

Good:
    name: Hanbit Electronics
    deals:
      mes-2025:
        stages: {2025-09-10: prospecting, 2025-12-01: closing}
        outcome: {result: lost, date: 2026-01-15, reason: price, competitor: VendorX}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.deal_ends import ends

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, path, end in ends(account):
        if end.reason is None and end.result in ("lost", "no_decision"):
            yield Finding("missing-loss-reason", (*path, "result"), args=(name, end.result))
