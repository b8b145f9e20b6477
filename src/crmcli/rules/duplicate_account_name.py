"""Two accounts have one name, but for its spelling or the form of the firm.

Why: One customer in two files has two half histories, and is counted twice. ㈜, 주식회사, Inc. or
Ltd., spaces, points and accents make no other firm; forms that contradict each other do, such as
Inc. and GmbH. Where there are two indeed, such as two branches, say it in their names.

왜: 한 고객이 두 파일에 있으면 이력이 둘로 나뉘고 두 번 세어집니다. ㈜, 주식회사, Inc., Ltd.,
띄어쓰기, 점, 악센트가 달라도 같은 회사입니다. Inc.와 GmbH, ㈜와 (유)처럼 서로 다른 형태이면 다른
회사입니다. 지점처럼 정말 둘이면 이름으로 구별되게 적으세요.

Bad:
    # accounts/hanbit.yaml
    name: 한빛전자㈜

    # accounts/hanbit-electronics.yaml
    name: Hanbit Electronics Co., Ltd.
    aliases: [주식회사 한빛 전자]  # <- here

Good:
    # accounts/hanbit.yaml
    name: 한빛전자㈜
    aliases: [Hanbit Electronics]
"""

from collections.abc import Iterator, Sequence

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.firm_name import FirmName
from crmcli.rules.book_facts import BookFact

SEVERITY: Severity = "warning"


def check_book(facts: Sequence[BookFact], policy: Policy) -> Iterator[tuple[str, Finding]]:
    first: dict[str, list[tuple[str, str, FirmName]]] = {}
    # the longer id is mostly the later one
    for fact in sorted(facts, key=lambda fact: (len(fact.account), fact.account)):
        told: set[str] = set()
        for path, name, firm in fact.names:
            alike = first.setdefault(firm.bare, [])
            account, known = next(
                ((account, known) for account, known, other in alike if firm.agrees(other)),
                (fact.account, name),
            )
            alike.append((fact.account, name, firm))
            if account != fact.account and account not in told:
                told.add(account)
                yield (
                    fact.account,
                    Finding("duplicate-account-name", path, args=(name, known, account)),
                )
