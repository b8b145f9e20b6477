"""We talked with somebody who had left by then.

Why: Either the day of leaving is wrong, and the role is not free, or it was somebody else whom we
talked with: then the talk counts for nobody who is there.

왜: 떠난 날이 틀렸다면 그 역할은 비어 있지 않습니다. 아니면 다른 사람과 이야기한 것이고, 그 대화는
지금 있는 누구의 것으로도 세지 않습니다.

Bad:
    name: Hanbit Electronics
    contacts:
      seo-ym:
        name: Seo Young-min
        left: 2025-07-01  # <- here
    log:
      - {date: 2026-06-11, type: meeting, with: seo-ym, what: Review}

Good:
    name: Hanbit Electronics
    contacts:
      seo-ym:
        name: Seo Young-min
        left: 2026-07-01
    log:
      - {date: 2026-06-11, type: meeting, with: seo-ym, what: Review}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Path, Related, Severity
from crmcli.domain.people.touches import is_two_way
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.paths import of_item

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    gone = {name: each.left for name, each in account.contacts.items() if each.left is not None}
    if not gone:
        return
    talks: dict[str, list[tuple[date, Path]]] = {name: [] for name in gone}
    for place, entry in enumerate(account.log):
        for number, name in enumerate(entry.with_):
            if name in gone and is_two_way(entry):
                path = of_item(("log", place, "with"), entry.with_, number)
                talks[name].append((entry.date, path))
    for name, left in gone.items():
        late = [(day, path) for day, path in sorted(talks[name]) if day > left]
        if not late:
            continue
        # who never was talked with before has left on another day; else the talk is the odd one
        here: Path = ("contacts", name, "left")
        day, talk = late[0]
        path, other = (here, talk) if len(late) == len(talks[name]) else (talk, here)
        yield Finding(
            "talked-after-leaving",
            path,
            args=(name, left.isoformat(), day.isoformat()),
            related=(Related(other, "day"),),
        )
