"""Companies belong to each other in a circle.

Why: One of them is at the top. In a circle none is, and the group has no head to sum it up under.

왜: 맨 위에는 한 회사가 있습니다. 서로를 모회사로 적으면 그룹의 대표가 없어서 모아 볼 수 없습니다.

Bad:
    # accounts/hanbit-parts.yaml
    name: Hanbit Parts
    parent: hanbit-electronics

    # accounts/hanbit-electronics.yaml
    name: Hanbit Electronics
    parent: hanbit-parts  # <- here

Good:
    # accounts/hanbit-parts.yaml
    name: Hanbit Parts
    parent: hanbit-electronics

    # accounts/hanbit-electronics.yaml
    name: Hanbit Electronics
"""

from collections.abc import Iterator, Sequence

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.cycles import circles
from crmcli.domain.records.policy import Policy
from crmcli.rules.book_facts import BookFact

SEVERITY: Severity = "error"
_PATH = ("parent",)


def check_book(facts: Sequence[BookFact], policy: Policy) -> Iterator[tuple[str, Finding]]:
    above = {
        fact.account: referral.account
        for fact in facts
        for path, referral in fact.referrals
        if path == _PATH
    }
    for circle in circles(dict(sorted(above.items()))):
        names = " → ".join((*circle, circle[0]))
        yield circle[0], Finding("parent-circle", _PATH, args=(names,))
