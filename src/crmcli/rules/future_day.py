"""A day of something that has happened lies in the future.

Why: No report looks ahead of its day. Until that day comes, a deal whose first stage lies ahead is
in none of them, a won deal counts as open, a stance is not known, and a closed case goes on. Nearly
always a digit of the year is wrong.

왜: 어떤 보고서도 아직 오지 않은 날은 세지 않습니다. 첫 단계가 미래인 안건은 그날까지 어디에도
나오지 않고, 수주한 안건은 진행 중으로, 태도는 모르는 것으로, 끝난 접수는 열린 것으로 나옵니다. 대개
연도의 숫자 하나가 틀린 것입니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2:
        stages:
          2027-07-20: contacting  # <- here

Good:
    name: Hanbit Electronics
    deals:
      pt2:
        stages:
          2026-07-20: contacting
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.promises import has_begun
from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import value
from crmcli.rules.days import SPANS, Said, odd_days
from crmcli.rules.likely_day import mends

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    told: set[object] = set()
    for said in odd_days(account, as_of):
        # the log has a rule of its own
        if said.day <= as_of or SPANS[said.kind].ahead or said.kind == "log":
            continue
        key = _key(said, account, as_of)
        if key == "future-deal":
            if said.record in told:  # its other stages lie ahead because the first one does
                continue
            told.add(said.record)
        yield Finding(
            "future-day",
            said.path,
            key,
            (said.day.isoformat(), *_names(key, said, account, as_of)),
            at_key=said.at_key,
            mends=mends(said, account, as_of),
        )


_KEYS = {
    "amount": "future-amount",
    "close-said": "future-close",
    "stance": "future-stance",
    "outcome": "future-outcome",
    "reopened": "future-reopened",
    "answer": "future-answer",
    "probability": "future-probability",
    "step": "future-step",
    "plan-ended": "future-plan-end",
    "case-opened": "future-case",
    "case-closed": "future-case-end",
    "survey": "future-survey",
    "rest": "future-rest",
    "signed": "future-signed",
    "asset": "future-asset",
}


def _key(said: Said, account: Account, as_of: date) -> str:
    """What do reports make of it until then?"""
    if said.record[0] != "deals":
        return _KEYS.get(said.kind, "future-day")
    deal = _deal(said, account)
    if said.kind == "stage":
        return "future-stage" if has_begun(deal, as_of) else "future-deal"
    # of a deal that has not begun, every report says nothing at all
    return _KEYS.get(said.kind, "future-day") if has_begun(deal, as_of) else "future-day"


def _names(key: str, said: Said, account: Account, as_of: date) -> tuple[str, ...]:
    """What else the sentence names."""
    name = str(said.record[-1])
    if key == "future-stage":
        return name, value(_deal(said, account).stages, as_of) or ""
    if key == "future-answer":
        return name, str(said.path[-2])
    if key == "future-step":
        return name, str(said.path[-2])
    return () if key == "future-day" else (name,)


def _deal(said: Said, account: Account) -> Deal:
    return account.deals[str(said.record[1])]
