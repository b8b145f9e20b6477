"""A deal ended before it began.

Why: One of the two dates is wrong; until it is mended, the deal has a negative cycle and spoils
every average.

왜: 두 날짜 가운데 하나가 틀렸습니다. 고칠 때까지 안건의 기간이 음수가 되어 모든 평균이 틀어집니다.

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

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.policy import Policy
from crmcli.rules.deal_ends import ends, taken_back

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, path, end in ends(account):
        stages = account.deals[name].stages
        created = stages[0].date if stages else None
        if created is not None and end.date < created:
            args = (end.date.isoformat(), created.isoformat())
            first = Related(("deals", name, "stages", created.isoformat()), "day", at_key=True)
            yield Finding("outcome-before-open", (*path, "date"), args=args, related=(first,))
    for name, deal in account.deals.items():
        yield from _reopened(name, deal)


def _reopened(name: str, deal: Deal) -> Iterator[Finding]:
    """An end taken back before it was one, and a valid one from before the deal was opened
    again.
    """
    for path, ended in taken_back(name, deal):
        if ended.reopened < ended.date:
            args = (ended.reopened.isoformat(), ended.date.isoformat())
            yield Finding(
                "outcome-before-open",
                (*path, "reopened"),
                "reopened-before-outcome",
                args,
                related=(Related((*path, "date"), "day"),),
            )
    last = max(taken_back(name, deal), key=lambda back: back[1].reopened, default=None)
    if last is not None and deal.outcome is not None and deal.outcome.date < last[1].reopened:
        yield Finding(
            "outcome-before-open",
            ("deals", name, "outcome", "date"),
            "outcome-before-reopened",
            (deal.outcome.date.isoformat(), last[1].reopened.isoformat()),
            related=(Related((*last[0], "reopened"), "day"),),
        )
