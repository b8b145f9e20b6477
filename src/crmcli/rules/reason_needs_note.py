"""A reason that explains nothing by itself stands without a note.

Why: "Other" without a word is no reason. The policy says with `note: true` which reasons need one.

왜: 설명 없는 “기타”는 사유가 아닙니다. 어떤 사유에 메모가 필요한지는 crm.yaml의 `note: true`가
정합니다.

Bad:
    name: Hanbit Electronics
    deals:
      mes-2025:
        stages: {2025-09-10: prospecting}
        outcome: {result: lost, date: 2026-01-15, reason: other}  # <- here

Good:
    name: Hanbit Electronics
    deals:
      mes-2025:
        stages: {2025-09-10: prospecting}
        outcome: {result: lost, date: 2026-01-15, reason: other, note: The group moved all its plants to one supplier}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.deal_ends import ends

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for _, path, end in ends(account):
        if end.reason is None or end.note:
            continue
        reason = policy.reasons.get(end.reason)
        if reason is not None and reason.note:
            yield Finding("reason-needs-note", (*path, "reason"), args=(end.reason,))
