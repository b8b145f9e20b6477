"""Two contacts have the same e-mail address or phone number, or one name and title.

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

from crmcli.domain.finding import Finding, Path, Related, Severity
from crmcli.domain.records.account import Account, Contact
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.phones import folded_phone
from crmcli.domain.text.spelling import squeezed, untitled
from crmcli.rules.book_facts import BookFact

SEVERITY: Severity = "warning"
_BEGIN = 3  # of a name: where these differ, nothing else of it is looked at


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    """People of one name in one account, as far as nothing tells them apart."""
    if len({each.name[:_BEGIN] for each in account.contacts.values()}) == len(account.contacts):
        return
    first: dict[str, list[str]] = {}
    for name, contact in account.contacts.items():
        if contact.left is not None:
            continue
        known = first.setdefault(squeezed(untitled(contact.name) or contact.name), [])
        same = [each for each in known if _is_same(account.contacts[each], contact)]
        known.append(name)
        if same:
            yield Finding(
                "duplicate-contact",
                ("contacts", name, "name"),
                "same-person",
                (contact.name, same[0]),
                related=(Related(("contacts", same[0], "name"), "first"),),
            )


def _is_same(one: Contact, other: Contact) -> bool:
    """Does nothing tell them apart? Where they share an address, that is told."""
    if one.title and other.title and squeezed(one.title) != squeezed(other.title):
        return False
    return not (_addresses(one) and _addresses(other))


def _addresses(contact: Contact) -> set[str]:
    return {each.casefold() for each in contact.emails} | {*map(folded_phone, contact.phones)}


def check_book(facts: Sequence[BookFact], policy: Policy) -> Iterator[tuple[str, Finding]]:
    first: dict[str, tuple[str, object, Path]] = {}
    for fact in sorted(facts, key=lambda fact: fact.account):
        for path, address in fact.addresses:
            here = (fact.account, path[1], path)
            known = first.setdefault(address, here) if address else here
            if known[:2] != here[:2]:
                args = (address, f"{known[0]}/{known[1]}")
                # another account's file is no place of this one
                related = (Related(known[2], "first"),) if known[0] == fact.account else ()
                yield fact.account, Finding("duplicate-contact", path, args=args, related=related)
