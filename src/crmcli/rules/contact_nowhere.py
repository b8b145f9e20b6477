"""A contact appears nowhere else in the account.

Why: Somebody whom no role, deal, plan, conversation, case or survey mentions is a business card in
a drawer. Say what the person is to us, or plan how to meet; who has gone gets a `left` date.

왜: 역할에도 안건에도 계획에도 대화에도 나오지 않는 사람은 서랍 속의 명함과 같습니다. 우리에게 어떤
사람인지 적거나 만날 계획을 세우세요. 떠난 사람이면 `left`에 날짜를 적습니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung}
      seo-ym: {name: Seo Young-min, reports_to: park-jh}  # <- here
    roles: {cfo: park-jh}

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung}
      seo-ym: {name: Seo Young-min, reports_to: park-jh}
    roles: {cfo: park-jh, infra-mgr: seo-ym}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account, Contact
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "warning"
_KEYS = frozenset(Contact._fields)


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for name in unnamed(account, as_of):
        path, called = ("contacts", name), account.contacts[name].name
        if name in _KEYS:  # `title: CFO` below a person, and not within
            yield Finding("contact-nowhere", path, "key-as-person", (name, called), at_key=True)
        else:
            yield Finding("contact-nowhere", path, args=(name,), at_key=True)


def unnamed(account: Account, as_of: date) -> list[str]:
    """The contacts that nothing in the account names; who left may be so."""
    missing = set(account.contacts)
    for names in _mentions(account):
        missing.difference_update(names)
        if not missing:
            return []
    return [
        name
        for name, contact in account.contacts.items()
        if name in missing and not has_left(contact, as_of)
    ]


def _mentions(account: Account) -> Iterator[tuple[str | None, ...]]:
    """Wherever an account names people, cheapest first."""
    for role in account.roles.values():
        yield role.contacts
    for deal in account.deals.values():
        yield tuple(deal.people)
        yield deal.next.with_ if deal.next else ()
    for plan in account.plans.values():
        yield plan.for_, plan.via
    yield (account.research.decision_maker,)
    for case in account.cases.values():
        yield (case.contact,)
    for survey in account.surveys:
        yield (survey.contact,)
    for entry in account.log:
        yield entry.with_
        yield entry.next.with_ if entry.next else ()
