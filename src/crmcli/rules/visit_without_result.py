"""A visit, meeting, demo or review took place, and the log does not say what came of it.

Why: Half a day on the road with nothing to tell was not worth the drive, or is already forgotten.
One line is enough: what was done, what the customer said, the mood, what was handed over, or an
objection.

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
