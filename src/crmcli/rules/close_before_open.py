"""A deal should be closed before it began.

Why: The close date is a day ahead, by which the forecast counts the deal. One from before its first
stage, or from before the day it was said, is a slip of the hand.

왜: 마감일은 앞날이고, 예측은 이 날짜로 안건을 셉니다. 첫 단계보다, 또는 그 마감일을 적은 날보다
빠른 마감일은 잘못 적은 것입니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-05-10: contacting}
        close: 2025-09-30  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-05-10: contacting}
        close: 2026-09-30
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.days import Said
from crmcli.rules.likely_day import mends
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in account.deals.items():
        created = deal.stages[0].date if deal.stages else None
        for fact in deal.close:
            known = [day for day in (created, fact.date) if day is not None]
            if not known or fact.value >= max(known):
                continue
            path, record = of_fact(("deals", name, "close"), fact), ("deals", name)
            first = Related((*record, "stages", str(created)), "day", at_key=True)
            yield Finding(
                "close-before-open",
                path,
                args=(fact.value.isoformat(), max(known).isoformat()),
                mends=mends(Said("close", fact.value, path, record), account, as_of),
                related=(first,) if created == max(known) else (),
            )
