"""What a deal is: its name, kind and origin, products and prices, people, rivals; and how likely we
think it is.
"""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import (
    AccountArg,
    Clear,
    Custom,
    Day,
    DealArg,
    Note,
    Owner,
    Text,
    Texts,
    Why,
    text,
    texts,
)
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.parse import amount, keyed, listed_id, number, only_once, pairs
from crmcli.commands.shared.words import maybe_one_of, one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.find_deal import which_deal
from crmcli.commands.write.known import customs, gone, prose, proses, something
from crmcli.commands.write.new import referrer
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_contact, one_id
from crmcli.domain.records.account import Account, Probability
from crmcli.domain.records.money import as_written
from crmcli.domain.records.words import DEAL_PEOPLE, DEAL_TYPES, FUNCTIONS, SOURCES
from crmcli.edits.deals import deals as edits
from crmcli.edits.fields import FieldChanges, know, own_fields
from crmcli.edits.record_editor import Draft
from crmcli.store.yaml.scalars import PERCENT
from crmcli.store.yaml.shape import DecodeError

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
    "custom": "custom",
    "note": "note",
}


@writing()
def deal_edit(
    account: AccountArg = None,
    deal: DealArg = None,
    name: Text = text("--name", "NAME", "What it is about."),
    type_: Text = text("--type", "|".join(DEAL_TYPES), "What kind of deal.", DEAL_TYPES),
    owner: Owner = None,
    source: Text = text("--source", "|".join(SOURCES), "Where it came from.", SOURCES),
    referred_by: Annotated[
        str | None,
        typer.Option(
            "--referred-by",
            metavar="ACCOUNT[/CONTACT]",
            help="Who brought it.",
            autocompletion=complete.accounts,
        ),
    ] = None,
    sourced_by: Text = text(
        "--sourced-by", "|".join(FUNCTIONS), "Which function of ours found it.", FUNCTIONS
    ),
    product: Texts = texts(
        "--product", "ID[=QTY]", "A product, or another quantity of one.", offers=complete.products
    ),
    list_price: Texts = texts(
        "--list-price", "ID=AMOUNT", "What one costs by the list.", offers=complete.products
    ),
    unit_price: Texts = texts(
        "--unit-price", "ID=AMOUNT", "What one costs as offered.", offers=complete.products
    ),
    approved_by: Texts = texts(
        "--approved-by", "ID=MEMBER", "Who of us allowed that price.", offers=complete.products
    ),
    person: Texts = texts(
        "--person",
        "CONTACT=ROLE",
        f"Somebody's part in it: {', '.join(DEAL_PEOPLE)}.",
        offers=complete.contacts,
    ),
    competitor: Texts = texts("--competitor", "NAME", "One more against whom we stand."),
    differentiator: Texts = texts(
        "--differentiator", "TEXT", "One more thing that we have and they have not."
    ),
    custom: Custom = None,
    note: Note = None,
    clear: Clear = None,
    write: Write = Write(),
) -> None:
    """Change what is known of a deal. Its worth, its day and its stage have commands of their own.

    \b
    Example: crm deal edit hanbit pt2-batch --competitor X --sourced-by sales
    """
    editing = EditSession(write)
    page = editing.page(account)
    key = which_deal(editing, page, deal)
    values = {
        "name": prose(name),
        "type": maybe_one_of(type_, DEAL_TYPES, "--type"),
        "owner": editing.member(owner),
        "source": maybe_one_of(source, SOURCES, "--source"),
        "referred_by": referrer(editing, referred_by),
        "sourced_by": maybe_one_of(sourced_by, FUNCTIONS, "--sourced-by"),
        "note": prose(note),
    }
    lists = {"competitors": proses(competitor), "differentiators": proses(differentiator)}
    people = parts(page.account, person)
    lines = _lines(
        editing,
        page,
        key,
        product,
        {"list_price": list_price, "unit_price": unit_price, "approved_by": approved_by},
    )
    known = FieldChanges(
        values,
        lists,
        {
            "people": people,
            "custom": own_fields(customs(editing, custom, "deal"), "deal", editing.policy),
        },
        gone(clear, CLEARED),
    )
    if not lines:
        something(known)

    def make(draft: Draft, record: Account) -> None:
        know(draft, ("deals", key), known)
        for one, field, value in lines:
            edits.price(draft, key, one, field, value)

    editing.change(page, make)


def parts(account: Account, said: list[str] | None) -> dict[str, str]:
    """Every `--person CONTACT=ROLE`. Raises CrmError, also for two parts of one person."""
    return keyed(
        said,
        "--person",
        lambda who: find_contact(who, account.contacts),
        lambda part: one_of(part, DEAL_PEOPLE, "--person"),
    )


def _lines(
    editing: EditSession,
    page: Page,
    deal: str,
    products: list[str] | None,
    said: dict[str, list[str] | None],
) -> list[tuple[str, str, str]]:
    """What was said of the deal's products: each with the field and its value. Raises CrmError,
    also for the price of one that is not in the deal.
    """
    found: list[tuple[str, str, str]] = []
    for one, _, qty in (word.partition("=") for word in products or ()):
        product = listed_id(one, editing.policy.products, "--product")
        if qty or product not in page.account.deals[deal].products:
            only_once((product, "qty"), [line[:2] for line in found], "--product")
            found.append((product, "qty", as_written(number(qty or "1", "--product")) or "1"))
    there = {**page.account.deals[deal].products, **{product: None for product, _, _ in found}}
    for field, words in said.items():
        option = f"--{field.replace('_', '-')}"
        for one, value in pairs(words, option):
            written = (
                editing.member(value)
                if field == "approved_by"
                else as_written(amount(editing, value, option))
            )
            meant = one_id(one, there, option)
            only_once((meant, field), [line[:2] for line in found], option)
            found.append((meant, field, written or value))
    return found


@writing()
def deal_probability(
    account: AccountArg = None,
    deal: DealArg = None,
    percent: Annotated[str | None, typer.Argument(metavar="PERCENT", help="From 0 to 100.")] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="MEMBER",
            help="Who of us says so. You, if git and the team know you.",
            autocompletion=complete.members,
        ),
    ] = None,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Say how likely a deal is where you know better than its stage.

    \b
    Example: crm deal probability hanbit pt2-batch 80 --why "Budget is released"
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day = which_deal(editing, page, deal), editing.day(date, past=True)
    by = editing.member(by) or editing.me
    value = _percent(editing.asking.need(percent, "PERCENT", "ask-probability", check=_percent))
    editing.change(
        page,
        lambda draft, record: edits.think(draft, record, key, Probability(value, by, day, why)),
    )


def _percent(said: str) -> int:
    try:
        found: int = PERCENT.decode(said.strip().removesuffix("%").rstrip())
    except DecodeError as wrong:
        raise CrmError(wrong.message) from None
    return found
