"""Accounts, and what hangs on them without being a record of its own."""

from collections.abc import Iterator

from crmcli.domain.records.account import Account, Custom, Ids
from crmcli.tables.table import Cells, Table, columns, joined

_ACCOUNT = "account id =table-account >accounts.account"


def _accounts(account: Account, currency: str) -> Iterator[Cells]:
    research, sender = account.research, account.referred_by
    yield (
        account.id,
        account.name,
        account.segment,
        account.status,
        account.owner,
        account.source,
        sender.account if sender else None,
        sender.contact if sender else None,
        joined(account.aliases),
        joined(account.tags),
        joined(account.role_sets),
        research.industry,
        research.employees,
        research.annual_revenue,
        currency,
        joined(research.problems),
        research.solution,
        joined(research.icebreakers),
        research.decision_maker,
        research.provenance,
        account.business_no,
        account.service_contact,
        account.status_why,
        account.note,
        account.parent,
        account.website,
        joined(account.phones),
        account.address,
    )


ACCOUNTS = Table(
    "accounts",
    columns(
        "Account",
        """
        account id =table-account
        name text
        segment text
        status text
        owner id >members.member
        source text
        referred_by_account id =Account.referred_by
        referred_by_contact id =Account.referred_by
        aliases text
        tags text
        role_sets text =Account.role_set
        industry text =Research.industry
        employees whole =Research.employees
        annual_revenue amount =Research.annual_revenue
        currency text =table-currency
        problems text =Research.problems
        solution text =Research.solution
        icebreakers text =Research.icebreakers
        decision_maker id =Research.decision_maker >contacts.contact
        provenance text =Research.provenance
        business_no text
        service_contact id >members.member
        status_why text
        note text
        parent id >accounts.account
        website text
        phones text
        address text
        """,
    ),
    ("account",),
    _accounts,
)


def _tags(account: Account, currency: str) -> Iterator[Cells]:
    for tag in dict.fromkeys(account.tags):
        yield account.id, tag


ACCOUNT_TAGS = Table(
    "account_tags",
    columns("Account", f"{_ACCOUNT}\ntag text =Account.tags"),
    ("account", "tag"),
    _tags,
)


def _role_sets(account: Account, currency: str) -> Iterator[Cells]:
    for name in dict.fromkeys(account.role_sets):
        yield account.id, name


ACCOUNT_ROLE_SETS = Table(
    "account_role_sets",
    columns("Account", f"{_ACCOUNT}\nrole_set id =Account.role_set"),
    ("account", "role_set"),
    _role_sets,
)


def _not_eligible(account: Account, currency: str) -> Iterator[Cells]:
    for product, why in account.not_eligible.items():
        yield account.id, product, why


NOT_ELIGIBLE = Table(
    "not_eligible",
    columns(
        "Account",
        f"{_ACCOUNT}\nproduct id =table-product >products.product\nwhy text =Account.not_eligible",
    ),
    ("account", "product"),
    _not_eligible,
)


def _custom(account: Account, currency: str) -> Iterator[Cells]:
    yield from _fields(account, "account", account.id, account.custom)
    for name, contact in account.contacts.items():
        yield from _fields(account, "contact", name, contact.custom)
    for name, deal in account.deals.items():
        yield from _fields(account, "deal", name, deal.custom)


def _fields(account: Account, kind: str, record: str, custom: Custom) -> Iterator[Cells]:
    for field, said in custom.items():
        for place, value in enumerate((said,) if isinstance(said, str) else said, start=1):
            yield account.id, kind, record, field, place, value


CUSTOM = Table(
    "custom",
    columns(
        "Account",
        f"""
        {_ACCOUNT}
        on text =table-custom-on
        record id =table-custom-record
        field id =table-custom-field
        n whole =table-n
        value text =Account.custom
        """,
    ),
    ("account", "on", "record", "field", "n"),
    _custom,
)


def _foreign(account: Account, currency: str) -> Iterator[Cells]:
    yield from _named(account, "account", account.id, account.ids)
    for name, contact in account.contacts.items():
        yield from _named(account, "contact", name, contact.ids)
    for name, deal in account.deals.items():
        yield from _named(account, "deal", name, deal.ids)
    for place, entry in enumerate(account.log, start=1):
        yield from _named(account, "log", str(place), entry.ids)


def _named(account: Account, kind: str, record: str, ids: Ids) -> Iterator[Cells]:
    for system, names in ids.items():
        for place, name in enumerate(names, start=1):
            yield account.id, kind, record, system, place, name


FOREIGN_IDS = Table(
    "foreign_ids",
    columns(
        "Account",
        f"""
        {_ACCOUNT}
        on text =table-foreign-on
        record id =table-custom-record
        system text =table-foreign-system
        n whole =table-n
        id id =Account.ids
        """,
    ),
    ("account", "on", "record", "system", "n"),
    _foreign,
)

TABLES = (ACCOUNTS, ACCOUNT_TAGS, ACCOUNT_ROLE_SETS, NOT_ELIGIBLE, CUSTOM, FOREIGN_IDS)
