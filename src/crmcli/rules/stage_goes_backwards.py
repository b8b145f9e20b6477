"""A deal went back to an earlier stage.

Why: Usually a typo in a date. If the deal really fell back, its first stage came too early: say so
in a note, or end the deal and open a new one.

왜: 대개 날짜를 잘못 적은 것입니다. 정말 되돌아갔다면 처음 단계가 너무 일렀던 것입니다. 메모에
그렇게 적거나, 안건을 끝내고 새 안건을 여세요.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages:
          2026-05-10: qualification
          2026-06-02: contacting  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages:
          2026-05-10: contacting
          2026-06-02: qualification
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from crmcli.domain.deals.deals import stage_order
from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    if not account.deals:
        return
    order = stage_order(policy)
    for name, deal in account.deals.items():
        known = [fact for fact in deal.stages if fact.value in order]
        for before, fact in pairwise(known):
            if order[fact.value] < order[before.value]:
                yield Finding(
                    "stage-goes-backwards",
                    of_fact(("deals", name, "stages"), fact),
                    args=(fact.value, before.value),
                    related=(Related(of_fact(("deals", name, "stages"), before), "day"),),
                )
