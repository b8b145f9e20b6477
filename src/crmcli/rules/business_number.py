"""A business registration number is none, or two accounts have the same one.

Why: By its number a company is told from others of its name, in tax invoices, in tables of other
systems and in imports. The last digit checks the others, so a slip shows. Two accounts of one
number are most likely one customer written down twice; branches that are taxed together share
one, and then a comment that silences the rule says so.

왜: 사업자등록번호는 세금계산서와 다른 시스템의 표, 가져오기에서 이름이 같은 회사를 구별합니다.
마지막 숫자가 나머지를 검증하므로 잘못 적으면 드러납니다. 번호가 같은 거래처가 둘이면 한 고객을
두 번 적었을 가능성이 큽니다. 사업자단위과세로 번호를 함께 쓰는 지점이라면 주석으로 규칙을 끄고
이유를 적으세요.

Bad:
    # accounts/hanbit.yaml
    name: 한빛전자㈜
    business_no: 142-81-00998  # <- here

Good:
    # accounts/hanbit.yaml
    name: 한빛전자㈜
    business_no: 124-81-00998
"""

from collections.abc import Iterator, Sequence
from datetime import date

from crmcli.domain.finding import Finding, Mend, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.business_number import fault, told
from crmcli.rules.book_facts import BookFact

SEVERITY: Severity = "warning"
_PATH = ("business_no",)


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    """A number that is none, where books are Korean."""
    number = account.business_no or ""
    said = told(number, policy.currency)
    if said is not None:
        wrong = fault(number)
        mends = (Mend(wrong.meant),) if wrong is not None and wrong.meant else ()
        key = said.key.removeprefix("finding-")
        yield Finding("business-number", _PATH, key, said.args, mends=mends)


def check_book(facts: Sequence[BookFact], policy: Policy) -> Iterator[tuple[str, Finding]]:
    """Every account but the first one that has the number."""
    first: dict[str, str] = {}
    # the longer id is mostly the later one
    for fact in sorted(facts, key=lambda fact: (len(fact.account), fact.account)):
        if not fact.business_no:
            continue
        account = first.setdefault(fact.business_no, fact.account)
        if account != fact.account:
            key, args = "business-number-twice", (fact.written_no, account)
            yield fact.account, Finding("business-number", _PATH, key, args)
