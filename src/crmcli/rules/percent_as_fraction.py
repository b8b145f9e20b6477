"""A percentage below 1 is less than one in a hundred.

Why: `0.5` is half a percent and not a half: the deal counts for a two-hundredth of its amount in
the forecast. Percentages go from 0 to 100.

왜: `0.5`는 절반이 아니라 0.5%입니다. 예측에서 안건 금액의 200분의 1만 잡힙니다. 퍼센트는 0에서
100으로 적습니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2: {probability: 0.5}  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2: {probability: 50}
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from crmcli.domain.finding import Finding, Mend, Path, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.money import Money, tidy
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in account.deals.items():
        if deal.probability is not None:
            yield from _small(("deals", name, "probability"), deal.probability.value, "value")


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    """What stages and products say in percent."""
    for name, stage in policy.stages.items():
        yield from _small(("stages", name, "probability"), stage.probability)
        yield from _small(("stages", name, "min_coverage"), stage.min_coverage)


def _small(path: Path, value: Money | None, main: str = "") -> Iterator[Finding]:
    if value is None or not 0 < value < 1:
        return
    meant = str(tidy(Decimal(value) * 100))
    at = (*path, main) if main else path
    mends = (Mend(meant, at=at),)
    yield Finding("percent-as-fraction", at, args=(str(value), meant), mends=mends)
