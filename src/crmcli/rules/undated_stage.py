"""A deal's stage has no date.

Why: Without the day it came into its stage, a deal has no age: it is in no cycle time, never rots
by its stage, and counts as always having been there.

Bad:
    name: Hanbit Electronics
    deals:
      pt2: {name: Second plant, stages: contacting}  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2: {name: Second plant, stages: {2026-07-20: contacting}}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "info"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in account.deals.items():
        if deal.stages and deal.stages[-1].date is None:
            yield Finding(
                "undated-stage", ("deals", name, "stages"), args=(name, deal.stages[0].value)
            )
