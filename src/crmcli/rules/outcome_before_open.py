"""A deal ended before it began.

Why: One of the two dates is wrong; until it is mended, the deal has a negative cycle and spoils every average.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-05-10: contacting}
        outcome: {result: won, date: 2025-06-20}  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages: {2026-05-10: contacting}
        outcome: {result: won, date: 2026-06-20}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, deal in account.deals.items():
        created = deal.stages[0].date if deal.stages else None
        if deal.outcome is not None and created is not None and deal.outcome.date < created:
            args = (deal.outcome.date.isoformat(), created.isoformat())
            yield Finding("outcome-before-open", ("deals", name, "outcome", "date"), args=args)
