"""A deal came into a stage after it had ended.

Why: Either it ended later than the file says, or it was opened again and its old outcome was left
standing; until that is settled, its cycle is too short.

왜: 적힌 날보다 늦게 끝났거나, 다시 열면서 예전 결과를 지우지 않은 것입니다. 바로잡을 때까지 안건의
기간이 실제보다 짧게 나옵니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages:
          2026-05-10: contacting
          2026-07-02: presenting  # <- here
        outcome: {result: won, date: 2026-06-20}

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages:
          2026-05-10: contacting
          2026-06-02: presenting
        outcome: {result: won, date: 2026-06-20}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.policy import Policy
from crmcli.rules.deal_ends import taken_back
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in account.deals.items():
        began = deal.stages[0].date if deal.stages else None
        yield from _while_closed(name, deal)
        ended = deal.outcome
        # then `outcome-before-open` tells it
        if ended is None or (began is not None and ended.date < began):
            continue
        for fact in deal.stages:
            if fact.date is not None and ended.date < fact.date:
                yield Finding(
                    "moved-after-outcome",
                    of_fact(("deals", name, "stages"), fact),
                    args=(fact.value, fact.date.isoformat(), ended.date.isoformat()),
                    related=(Related(("deals", name, "outcome", "date"), "day"),),
                )


def _while_closed(name: str, deal: Deal) -> Iterator[Finding]:
    """Stages it came into between an end and the day that was taken back."""
    began = deal.stages[0].date if deal.stages else None
    for where, ended in taken_back(name, deal):
        if began is not None and ended.date < began:  # then `outcome-before-open` tells it
            continue
        end = Related((*where, "date"), "day")
        for fact in deal.stages:
            if fact.date is not None and ended.date < fact.date < ended.reopened:
                path = of_fact(("deals", name, "stages"), fact)
                args = (fact.value, fact.date.isoformat(), ended.date.isoformat())
                yield Finding("moved-after-outcome", path, args=args, related=(end,))
