"""A name leads nowhere: no such contact, role, deal, product, member of the team, stage, reason or account.

Why: A reference with a typo is silently nobody: the role counts as unknown, the call as a call with
no one, the deal as nobody's. The team, products, objections and roles are only checked once the
policy lists some.

왜: 이름을 잘못 적으면 소리 없이 아무도 아닌 것이 됩니다. 역할은 모르는 역할이 되고, 통화는 상대
없는 통화가 되고, 안건은 주인 없는 안건이 됩니다. 팀, 제품, 반론, 역할은 crm.yaml에 목록이 있을 때만
확인합니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung}
    roles:
      cfo: {contact: park-jx}  # <- here

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung}
    roles:
      cfo: {contact: park-jh}
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from crmcli.domain.deals.qualification import framework
from crmcli.domain.finding import Finding, Mend, Path, Severity
from crmcli.domain.naming import Called, known_names
from crmcli.domain.records.account import Account, Deal, NextStep, Referral
from crmcli.domain.records.policy import Policy
from crmcli.rules.answered import answer_for, answered
from crmcli.rules.book_facts import BookFact
from crmcli.rules.closest import closest, is_slip
from crmcli.rules.contact_nowhere import unnamed
from crmcli.rules.deal_ends import taken_back
from crmcli.rules.paths import of_fact
from crmcli.rules.policy_references import check_policy
from crmcli.rules.references import of_assessors, of_keys, of_list, of_one, of_team, unknown

__all__ = ["check", "check_book", "check_policy", "is_of_contact", "of_another"]
SEVERITY: Severity = "error"
_NO_CONTACT = frozenset(("unknown-contact", "unknown-contact-close", "unknown-target"))


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    """Every name in an account that should be one of its own contacts and deals, or one of the
    policy's words.
    """
    found = (
        *_head(account, policy),
        *_roles(account, policy),
        *_contacts(account, policy),
        *_plans(account, policy),
        *(
            each
            for name, deal in account.deals.items()
            for each in _deal(("deals", name), deal, account, policy)
        ),
        *_after_sale(account, policy),
        *_log(account, policy),
    )
    if found:
        yield from answered(
            found, lambda: known_names(policy, account), lambda: unnamed(account, as_of)
        )


def check_book(facts: Sequence[BookFact], policy: Policy) -> Iterator[tuple[str, Finding]]:
    """Who referred whom, and who belongs to whom: the account must be in the book, and the contact in that account."""
    known = {fact.account: fact.contacts for fact in facts}
    for fact in facts:
        for path, referral in fact.referrals:
            if referral.account not in known:
                yield fact.account, _referrer(path, referral, facts)
            elif referral.contact is not None and referral.contact not in known[referral.account]:
                near = [
                    f"{referral.account}/{name}"
                    for name in closest(referral.contact, known[referral.account])
                ]
                args = (f"{referral.account}/{referral.contact}", *near)
                yield (
                    fact.account,
                    Finding(
                        "unknown-reference",
                        path,
                        "unknown-referrer-close" if near else "unknown-referrer",
                        args,
                        mends=tuple(Mend(each) for each in near if is_slip(str(args[0]), each)),
                    ),
                )


def _referrer(path: Path, referral: Referral, facts: Sequence[BookFact]) -> Finding:
    """An account that is called otherwise: by a name of its own, or nearly so."""
    called = [
        Called(fact.account, tuple(name for _, name, _ in fact.names))
        for fact in facts
        if path != ("referred_by",) or fact.referrals != ((path, referral),)
    ]
    answer = answer_for("account", referral.account, called)
    behind = f"/{referral.contact}" if referral.contact else ""
    mends = (Mend(f"{answer.id}{behind}", answer.is_safe),) if answer.id else ()
    return Finding("unknown-reference", path, answer.key, answer.args, mends=mends)


def is_of_contact(finding: Finding) -> bool:
    """Does it say that a name is no contact of this account?"""
    return finding.rule == "unknown-reference" and finding.key in _NO_CONTACT


def of_another(finding: Finding, others: Callable[[str], Sequence[str]]) -> Finding:
    """A name that is no contact of this account, with the account whose contact it is."""
    if not is_of_contact(finding):
        return finding
    accounts = others(str(finding.args[0]))
    if len(accounts) != 1:
        return finding
    args = (finding.args[0], accounts[0])
    return finding._replace(key="contact-of-another", args=args, mends=())


def _head(account: Account, policy: Policy) -> Iterator[Finding]:
    yield from of_team(("owner",), account.owner, policy)
    yield from of_team(("service_contact",), account.service_contact, policy)
    if policy.role_sets:
        yield from of_list("role-set", ("role_set",), account.role_sets, policy.role_sets)
    yield from of_one(
        "contact", ("research", "decision_maker"), account.research.decision_maker, account.contacts
    )


def _roles(account: Account, policy: Policy) -> Iterator[Finding]:
    if policy.role_sets:
        yield from of_keys("role", ("roles",), account.roles, _role_names(policy))
    for name, role in account.roles.items():
        yield from of_list("contact", ("roles", name, "contact"), role.contacts, account.contacts)
        if policy.team:
            yield from of_list("member", ("roles", name, "rep"), role.reps, policy.team)


def _role_names(policy: Policy) -> Mapping[str, object]:
    return {name: None for roles in policy.role_sets.values() for name in roles}


def _contacts(account: Account, policy: Policy) -> Iterator[Finding]:
    for name, contact in account.contacts.items():
        if contact.reports_to is not None:
            yield from of_one(
                "contact", ("contacts", name, "reports_to"), contact.reports_to, account.contacts
            )
        yield from of_assessors(("contacts", name, "stance"), contact.stance, policy)


def _plans(account: Account, policy: Policy) -> Iterator[Finding]:
    for name, plan in account.plans.items():
        if (
            plan.for_ not in account.contacts
            and plan.for_ not in account.roles
            and policy.role_sets
        ):
            known = _role_names(policy)
            if plan.for_ not in known:
                yield unknown(
                    "target",
                    ("plans", name, "for"),
                    plan.for_,
                    (*account.contacts, *account.roles, *known),
                )
        yield from of_one("contact", ("plans", name, "via"), plan.via, account.contacts)
        yield from of_team(("plans", name, "owner"), plan.owner, policy)
        yield from of_assessors(("plans", name, "progress"), plan.progress, policy)


def _deal(path: Path, deal: Deal, account: Account, policy: Policy) -> Iterator[Finding]:
    yield from of_team((*path, "owner"), deal.owner, policy)
    yield from of_keys("contact", (*path, "people"), deal.people, account.contacts)
    asked = framework(policy).criteria
    yield from of_keys("criterion", (*path, "qualification"), deal.qualification, asked)
    if policy.products:
        yield from of_keys("product", (*path, "products"), deal.products, policy.products)
    for name, line in deal.products.items():
        yield from of_team((*path, "products", name, "approved_by"), line.approved_by, policy)
    for fact in deal.stages:
        if policy.stages and fact.value not in policy.stages:
            where = of_fact((*path, "stages"), fact)
            at = (*where, "value")
            yield unknown("stage", where, fact.value, policy.stages, at=at)
    for key, facts in (("stages", deal.stages), ("amount", deal.amount), ("close", deal.close)):
        yield from of_assessors((*path, key), facts, policy)
    if deal.next is not None:
        yield from _next((*path, "next"), deal.next, account, policy)
    if policy.reasons:
        for where, ended in taken_back(str(path[-1]), deal):
            yield from of_one("reason", (*where, "reason"), ended.reason, policy.reasons)
        if deal.outcome is not None:
            reason = deal.outcome.reason
            yield from of_one("reason", (*path, "outcome", "reason"), reason, policy.reasons)
    if deal.probability is not None:
        yield from of_team((*path, "probability", "by"), deal.probability.by, policy)


def _next(path: Path, step: NextStep, account: Account, policy: Policy) -> Iterator[Finding]:
    yield from of_team((*path, "owner"), step.owner, policy)
    yield from of_list("contact", (*path, "with"), step.with_, account.contacts)


def _after_sale(account: Account, policy: Policy) -> Iterator[Finding]:
    for name, contract in account.contracts.items():
        yield from of_one("deal", ("contracts", name, "deal"), contract.deal, account.deals)
    if policy.products:
        yield from of_keys("product", ("assets",), account.assets, policy.products)
        yield from of_keys("product", ("not_eligible",), account.not_eligible, policy.products)
    for name, case in account.cases.items():
        yield from of_one("contact", ("cases", name, "contact"), case.contact, account.contacts)
        yield from of_one("deal", ("cases", name, "deal"), case.deal, account.deals)
        yield from of_team(("cases", name, "owner"), case.owner, policy)
    for place, rest in enumerate(account.resting):
        yield from of_team(("resting", place, "by"), rest.by, policy)
    for place, survey in enumerate(account.surveys):
        yield from of_one(
            "contact", ("surveys", place, "contact"), survey.contact, account.contacts
        )


def _log(account: Account, policy: Policy) -> Iterator[Finding]:
    contacts, team = account.contacts, policy.team
    for place, entry in enumerate(account.log):
        yield from of_list("contact", ("log", place, "with"), entry.with_, contacts)
        if team:
            yield from of_list("member", ("log", place, "by"), entry.by, team)
        if entry.deal is not None and entry.deal not in account.deals:
            yield unknown("deal", ("log", place, "deal"), entry.deal, account.deals)
        if entry.objections and policy.objections:
            yield from of_keys(
                "objection", ("log", place, "objections"), entry.objections, policy.objections
            )
        if entry.next is not None:
            yield from _next(("log", place, "next"), entry.next, account, policy)
