"""What customers own of our products."""

from typing import Annotated, Optional

import typer

from crmcli.commands import complete
from crmcli.commands.arguments import AccountArg, Note, Text, text
from crmcli.commands.asking import Choice
from crmcli.commands.pairs import listed_id, number
from crmcli.commands.pen import Pen
from crmcli.commands.writing import Write, writing
from crmcli.domain.records import Asset
from crmcli.edits import assets as edits

asset = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="What the customer owns.")


@asset.callback()
def group() -> None:
    """What the customer owns."""  # a group of one command would otherwise be that command


@asset.command("add")
@writing()
def asset_add(
    account: AccountArg = None,
    product: Annotated[Optional[str], typer.Argument(metavar="PRODUCT", help="Its id in crm.yaml.", autocompletion=complete.products)] = None,  # noqa: UP045
    qty: Text = text("--qty", "N", "How many; 1 by default.", default="1"),
    since: Text = text("--since", "DATE", "Since when; today by default."),
    replace: Text = text("--replace", "DATE", "When it has to be replaced or bought again."),
    note: Note = None,
    write: Write = Write(),
) -> None:
    """Write down what the customer owns; more of what is there already is added up.

    \b
    Example: crm asset add hanbit core --since 2026-01-15 --replace 2029-01-15
    """
    pen = Pen(write)
    page = pen.page(account)
    known = pen.policy.products
    choices = [Choice(key, pen.desk.phrases.label(each.label)) for key, each in known.items()]
    key = listed_id(pen.asking.need(product, "PRODUCT", "ask-product", choices, check=lambda one: listed_id(one, known, "PRODUCT")), known, "PRODUCT")
    owned = Asset(number(qty or "1", "--qty"), pen.day(since, past=True), pen.day(replace) if replace else None, note)
    pen.change(page, lambda draft, record: edits.own(draft, record, key, owned))
