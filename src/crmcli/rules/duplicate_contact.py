"""Two contacts have the same e-mail address or phone number.

Why: One person written down twice has two half histories: the stance on one, the calls on the
other. Somebody who changed companies keeps the mobile number: take it from the contact who left.

왜: 한 사람을 두 번 적으면 태도는 한쪽에, 통화는 다른 쪽에 남습니다. 회사를 옮긴 사람은 휴대전화
번호를 가지고 갑니다. 떠난 쪽에서 번호를 지우세요.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, phones: ["010-1234-5671"]}
      park:
        name: Director Park
        phones: ["+82 10 1234 5671"]  # <- here

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, phones: ["010-1234-5671"]}
      lee-dh:
        name: Lee Dong-hyun
        phones: ["+82 10 1234 5672"]
"""

from collections.abc import Iterator, Sequence
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.policy import Policy
from crmcli.rules.book_facts import BookFact

SEVERITY: Severity = "warning"


def check_book(
    facts: Sequence[BookFact], policy: Policy, as_of: date
) -> Iterator[tuple[str, Finding]]:
    first: dict[str, tuple[str, object]] = {}
    for fact in sorted(facts, key=lambda fact: fact.account):
        for path, address in fact.addresses:
            here = (fact.account, path[1])
            known = first.setdefault(address, here) if address else here
            if known != here:
                yield (
                    fact.account,
                    Finding("duplicate-contact", path, args=(address, f"{known[0]}/{known[1]}")),
                )
