"""A product is owned, and said to be nothing for them.

Why: What is not eligible is left out of what we could still sell. Who owns it could buy it: one of
the two is old.

왜: `not_eligible`에 적은 제품은 더 팔 수 있는 것에서 빠집니다. 이미 가지고 있다면 살 수 있었던
것이니, 둘 중 하나는 옛 내용입니다.

Policy:
    products: {core: {label: Core}}

Bad:
    name: Hanbit Electronics
    assets: {core: 1}
    not_eligible:
      core: No plant of that size  # <- here

Good:
    name: Hanbit Electronics
    assets: {core: 1}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for product in account.not_eligible:
        asset = account.assets.get(product)
        if asset is not None and asset.bought_from is None:
            yield Finding(
                "asset-not-eligible",
                ("not_eligible", product),
                args=(product,),
                at_key=True,
                related=(Related(("assets", product), "named", at_key=True),),
            )
