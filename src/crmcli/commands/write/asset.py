"""What customers own of our products."""

from typing import Annotated

import typer

from crmcli.app.requests.assets import AddAsset, EditAsset
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Clear, Note, Text, text
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.lists import asset_list
from crmcli.commands.shared.parse import listed_id, number
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, meant_again
from crmcli.commands.write.known import gone, something
from crmcli.domain.naming import one_id
from crmcli.domain.records.account import Account

CLEARED = {
    "since": "since",
    "replace": "replace",
    "bought-from": "bought_from",
    "unit": "unit",
    "note": "note",
}
BOUGHT_FROM = text("--bought-from", "WHO", "From whom they bought it, where it was not from us.")
UNIT = text("--unit", "SITE", "At which site it stands.")
asset = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="List, add and change what the customer owns.",
)
asset.command("list")(asset_list)


@asset.command("add")
@writing()
def asset_add(
    account: AccountArg = None,
    product: Annotated[
        str | None,
        typer.Argument(
            metavar="PRODUCT", help="Its id in crm.yaml.", autocompletion=complete.products
        ),
    ] = None,
    qty: Text = text("--qty", "N", "How many; 1 by default.", default="1"),
    since: Text = text("--since", "DATE", "Since when; today by default."),
    replace: Text = text("--replace", "DATE", "When it has to be replaced or bought again."),
    bought_from: Text = BOUGHT_FROM,
    unit: Text = UNIT,
    note: Note = None,
    again: Again = False,
    write: Write = Write(),
) -> None:
    """Write down what the customer owns; more of what is there already is added up.

    \b
    Example: crm asset add prairie rapid --since 2026-08-03 --replace 2029-08-03
    Example: crm asset add lakeview leak-audit --qty 2 --bought-from Partner
    """
    editing = EditSession(write)
    page = editing.page(account)
    asked = AddAsset(
        page.account.id,
        product or "",
        number(qty or "1", "--qty"),
        editing.day(since, past=True),
        editing.day(replace) if replace else None,
        note,
        bought_from,
        unit,
    )
    asked = asked._replace(product=_product(editing, product))
    same = asked.already(page.account)
    editing.submit(asked._replace(again=meant_again(editing, page, same, again=again)))


def _product(editing: EditSession, said: str | None) -> str:
    """The product that is meant."""
    known = editing.policy.products
    choices = [
        Choice(key, editing.session.phrases.label(each.label)) for key, each in known.items()
    ]

    def meant(one: str) -> str:
        return listed_id(one, known, "PRODUCT")

    return meant(editing.asking.need(said, "PRODUCT", "ask-product", choices, check=meant))


@asset.command("edit")
@writing()
def asset_edit(
    account: AccountArg = None,
    product: Annotated[
        str | None,
        typer.Argument(
            metavar="PRODUCT", help="One that they own.", autocompletion=complete.assets
        ),
    ] = None,
    qty: Text = text("--qty", "N", "How many they own in all."),
    since: Text = text("--since", "DATE", "Since when."),
    replace: Text = text("--replace", "DATE", "When it has to be replaced or bought again."),
    bought_from: Text = BOUGHT_FROM,
    unit: Text = UNIT,
    note: Note = None,
    clear: Clear = None,
    write: Write = Write(),
) -> None:
    """Change what is known of something the customer owns.

    \b
    Example: crm asset edit lakeview rapid --bought-from Partner --unit "Plant 2"
    Example: crm asset edit lakeview rapid --qty 3 --replace 2029-06-30
    """
    editing = EditSession(write)
    page = editing.page(account)
    if product:
        product = one_id(product, page.account.assets, "PRODUCT")
    asked = EditAsset(
        page.account.id,
        product or "",
        since=editing.day(since, past=True) if since else None,
        replace=editing.day(replace) if replace else None,
        note=note,
        bought_from=bought_from,
        unit=unit,
        qty=number(qty, "--qty") if qty else None,
        clear=gone(clear, CLEARED),
    )
    if asked[2:-1] == EditAsset("", "")[2:-1]:
        something(asked.clear)
    editing.submit(asked._replace(product=_owned(editing, page.account, product)))


def _owned(editing: EditSession, account: Account, said: str | None) -> str:
    """The product of theirs that is meant."""
    products, phrases = editing.policy.products, editing.session.phrases
    choices = [
        Choice(each, phrases.label(products[each].label) if each in products else "")
        for each in account.assets
    ]

    def meant(one: str) -> str:
        return one_id(one, account.assets, "PRODUCT")

    return meant(editing.asking.need(said, "PRODUCT", "ask-product", choices, check=meant))
