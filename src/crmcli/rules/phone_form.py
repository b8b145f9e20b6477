"""A phone number cannot be dialled as it is written.

Why: Nobody finds out before the day on which somebody calls: a letter for a digit, a digit too few,
two numbers in one, an e-mail address among the numbers. Searches and the look for people who are
there twice do not find it either.

왜: 전화를 걸어야 하는 날에야 알게 됩니다. 숫자 자리에 글자가 있거나, 자릿수가 모자라거나, 번호 두
개가 하나에 적혀 있거나, 이메일이 섞여 있습니다. 검색에도, 같은 사람을 찾을 때도 걸리지 않습니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, phones: ["010-1234-567l"]}  # <- here
    roles: {cfo: park-jh}

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, phones: ["010-1234-5671"]}
    roles: {cfo: park-jh}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Mend, Path, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.ways import phone_fault
from crmcli.rules.paths import of_item

SEVERITY: Severity = "error"
KOREAN = "KRW"  # numbers that begin with 0 are those of the book's own country


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    korean = policy.currency == KOREAN
    known: list[tuple[Path, tuple[str, ...]]] = [(("phones",), account.phones)]
    known += [
        (("contacts", name, "phones"), contact.phones) for name, contact in account.contacts.items()
    ]
    for base, phones in known:
        for place, phone in enumerate(phones):
            fault = phone_fault(phone, korean=korean)
            if fault is None:
                continue
            args = (phone, ", ".join(f'"{part}"' for part in fault.parts) or fault.meant)
            mend = Mend(f'"{fault.meant}"', fault.is_safe, (*base, place))
            yield Finding(
                "phone-form",
                of_item(base, phones, place),
                f"phone-{fault.why}",
                args[: 2 if args[1] else 1],
                mends=(mend,) if fault.meant else (),
            )
