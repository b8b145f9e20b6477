"""What a deal consists of: products, people, answers, closing steps."""

from collections.abc import Iterator

from crmcli.domain.records.account import Account
from crmcli.tables.table import Cells, Table, columns

OF_DEAL = "account id =table-account >accounts.account\ndeal id =Account.deals >deals.deal"


def _products(account: Account, currency: str) -> Iterator[Cells]:
    for name, deal in account.deals.items():
        for place, (product, line) in enumerate(deal.products.items(), start=1):
            yield (
                account.id,
                name,
                product,
                place,
                line.qty,
                line.list_price,
                line.unit_price,
                currency,
                line.approved_by,
            )


DEAL_PRODUCTS = Table(
    "deal_products",
    columns(
        "ProductLine",
        f"""
        {OF_DEAL}
        product id =table-product >products.product
        n whole =table-n
        qty number
        list_price amount
        unit_price amount
        currency text =table-currency
        approved_by id >members.member
        """,
    ),
    ("account", "deal", "product"),
    _products,
)


def _people(account: Account, currency: str) -> Iterator[Cells]:
    for name, deal in account.deals.items():
        for contact, part in deal.people.items():
            yield account.id, name, contact, part


DEAL_PEOPLE = Table(
    "deal_people",
    columns(
        "Deal",
        f"""
        {OF_DEAL}
        contact id =table-contact >contacts.contact
        part text =Deal.people
        """,
    ),
    ("account", "deal", "contact"),
    _people,
)


def _next_with(account: Account, currency: str) -> Iterator[Cells]:
    for name, deal in account.deals.items():
        for contact in dict.fromkeys(deal.next.with_) if deal.next else ():
            yield account.id, name, contact


DEAL_NEXT_WITH = Table(
    "deal_next_with",
    columns("Deal", f"{OF_DEAL}\ncontact id =NextStep.with >contacts.contact"),
    ("account", "deal", "contact"),
    _next_with,
)


def _answers(account: Account, currency: str) -> Iterator[Cells]:
    for name, deal in account.deals.items():
        for kind, answers in (("bant", deal.bant), ("qualification", deal.qualification)):
            for criterion, each in answers.items():
                todo = each.mitigation
                yield (
                    account.id,
                    name,
                    kind,
                    criterion,
                    each.status,
                    each.date,
                    each.why,
                    todo.kind if todo else None,
                    todo.note if todo else None,
                )


DEAL_ANSWERS = Table(
    "deal_answers",
    columns(
        "Criterion",
        f"""
        {OF_DEAL}
        under text =table-under
        criterion id =Deal.qualification
        status text
        day day =Criterion.date
        why text
        mitigation text =Mitigation.kind
        mitigation_note text =Mitigation.note
        """,
    ),
    ("account", "deal", "under", "criterion"),
    _answers,
)


def _steps(account: Account, currency: str) -> Iterator[Cells]:
    for name, deal in account.deals.items():
        for step, each in deal.steps.items():
            yield account.id, name, step, each.done


DEAL_STEPS = Table(
    "deal_steps",
    columns("Deal", f"{OF_DEAL}\nstep text =Deal.steps\ndone day =ClosingStep.done"),
    ("account", "deal", "step"),
    _steps,
)

TABLES = (
    DEAL_PRODUCTS,
    DEAL_PEOPLE,
    DEAL_NEXT_WITH,
    DEAL_ANSWERS,
    DEAL_STEPS,
)
