"""What a deal is: its name, kind and origin, products and prices, people, rivals; and how likely we
think it is.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, TypeVar

import typer

from crmcli.app.requests.deals.deals import EditDeal, ProductTerms
from crmcli.app.requests.deals.progress import RateDeal
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import (
    AccountArg,
    Clear,
    Custom,
    Day,
    DealArg,
    ForeignId,
    Note,
    Owner,
    Text,
    Texts,
    Why,
    text,
    texts,
)
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import amount, keyed, listed_id, number, only_once, pairs
from crmcli.commands.shared.words import maybe_one_of, one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.find_deal import which_deal
from crmcli.commands.write.known import customs, foreign, gone, something, texts_of
from crmcli.commands.write.new import referrer
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_contact, one_id
from crmcli.domain.records.account import Account, Deal
from crmcli.domain.records.money import Money
from crmcli.domain.records.words import DEAL_PEOPLE, DEAL_TYPES, FUNCTIONS, SOURCES
from crmcli.store.yaml.scalars import PERCENT
from crmcli.store.yaml.shape import DecodeError

Value = TypeVar("Value")
CLEARED = {
    "type": "type",
    "owner": "owner",
    "source": "source",
    "referred-by": "referred_by",
    "sourced-by": "sourced_by",
    "product": "products",
    "person": "people",
    "competitor": "competitors",
    "differentiator": "differentiators",
    "verbal": "verbal",
    "probability": "probability",
    "foreign-id": "ids",
    "custom": "custom",
    "note": "note",
}
TYPE = text("--type", "|".join(DEAL_TYPES), "What kind of deal.", DEAL_TYPES)
SOURCE = text("--source", "|".join(SOURCES), "Where it came from.", SOURCES)
SOURCED_BY = text(
    "--sourced-by", "|".join(FUNCTIONS), "Which function of ours found it.", FUNCTIONS
)
PERSON = texts(
    "--person",
    "CONTACT=ROLE",
    f"Somebody's part in it: {', '.join(DEAL_PEOPLE)}.",
    offers=complete.contacts,
)
PRODUCT = texts(
    "--product", "ID[=QTY]", "A product, or another quantity of one.", offers=complete.products
)
LIST_PRICE = texts(
    "--list-price", "ID=AMOUNT", "What one costs by the list.", offers=complete.products
)
UNIT_PRICE = texts(
    "--unit-price", "ID=AMOUNT", "What one costs as offered.", offers=complete.products
)
APPROVED_BY = texts(
    "--approved-by", "ID=MEMBER", "Who of us allowed that price.", offers=complete.products
)
DIFFERENTIATOR = texts("--differentiator", "TEXT", "One more thing that we have and they have not.")
ReferredBy = Annotated[
    str | None,
    typer.Option(
        "--referred-by",
        metavar="ACCOUNT[/CONTACT]",
        help="Who brought it.",
        autocompletion=complete.accounts,
    ),
]
Percent = Annotated[str | None, typer.Argument(metavar="PERCENT", help="From 0 to 100.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="MEMBER",
        help="Who of us says so. You, if git and the team know you.",
        autocompletion=complete.members,
    ),
]


@writing()
def deal_edit(
    account: AccountArg = None,
    deal: DealArg = None,
    name: Text = text("--name", "NAME", "What it is about."),
    type_: Text = TYPE,
    owner: Owner = None,
    source: Text = SOURCE,
    referred_by: ReferredBy = None,
    sourced_by: Text = SOURCED_BY,
    product: Texts = PRODUCT,
    list_price: Texts = LIST_PRICE,
    unit_price: Texts = UNIT_PRICE,
    approved_by: Texts = APPROVED_BY,
    person: Texts = PERSON,
    competitor: Texts = texts("--competitor", "NAME", "One more against whom we stand."),
    differentiator: Texts = DIFFERENTIATOR,
    foreign_id: ForeignId = None,
    custom: Custom = None,
    note: Note = None,
    clear: Clear = None,
    write: Write = Write(),
) -> None:
    """Change what is known of a deal. Its worth, its day and its stage have commands of their own.

    \b
    Example: crm deal edit halsted chiller --competitor X --sourced-by sales
    Example: crm deal edit halsted chiller --unit-price rapid=5.9K
    """
    editing = EditSession(write)
    page = editing.page(account)
    key = which_deal(editing, page, deal)
    asked = EditDeal(
        page.account.id,
        key,
        name=name,
        type=maybe_one_of(type_, DEAL_TYPES, "--type"),
        owner=editing.member(owner),
        source=maybe_one_of(source, SOURCES, "--source"),
        referred_by=referrer(editing, referred_by),
        sourced_by=maybe_one_of(sourced_by, FUNCTIONS, "--sourced-by"),
        note=note,
        competitors=texts_of(competitor),
        differentiators=texts_of(differentiator),
        people=parts(page.account, person),
        products=_products(
            editing, page.account.deals[key], product, list_price, unit_price, approved_by
        ),
        ids=foreign(foreign_id),
        custom=customs(editing, custom, "deal"),
        clear=gone(clear, CLEARED),
    )
    something(*asked[2:])
    editing.submit(asked)


def parts(account: Account, said: list[str] | None) -> dict[str, str]:
    """Every `--person CONTACT=ROLE`. Raises CrmError, also for two parts of one person."""
    return keyed(
        said,
        "--person",
        lambda who: find_contact(who, account.contacts),
        lambda part: one_of(part, DEAL_PEOPLE, "--person"),
    )


def _products(
    editing: EditSession,
    deal: Deal,
    product: list[str] | None,
    list_price: list[str] | None,
    unit_price: list[str] | None,
    approved_by: list[str] | None,
) -> dict[str, ProductTerms]:
    """What was said of the deal's products. Raises CrmError, also for the price of one that is not
    in the deal.
    """
    many: dict[str, Money] = {}
    for one, _, qty in (word.partition("=") for word in product or ()):
        meant = listed_id(one, editing.policy.products, "--product")
        if qty or meant not in deal.products:
            only_once(meant, many, "--product")
            many[meant] = number(qty or "1", "--product")
    there, worth = {**deal.products, **many}, partial(amount, editing)
    listed = _each(list_price, "--list-price", there, partial(worth, option="--list-price"))
    offered = _each(unit_price, "--unit-price", there, partial(worth, option="--unit-price"))
    allowed = _each(approved_by, "--approved-by", there, lambda one: editing.member(one) or one)
    return {
        each: ProductTerms(many.get(each), listed.get(each), offered.get(each), allowed.get(each))
        for each in dict.fromkeys((*many, *listed, *offered, *allowed))
    }


def _each(
    said: list[str] | None,
    option: str,
    there: Mapping[str, object],
    value: Callable[[str], Value],
) -> dict[str, Value]:
    """Every `ID=VALUE` of a product that is there. Raises CrmError, also for two values of one."""
    found: dict[str, Value] = {}
    for one, told in pairs(said, option):
        known = value(told)
        meant = one_id(one, there, option)
        only_once(meant, found, option)
        found[meant] = known
    return found


@writing()
def deal_probability(
    account: AccountArg = None,
    deal: DealArg = None,
    percent: Percent = None,
    by: By = None,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Say how likely a deal is where you know better than its stage.

    \b
    Example: crm deal probability lakeview freezer 80 --why "Budget is released"
    Example: crm deal probability lakeview freezer 60 --by dana-k
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day = which_deal(editing, page, deal), editing.day(date, past=True)
    by = editing.member(by) or editing.me
    value = _percent(editing.asking.need(percent, "PERCENT", "ask-probability", check=_percent))
    editing.submit(RateDeal(page.account.id, key, value, by, day, why))


def _percent(said: str) -> Money:
    try:
        found = PERCENT.decode(said.strip().removesuffix("%").rstrip())
    except DecodeError as wrong:
        raise CrmError(wrong.message) from None
    return found
