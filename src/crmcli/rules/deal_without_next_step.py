"""A deal that is well under way has no next step.

Why: A promise with a date keeps a deal moving. It is asked from the first stage that has `next`
among its exit criteria, else from the stage `presenting`, until the sale.

왜: 날짜가 있는 약속이 안건을 움직입니다. 통과 기준에 `next`가 있는 첫 단계부터, 없으면 `presenting`
단계부터 판매가 끝날 때까지 확인합니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:  # <- here
        stages: {2026-05-10: contacting, 2026-07-01: presenting}
        bant: {budget: {status: met, date: 2026-06-11, why: Mail}, need: {status: met, date: 2026-06-11, why: Asked twice},
               timeline: {status: met, date: 2026-06-11, why: Opens in October}}

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-05-10: contacting, 2026-07-01: presenting}
        bant: {budget: {status: met, date: 2026-06-11, why: Mail}, need: {status: met, date: 2026-06-11, why: Asked twice},
               timeline: {status: met, date: 2026-06-11, why: Opens in October}}
        next: {date: 2026-08-05, what: Call about the test run}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.promises import open_step
from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import value
from crmcli.rules.open_deals import first_stage_asking, is_at_or_past, open_deals

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    waiting = [
        (name, deal)
        for name, deal in open_deals(account, as_of)
        if open_step(name, deal, account.log, as_of, policy.holiday_dates) is None
    ]
    if not waiting:
        return
    from_place = first_stage_asking("next", policy)
    if from_place is None and "presenting" in policy.stages:
        from_place = list(policy.stages).index("presenting")
    for name, deal in waiting:
        if from_place is not None and is_at_or_past(deal, from_place, policy, as_of):
            yield Finding(
                "deal-without-next-step",
                ("deals", name),
                args=(name, value(deal.stages, as_of) or ""),
                at_key=True,
            )
