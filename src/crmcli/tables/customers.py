"""What was agreed after the sale, what they own, complain of and answer, and what was put off."""

from collections.abc import Iterator

from crmcli.domain.records.account import Account
from crmcli.tables.table import Cells, Table, columns

_ACCOUNT = "account id =table-account >accounts.account"


def _contracts(account: Account, currency: str) -> Iterator[Cells]:
    for name, each in account.contracts.items():
        yield (
            account.id,
            name,
            each.deal,
            each.start,
            each.end,
            each.amount,
            currency,
            each.per,
            each.notice_days,
            each.signed,
        )


CONTRACTS = Table(
    "contracts",
    columns(
        "Contract",
        f"""
        {_ACCOUNT}
        contract id =Account.contracts
        deal id >deals.deal
        start day
        end day
        amount amount
        currency text =table-currency
        per text
        notice_days whole
        signed day
        """,
    ),
    ("account", "contract"),
    _contracts,
    day="start",
)


def _assets(account: Account, currency: str) -> Iterator[Cells]:
    for product, each in account.assets.items():
        yield (
            account.id,
            product,
            each.qty,
            each.since,
            each.replace,
            each.bought_from,
            each.unit,
            each.note,
        )


ASSETS = Table(
    "assets",
    columns(
        "Asset",
        f"""
        {_ACCOUNT}
        product id =table-product >products.product
        qty number
        since day
        replace day
        bought_from text
        unit text
        note text
        """,
    ),
    ("account", "product"),
    _assets,
)


def _cases(account: Account, currency: str) -> Iterator[Cells]:
    for name, each in account.cases.items():
        yield (
            account.id,
            name,
            each.opened,
            each.closed,
            each.kind,
            each.contact,
            each.owner,
            each.deal,
            each.what,
            each.resolution,
        )


CASES = Table(
    "cases",
    columns(
        "Case",
        f"""
        {_ACCOUNT}
        case id =Account.cases
        opened day
        closed day
        kind text
        contact id >contacts.contact
        owner id >members.member
        deal id >deals.deal
        what text
        resolution text
        """,
    ),
    ("account", "case"),
    _cases,
    day="opened",
)


def _surveys(account: Account, currency: str) -> Iterator[Cells]:
    for place, each in enumerate(account.surveys, start=1):
        yield (
            account.id,
            place,
            each.date,
            each.contact,
            each.kind,
            each.about,
            each.score,
            each.scale,
            each.note,
        )


SURVEYS = Table(
    "surveys",
    columns(
        "Survey",
        f"""
        {_ACCOUNT}
        n whole =table-n
        day day =Survey.date
        contact id >contacts.contact
        kind text
        about text
        score number
        scale whole
        note text
        """,
    ),
    ("account", "n"),
    _surveys,
    day="day",
)


def _resting(account: Account, currency: str) -> Iterator[Cells]:
    for place, each in enumerate(account.resting, start=1):
        yield (
            account.id,
            place,
            each.date,
            each.kind,
            each.subject,
            each.until,
            each.day,
            each.what,
            each.by,
            each.why,
        )


RESTING = Table(
    "resting",
    columns(
        "Resting",
        f"""
        {_ACCOUNT}
        n whole =table-n
        date day
        kind text
        subject text
        until day
        day day
        what text
        by id >members.member
        why text
        """,
    ),
    ("account", "n"),
    _resting,
    day="date",
)

TABLES = (CONTRACTS, ASSETS, CASES, SURVEYS, RESTING)
