"""A row of the agenda was put off, and the file has nothing that such a row could be about.

Why: A rest belongs to what it was said of. Where its deal, contact, case, contract or plan is
called otherwise by now, or is gone, it holds nothing back: the row is in the agenda as if nobody
had put it off.

왜: 미루기는 미룬 대상에 딸려 있습니다. 그 안건, 담당자, 접수 건, 계약, 계획의 이름이 바뀌었거나
파일에서 사라졌으면 아무것도 미루지 못하고, 항목은 미룬 적이 없는 것처럼 할 일에 나옵니다.

Bad:
    name: Hanbit Electronics
    deals:
      pt2: {stages: {2026-07-01: contacting}, next: {date: 2026-07-20, what: call}}
    resting:
      - date: 2026-07-20
        kind: next
        subject: pt  # <- here
        day: 2026-07-20
        what: call
        until: 2026-08-20
        why: audit

Good:
    name: Hanbit Electronics
    deals:
      pt2: {stages: {2026-07-01: contacting}, next: {date: 2026-07-20, what: call}}
    resting:
      - date: 2026-07-20
        kind: next
        subject: pt2
        day: 2026-07-20
        what: call
        until: 2026-08-20
        why: audit
"""

from collections.abc import Collection, Iterator
from datetime import date

from crmcli.domain.finding import Finding, Mend, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.task import NAMED
from crmcli.rules.closest import closest, is_slip

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for place, rest in enumerate(account.resting):
        known = _known(rest.kind, account, policy)
        if known is None or rest.subject in known:
            continue
        near = closest(rest.subject, known)
        mends = tuple(Mend(each) for each in near if is_slip(rest.subject, each))
        path = ("resting", place, "subject")
        yield Finding("rest-nowhere", path, args=(rest.subject,), mends=mends)


def _known(kind: str, account: Account, policy: Policy) -> Collection[str] | None:
    """What a row of that kind may be about; None where the file alone does not say."""
    if kind == "next":  # of a deal, or promised in the log to somebody, or to nobody by name
        return {*account.deals, *account.contacts, account.id}
    if kind == "cadence":
        names = policy.cadences.items()
        return {f"{name}/{touch.type}" for name, cadence in names for touch in cadence.touches}
    if kind in NAMED:
        # a section without anything may be one that could not be read
        section: Collection[str] = getattr(account, NAMED[kind])
        return section or None
    return (policy.team or None) if kind == "owner-left" else None
