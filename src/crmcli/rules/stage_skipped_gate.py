"""An open deal is past the BANT stage with too few criteria met.

Why: Proposals for customers without budget, authority, need or timeline cost the most and win the
least. The gate (`bant.gate`, 3 of 4) is what the team agreed on; an unmet criterion with a
mitigation counts where the policy accepts it.

왜: 예산, 권한, 필요, 시기를 모르는 고객에게 내는 제안은 비용이 가장 많이 들고 수주는 가장 적습니다.
통과 기준(`bant.gate`, 넷 가운데 셋)은 팀이 정한 약속입니다. 채우지 못한 항목도 보완책이 있고
crm.yaml이 인정하면 셉니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages:
          2026-05-10: qualification
          2026-07-01: presenting  # <- here
        bant: {need: {status: met, date: 2026-05-20, why: Ships late every quarter}}
        next: 2026-08-05

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages:
          2026-05-10: qualification
        bant: {need: {status: met, date: 2026-05-20, why: Ships late every quarter}}
        next: 2026-08-05
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.qualification import framework, gates, score
from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import current
from crmcli.rules.open_deals import is_at_or_past, open_deals
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    if not account.deals:
        return
    asking = gates(policy)
    if not asking:
        return
    asked = framework(policy)
    for name, deal in open_deals(account, as_of):
        stage = current(deal.stages, as_of)
        if stage is None or not is_at_or_past(deal, asking[0] + 1, policy, as_of):
            continue
        passed = score(deal, policy, as_of).passed
        if passed < asked.gate:
            args = (stage.value, str(passed), str(asked.gate), asked.name)
            yield Finding(
                "stage-skipped-gate", of_fact(("deals", name, "stages"), stage), args=args
            )
