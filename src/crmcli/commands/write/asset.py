"""What customers own of our products."""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Clear, Note, Text, text
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import listed_id, number
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, named, unless_there
from crmcli.commands.write.known import gone, something
from crmcli.domain.naming import one_id
from crmcli.domain.records.account import Account, Asset
from crmcli.domain.table import Message
from crmcli.edits import assets as edits
from crmcli.edits.fields import FieldChanges, know
from crmcli.edits.record_editor import Draft

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
    help="What the customer owns: add, change.",
)


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
    Example: crm asset add hanbit core --since 2026-01-15 --replace 2029-01-15
    """
    editing = EditSession(write)
    page = editing.page(account)
    known = editing.policy.products
    choices = [
        Choice(key, editing.session.phrases.label(each.label)) for key, each in known.items()
    ]
    owned = Asset(
        number(qty or "1", "--qty"),
        editing.day(since, past=True),
        editing.day(replace) if replace else None,
        note,
        bought_from,
        unit,
    )
    key = listed_id(
        editing.asking.need(
            product,
            "PRODUCT",
            "ask-product",
            choices,
            check=lambda one: listed_id(one, known, "PRODUCT"),
        ),
        known,
        "PRODUCT",
    )

    def there(record: Account) -> Message | None:
        here = edits.same(record, key, owned)
        return named(key, str(owned.qty), owned.since) if here else None

    check = unless_there(editing, page, there, again=again)

    def make(draft: Draft, record: Account) -> None:
        check(record)
        edits.own(draft, record, key, owned)

    editing.change(page, make)


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
    Example: crm asset edit hanbit core --bought-from Partner --unit "Plant 2"
    """
    editing = EditSession(write)
    page = editing.page(account)
    known = page.account.assets
    choices = [
        Choice(
            each,
            editing.session.phrases.label(editing.policy.products[each].label)
            if each in editing.policy.products
            else "",
        )
        for each in known
    ]
    if product:
        product = one_id(product, known, "PRODUCT")
    told = Asset(
        1,
        editing.day(since, past=True) if since else None,
        editing.day(replace) if replace else None,
        note,
        bought_from,
        unit,
    )
    many, cleared = number(qty, "--qty") if qty else None, FieldChanges(gone=gone(clear, CLEARED))
    if told == Asset() and many is None:
        something(cleared)
    key = one_id(
        editing.asking.need(
            product,
            "PRODUCT",
            "ask-product",
            choices,
            check=lambda one: one_id(one, known, "PRODUCT"),
        ),
        known,
        "PRODUCT",
    )

    def make(draft: Draft, record: Account) -> None:
        know(draft, ("assets", key), cleared)
        edits.correct(draft, key, told, many)

    editing.change(page, make)
