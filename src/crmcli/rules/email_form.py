"""An e-mail address is none as it is written.

Why: A message to it does not arrive, and programs that import the book refuse it. What was copied
from a mail program has a name or `mailto:` with it, or several addresses in one.

왜: 그 주소로 보낸 메일은 도착하지 않고, 연락처를 가져가는 프로그램도 받아 주지 않습니다. 메일
프로그램에서 복사하면 이름이나 `mailto:`가 붙거나 주소 여러 개가 하나로 들어옵니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, emails: [mailto:park@hanbit.example]}  # <- here
    roles: {cfo: park-jh}

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung, emails: [park@hanbit.example]}
    roles: {cfo: park-jh}
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from crmcli.domain.finding import Finding, Mend, Path, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.ways import email_fault
from crmcli.rules.paths import of_item

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name, contact in account.contacts.items():
        if contact.emails:
            yield from _wrong(("contacts", name, "emails"), contact.emails)


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    """The team's own addresses."""
    for name, member in policy.team.items():
        yield from _wrong(("team", name, "emails"), member.emails)


def _wrong(base: Path, emails: Sequence[str]) -> Iterator[Finding]:
    whole = 0
    for place, email in enumerate(emails):
        fault = email_fault(email)
        if fault is None or place < whole:
            continue
        if joined := _cut(emails, place):
            whole = place + 2
            texts = (*emails[:place], joined, *emails[whole:])
            mends = (Mend(f"[{', '.join(map(_written, texts))}]", at=base),)
            args = (f"{email},{emails[place + 1]}", joined)
            yield Finding("email-form", (*base, place), "email-spaces", args, mends=mends)
            continue
        args = (email, ", ".join(fault.parts) or fault.meant)
        mend = Mend(_written(fault.meant), fault.is_safe, (*base, place))
        yield Finding(
            "email-form",
            of_item(base, emails, place),
            f"email-{fault.why}",
            args[: 2 if args[1] else 1],
            mends=(mend,) if fault.meant else (),
        )


def _written(email: str) -> str:
    """An address as a file has it: in quotes unless no sign in it says something to YAML."""
    return email if re.fullmatch(r"[A-Za-z0-9][\w.+-]*@[\w.-]+", email) else f'"{email}"'


def _cut(emails: Sequence[str], place: int) -> str:
    """An address that a comma for its dot makes two of."""
    joined = ".".join(emails[place : place + 2])
    is_cut = "@" in emails[place] and "@" not in joined.partition("@")[2]
    return joined if is_cut and place + 1 < len(emails) and email_fault(joined) is None else ""
