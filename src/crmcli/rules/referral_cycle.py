"""Accounts referred each other in a circle.

Why: Somebody came first. A circle has no root, so the whole chain would be missing from the tree of
referrals.

왜: 누군가는 먼저 온 고객입니다. 소개가 돌고 돌면 시작이 없어서 그 고객들이 모두 소개 관계도에서
빠집니다.

Bad:
    # accounts/daehan-steel.yaml
    name: Daehan Steel
    referred_by: hanbit-electronics  # <- here

    # accounts/hanbit-electronics.yaml
    name: Hanbit Electronics
    referred_by: daehan-steel

Good:
    # accounts/daehan-steel.yaml
    name: Daehan Steel

    # accounts/hanbit-electronics.yaml
    name: Hanbit Electronics
    referred_by: daehan-steel
"""

from collections.abc import Iterator, Sequence

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.cycles import circles
from crmcli.domain.records.policy import Policy
from crmcli.rules.book_facts import BookFact

SEVERITY: Severity = "error"


def check_book(facts: Sequence[BookFact], policy: Policy) -> Iterator[tuple[str, Finding]]:
    came_from = {
        fact.account: referral.account
        for fact in facts
        for path, referral in fact.referrals
        if path == ("referred_by",)
    }
    for circle in circles(dict(sorted(came_from.items()))):
        yield (
            circle[0],
            Finding("referral-cycle", ("referred_by",), args=(" → ".join((*circle, circle[0])),)),
        )
