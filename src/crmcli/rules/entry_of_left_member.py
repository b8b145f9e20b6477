"""The log has an entry by one of us who had left by then.

Why: Either the day of leaving in crm.yaml is wrong, or somebody else made the call: it counts for
who is not there.

왜: crm.yaml의 퇴사일이 틀렸거나, 다른 사람이 한 일입니다. 지금은 퇴사한 사람의 실적으로 셉니다.

Policy:
    team: {han-se: {name: Han Se-eun, left: 2026-06-30}, kim-mj: {name: Kim Min-ji}}

Bad:
    name: Hanbit Electronics
    log:
      - date: 2026-07-20
        type: call
        by: han-se  # <- here
        what: Test run

Good:
    name: Hanbit Electronics
    log:
      - date: 2026-07-20
        type: call
        by: kim-mj
        what: Test run
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.paths import of_item

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    gone = {name: each.left for name, each in policy.team.items() if each.left is not None}
    if not gone:
        return
    told: set[str] = set()
    for place, entry in enumerate(account.log):
        for number, name in enumerate(entry.by):
            left = gone.get(name)
            if left is not None and entry.date > left and name not in told:
                told.add(name)  # the first says it: the others are as wrong
                path = of_item(("log", place, "by"), entry.by, number)
                args = (name, left.isoformat(), entry.date.isoformat())
                yield Finding("entry-of-left-member", path, args=args)
