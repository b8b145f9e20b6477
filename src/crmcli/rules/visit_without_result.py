"""A visit, meeting, demo or review took place, and the log does not say what came of it.

Why: Half a day on the road with nothing to tell was not worth the drive, or is already forgotten.
One line is enough: what was done, what the customer said, the mood, what was handed over, or an
objection.

왜: 반나절을 다녀와서 적을 것이 없다면 갈 필요가 없었거나 이미 잊은 것입니다. 한 줄이면 됩니다.
무엇을 했는지, 고객이 무슨 말을 했는지, 분위기가 어땠는지, 무엇을 건넸는지, 어떤 반론이 있었는지
가운데 하나를 적으세요.

Bad:
    name: Hanbit Electronics
    contacts: {lee-dh: Lee Dong-hyun}
    log:
      - {date: 2026-05-02, type: visit, by: kim-mj, with: lee-dh}  # <- here

Good:
    name: Hanbit Electronics
    contacts: {lee-dh: Lee Dong-hyun}
    log:
      - {date: 2026-05-02, type: visit, by: kim-mj, with: lee-dh, said: Once more and we switch}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.touches import outcome
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import TWO_WAY

SEVERITY: Severity = "warning"
TYPES = ("visit", "meeting", "demo", "review")


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for place, entry in enumerate(account.log):
        if entry.what or entry.said or entry.type not in TYPES:
            continue
        if (
            not (entry.mood or entry.gave or entry.objections or entry.note)
            and entry.date <= as_of
            and outcome(entry) in TWO_WAY
        ):
            yield Finding("visit-without-result", ("log", place, "type"), args=(entry.type,))
