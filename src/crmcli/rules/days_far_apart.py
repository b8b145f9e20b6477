"""Two days of one deal, contract or case are years apart.

Why: A deal that takes ten years, or a contract that is signed three years after it began, is mostly
a wrong digit in a year; it spoils every average of how long things take.

왜: 10년 걸린 안건이나 시작하고 3년 뒤에 서명한 계약은 대개 연도의 숫자 하나가 틀린 것입니다. 걸린
기간의 평균이 모두 어긋납니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages:
          2016-05-10: contacting  # <- here
          2026-06-02: qualification

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages:
          2026-05-10: contacting
          2026-06-02: qualification
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from crmcli.domain.finding import Finding, Related, Severity
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.policy import Policy
from crmcli.rules.days import Said
from crmcli.rules.likely_day import mends

SEVERITY: Severity = "warning"
_YEAR = timedelta(366)
_DEAL, _CASE = 5 * _YEAR, 5 * _YEAR  # a sale or a repair takes months, a slow one some years
_SIGNED = 2 * _YEAR  # nobody signs so long before, and hardly a year after it began
_TERM = 20 * _YEAR  # as far as an end may lie ahead


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for said, other in _apart(account):
        yield Finding(
            "days-far-apart",
            said.path,
            args=(said.day.isoformat(), other.day.isoformat(), _years(said.day, other.day)),
            at_key=said.at_key,
            mends=mends(said, account, as_of),
            related=(Related(other.path, "day", at_key=other.at_key),),
        )


def _years(one: date, other: date) -> str:
    return str(round(abs((one - other).days) / 365.25))


def _apart(account: Account) -> Iterator[tuple[Said, Said]]:
    """The day that stands alone, and the nearest of the others."""
    for name, deal in account.deals.items():
        yield from _of_deal(name, deal)
    for name, contract in account.contracts.items():
        record = ("contracts", name)
        start = Said("contract-start", contract.start, (*record, "start"), record)
        if contract.end is not None and contract.end - contract.start > _TERM:
            yield Said("contract-end", contract.end, (*record, "end"), record), start
        signed = contract.signed
        if signed is not None and not -_SIGNED <= signed - contract.start <= _YEAR:
            yield Said("signed", signed, (*record, "signed"), record), start
    for name, case in account.cases.items():
        if case.closed is not None and case.closed - case.opened > _CASE:
            record = ("cases", name)
            opened = Said("case-opened", case.opened, (*record, "opened"), record)
            yield Said("case-closed", case.closed, (*record, "closed"), record), opened


def _of_deal(name: str, deal: Deal) -> Iterator[tuple[Said, Said]]:
    record = ("deals", name)
    days = [
        Said("stage", fact.date, (*record, "stages", fact.date.isoformat()), record, at_key=True)
        for fact in deal.stages
        if fact.date is not None
    ]
    if deal.outcome is not None and not deal.ended:
        end = deal.outcome.date
        days.append(Said("outcome", end, (*record, "outcome", "date"), record))
    for place, (before, after) in enumerate(pairwise(days)):
        if after.day - before.day > _DEAL:
            # whichever side has fewer days has the wrong one
            yield (before, after) if place < (len(days) - 1) / 2 else (after, before)
