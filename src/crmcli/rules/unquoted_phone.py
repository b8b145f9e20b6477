"""A phone number is not in quotes.

Why: Other programs that read YAML take `01012345671` for a number and drop its leading zero, for
good once they write the file. In quotes it is text for everybody.

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

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.paths import of_item

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    if not account.plain_phones:
        return
    for name, contact in account.contacts.items():
        for place, phone in enumerate(contact.phones):
            if phone in account.plain_phones:
                yield Finding(
                    "unquoted-phone",
                    of_item(("contacts", name, "phones"), contact.phones, place),
                    args=(phone,),
                )
