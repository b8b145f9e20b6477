"""A deal says that authority is met, but we have not spoken with anybody who decides.

Why: Somebody's word that the boss agrees is not authority. Name the decision maker or budget holder
among the deal's `people`, and let the log show that we spoke.

왜: “윗분도 찬성하신다”는 말만으로는 권한을 확인한 것이 아닙니다. 안건의 `people`에 의사결정자나
예산 책임자를 적고, 직접 이야기한 기록을 남기세요.

Bad:
    name: Hanbit Electronics
    contacts: {lee-dh: Lee Dong-hyun}
    deals:
      pt2:
        stages: {2026-06-02: qualification}
        people: {lee-dh: champion}
        bant:
          authority: {status: met, date: 2026-06-11, why: He says his boss agrees}  # <- here
    log:
      - {date: 2026-06-11, type: meeting, with: lee-dh, what: Who decides}

Good:
    name: Hanbit Electronics
    contacts: {lee-dh: Lee Dong-hyun}
    deals:
      pt2:
        stages: {2026-06-02: qualification}
        people: {lee-dh: decision_maker}
        bant:
          authority: {status: met, date: 2026-06-11, why: He signs up to 100M}
    log:
      - {date: 2026-06-11, type: meeting, with: lee-dh, what: Who decides}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.frameworks import DECIDED
from crmcli.domain.deals.qualification import counting, framework
from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.touches import last_touches
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import DECIDERS
from crmcli.rules.open_deals import open_deals

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    claimed = [
        (name, deal, answer)
        for name, deal in open_deals(account, as_of)
        for answer in counting(deal, framework(policy))
        if answer.criterion in DECIDED and answer.given.status == "met"
    ]
    touched = last_touches(account, as_of).contacts if claimed else {}
    for name, deal, (at, criterion, _) in claimed:
        deciders = [person for person, part in deal.people.items() if part in DECIDERS]
        if not any(person in touched for person in deciders):
            own = criterion == "authority"
            key = (
                ("" if own else "decider-without-person")
                if not deciders
                else ("authority-without-touch" if own else "decider-without-touch")
            )
            said = ", ".join(deciders) if deciders else name
            args = (said,) if own else (said, criterion)
            yield Finding("authority-without-person", ("deals", name, at, criterion), key, args)
