"""Roles, contacts, how they stand to us, and the plans about them."""

from collections.abc import Iterator

from crmcli.domain.records.account import Account
from crmcli.tables.table import Cells, Table, columns, joined

_ACCOUNT = "account id =table-account >accounts.account"


def _roles(account: Account, currency: str) -> Iterator[Cells]:
    for name, role in account.roles.items():
        yield (
            account.id,
            name,
            joined(role.contacts),
            joined(role.reps),
            role.value,
            role.waived,
            role.unit,
        )


ROLES = Table(
    "roles",
    columns(
        "Role",
        f"""
        {_ACCOUNT}
        role id =Account.roles
        contacts text =Role.contact
        reps text =Role.rep
        value text
        waived text
        unit text
        """,
    ),
    ("account", "role"),
    _roles,
)


def _holders(account: Account, currency: str) -> Iterator[Cells]:
    for name, role in account.roles.items():
        for place, contact in enumerate(dict.fromkeys(role.contacts), start=1):
            yield account.id, name, contact, place


ROLE_CONTACTS = Table(
    "role_contacts",
    columns(
        "Role",
        f"""
        {_ACCOUNT}
        role id =Account.roles >roles.role
        contact id >contacts.contact
        n whole =table-n
        """,
    ),
    ("account", "role", "contact"),
    _holders,
)


def _reps(account: Account, currency: str) -> Iterator[Cells]:
    for name, role in account.roles.items():
        for place, rep in enumerate(dict.fromkeys(role.reps), start=1):
            yield account.id, name, rep, place


ROLE_REPS = Table(
    "role_reps",
    columns(
        "Role",
        f"""
        {_ACCOUNT}
        role id =Account.roles >roles.role
        rep id >members.member
        n whole =table-n
        """,
    ),
    ("account", "role", "rep"),
    _reps,
)


def _contacts(account: Account, currency: str) -> Iterator[Cells]:
    for name, contact in account.contacts.items():
        yield (
            account.id,
            name,
            contact.name,
            contact.title,
            joined(contact.phones),
            joined(contact.emails),
            contact.channel,
            contact.reports_to,
            contact.left,
            contact.note,
        )


CONTACTS = Table(
    "contacts",
    columns(
        "Contact",
        f"""
        {_ACCOUNT}
        contact id =Account.contacts
        name text
        title text
        phones text
        emails text
        channel text
        reports_to id >contacts.contact
        left day
        note text
        """,
    ),
    ("account", "contact"),
    _contacts,
)


def _stances(account: Account, currency: str) -> Iterator[Cells]:
    for name, contact in account.contacts.items():
        for place, fact in enumerate(contact.stance, start=1):
            yield account.id, name, place, fact.date, fact.value, fact.by, fact.why


STANCES = Table(
    "stances",
    columns(
        "Contact",
        f"""
        {_ACCOUNT}
        contact id =Account.contacts >contacts.contact
        n whole =table-n
        day day =table-since
        stance text =StanceFact.value
        by id =Fact.by >members.member
        why text =Fact.why
        """,
    ),
    ("account", "contact", "n"),
    _stances,
    day="day",
)


def _plans(account: Account, currency: str) -> Iterator[Cells]:
    for name, plan in account.plans.items():
        done, dropped = plan.done, plan.dropped
        yield (
            account.id,
            name,
            plan.for_,
            plan.kind,
            plan.how,
            plan.via,
            plan.owner,
            plan.due,
            plan.from_,
            plan.to,
            done.date if done else None,
            done.note if done else None,
            dropped.date if dropped else None,
            dropped.note if dropped else None,
        )


PLANS = Table(
    "plans",
    columns(
        "Plan",
        f"""
        {_ACCOUNT}
        plan id =Account.plans
        for id
        kind text
        how text
        via id >contacts.contact
        owner id >members.member
        due day
        from text
        to text
        done day =Done.date
        done_result text =Done.result
        dropped day =Dropped.date
        dropped_why text =Dropped.why
        """,
    ),
    ("account", "plan"),
    _plans,
    day="due",
)


def _progress(account: Account, currency: str) -> Iterator[Cells]:
    for name, plan in account.plans.items():
        for place, fact in enumerate(plan.progress, start=1):
            yield account.id, name, place, fact.date, fact.value


PLAN_PROGRESS = Table(
    "plan_progress",
    columns(
        "Plan",
        f"""
        {_ACCOUNT}
        plan id =Account.plans >plans.plan
        n whole =table-n
        day day =table-since
        note text =Plan.progress
        """,
    ),
    ("account", "plan", "n"),
    _progress,
    day="day",
)

TABLES = (
    CONTACTS,
    STANCES,
    ROLES,
    ROLE_CONTACTS,
    ROLE_REPS,
    PLANS,
    PLAN_PROGRESS,
)
