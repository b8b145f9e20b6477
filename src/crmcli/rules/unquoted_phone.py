"""A phone number is not in quotes.

Why: Other programs that read YAML take `01012345671` for a number and drop its leading zero, for
good once they write the file. In quotes it is text for everybody.

왜: YAML을 읽는 다른 프로그램은 `01012345671`을 숫자로 알고 맨 앞의 0을 버립니다. 그 프로그램이
파일을 저장하면 0은 되찾을 수 없습니다. 따옴표 안에 있으면 누구에게나 글자입니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, phones: [01012345671]}  # <- here

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, phones: ["01012345671"]}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Mend, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.ways import phone_fault
from crmcli.rules.paths import of_item
from crmcli.rules.phone_form import KOREAN

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    if not account.plain_phones:
        return
    korean = policy.currency == KOREAN
    for name, contact in account.contacts.items():
        for place, phone in enumerate(contact.phones):
            if phone in account.plain_phones and not _is_written_anew(phone, korean=korean):
                yield Finding(
                    "unquoted-phone",
                    of_item(("contacts", name, "phones"), contact.phones, place),
                    args=(phone,),
                    mends=(Mend(f'"{phone}"', True, ("contacts", name, "phones", place)),),
                )


def _is_written_anew(phone: str, *, korean: bool) -> bool:
    """Does `phone-form` say what to write, or that it is no number at all?"""
    fault = phone_fault(phone, korean=korean)
    return fault is not None and bool(fault.meant or fault.why in ("email", "letters"))
