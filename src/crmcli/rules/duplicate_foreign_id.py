"""Two accounts, contacts, deals or log entries have the same id of the same system.

Why: One record over there is one record here. Where two have its id, the next import cannot tell
which of them it is about, and most likely one customer, person or deal was written down twice. Log
entries are compared within their file.

왜: 다른 시스템의 기록 하나는 CRM 폴더에서도 하나입니다. 둘이 같은 ID를 가지면 다시 가져올 때 어느
쪽인지 알 수 없고, 대개 같은 고객이나 사람, 안건을 두 번 적은 것입니다. 기록은 같은 파일 안에서만
비교합니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, ids: {zoho: "17"}}
      park-j: {name: Park J., ids: {zoho: "17"}}  # <- here

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, ids: {zoho: ["17", "52"]}}
"""

from collections.abc import Iterator, Sequence
from datetime import date

from crmcli.domain.finding import Finding, Path, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.foreign import ForeignId, foreign_ids
from crmcli.domain.records.policy import Policy
from crmcli.rules.book_facts import BookFact
from crmcli.rules.paths import of_item

SEVERITY: Severity = "warning"
_RULE = "duplicate-foreign-id"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    """The log's entries."""
    first: dict[ForeignId, int] = {}
    for place, entry in enumerate(account.log):
        for each in foreign_ids(entry.ids) if entry.ids else ():
            known = first.setdefault(each, place)
            if known != place:
                ids = entry.ids[each.system]
                path = of_item(("log", place, "ids", each.system), ids, ids.index(each.id))
                args = (each.id, each.system, account.log[known].date)
                related = (Related(("log", known), "first"),)
                yield Finding(_RULE, path, "duplicate-foreign-entry", args, related=related)


def check_book(facts: Sequence[BookFact], policy: Policy) -> Iterator[tuple[str, Finding]]:
    """Every account, contact and deal but the first one that has the id."""
    first: dict[tuple[str, ForeignId], tuple[str, Path]] = {}
    # the longer id is mostly the later one
    for fact in sorted(facts, key=lambda fact: (len(fact.account), fact.account)):
        for path, each in fact.foreign:
            kind = "accounts" if path[0] == "ids" else str(path[0])
            account, known = first.setdefault((kind, each), (fact.account, path))
            if (account, known[:2]) == (fact.account, path[:2]):
                continue
            other = account if kind == "accounts" else f"{account}/{known[1]}"
            # another account's file is no place of this one
            related = (Related(known, "first"),) if account == fact.account else ()
            args = (each.id, each.system, other)
            yield fact.account, Finding(_RULE, path, args=args, related=related)
