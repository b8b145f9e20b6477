"""An account that we do not sell to has an open deal.

Why: An account's status ends no deal: the deal counts in the pipeline, the forecast and the agenda.
Either it has ended and nobody said how, or the account is not what its status says.

왜: 거래처의 상태가 바뀐다고 안건이 끝나지는 않습니다. 그 안건은 파이프라인과 매출 예측과 할 일에
그대로 들어갑니다. 안건이 끝났는데 결과를 적지 않았거나, 거래처의 상태가 사실과 다릅니다.

Bad:
    name: Hanbit Electronics
    status: churned
    deals:
      pt2:  # <- here
        stages: {2026-06-02: contacting}

Good:
    name: Hanbit Electronics
    status: churned
    deals:
      pt2:
        stages: {2026-06-02: contacting}
        outcome: {result: no_decision, date: 2026-07-01, reason: unresponsive}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import GOING
from crmcli.rules.open_deals import open_deals

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    if account.status in GOING:
        return
    for name, _ in open_deals(account, as_of):
        args = (name, account.status)
        yield Finding("status-contradicts-deal", ("deals", name), args=args, at_key=True)
