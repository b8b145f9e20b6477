"""Deals while they are open: moved, revalued, expected, and what is promised next. The commands of
their other sides join here.
"""

from typing import Annotated

import typer

from crmcli.app.requests.deals.progress import (
    ClearNext,
    ExpectClose,
    MoveDeal,
    PromiseNext,
    RevalueDeal,
)
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Day, DealArg, Force, Owner, Text, Why, text
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.lists import deal_list
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import amount as amount_of
from crmcli.commands.shared.parse import people, promised, step
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.deals.closing import deal_step, deal_verbal
from crmcli.commands.write.deals.dealing import deal_edit, deal_probability
from crmcli.commands.write.deals.ending import deal_lose, deal_reopen, deal_win
from crmcli.commands.write.deals.gate import leave
from crmcli.commands.write.deals.opening import STEP, deal_new
from crmcli.commands.write.deals.qualifying import deal_qualify
from crmcli.commands.write.find_deal import which_deal, which_stage
from crmcli.domain.errors import CrmError
from crmcli.domain.records.words import CHANNELS
from crmcli.domain.table import Message
from crmcli.edits.deals.gates import Pass

deal = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="List, open, change, qualify, move, revalue, agree, win, lose and reopen deals.",
)
With = Annotated[
    list[str] | None,
    typer.Option(
        *names("--with"),
        metavar="CONTACT",
        help="Who of theirs agreed to it; may be repeated. The deal rests until then.",
        autocompletion=complete.contacts,
    ),
]


deal.command("list")(deal_list)
deal.command("new")(deal_new)
deal.command("edit")(deal_edit)
deal.command("qualify")(deal_qualify)


@deal.command("stage")
@writing()
def deal_stage(
    account: AccountArg = None,
    deal: DealArg = None,
    stage: Annotated[
        str | None,
        typer.Argument(metavar="STAGE", help="Where it is now.", autocompletion=complete.stages),
    ] = None,
    next_: Text = STEP,
    force: Force = False,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Move a deal to another stage. What the stages behind it ask for, and the BANT gate, are
    checked.

    \b
    Example: crm deal stage lakeview freezer paper --next "fri contract draft"
    Example: crm deal stage dockside building-c survey --date yesterday
    """
    editing = EditSession(write)
    page = editing.page(account)
    day, promised = editing.day(date, past=True), step(editing, next_)
    key, then = which_deal(editing, page, deal), which_stage(editing, stage)
    asked = MoveDeal(page.account.id, key, then, next=promised, date=day)
    missing = asked.missing(page.account, editing.policy, editing.today)
    gate = leave(editing, missing, Pass(force, why))
    editing.submit(asked._replace(by=editing.me, force=gate.force, why=gate.why))


@deal.command("next")
@writing()
def deal_next(
    account: AccountArg = None,
    deal: DealArg = None,
    what: Annotated[
        str | None, typer.Argument(metavar="'DATE WHAT'", help="What is promised, and for when.")
    ] = None,
    with_: With = None,
    owner: Owner = None,
    channel: Text = text("--channel", "|".join(CHANNELS), "How.", CHANNELS),
    none: Annotated[bool, typer.Option("--none", help="Nothing is promised any more.")] = False,
    write: Write = Write(),
) -> None:
    """Say what was promised next.

    \b
    Example: crm deal next lakeview freezer "next tue present it" --with gloria-m
    Example: crm deal next lakeview freezer +7d --channel call
    """
    if none and (what or with_ or owner or channel):
        raise CrmError(Message("error-not-both", ("--none", "'DATE WHAT'")))
    editing = EditSession(write)
    page = editing.page(account)
    theirs, ours, how = (
        people(with_, page.account.contacts),
        editing.member(owner),
        maybe_one_of(channel, CHANNELS, "--channel"),
    )
    key = which_deal(editing, page, deal)
    if none:
        editing.submit(ClearNext(page.account.id, key))
    said = editing.asking.need(
        what, "'DATE WHAT'", "ask-next", check=lambda one: promised(editing, one)
    )
    found = step(editing, said, with_=theirs, owner=ours, channel=how)
    if found:
        editing.submit(PromiseNext(page.account.id, key, *found))


@deal.command("amount")
@writing()
def deal_amount(
    account: AccountArg = None,
    deal: DealArg = None,
    amount: Annotated[
        str | None, typer.Argument(metavar="AMOUNT", help="72_000_000, 68M, 16.5K.")
    ] = None,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Say what a deal is worth from a day on; what it was worth before stays in the file.

    \b
    Example: crm deal amount lakeview freezer 37.5K --why "One zone less"
    Example: crm deal amount lakeview freezer 38_000 --date 2026-08-03
    """
    editing = EditSession(write)
    page = editing.page(account)
    day = editing.day(date, past=True)
    key = which_deal(editing, page, deal)
    worth = amount_of(
        editing,
        editing.asking.need(
            amount, "AMOUNT", "ask-amount", check=lambda one: amount_of(editing, one, "AMOUNT")
        ),
        "AMOUNT",
    )
    editing.submit(RevalueDeal(page.account.id, key, worth, day, why))


@deal.command("close")
@writing()
def deal_close(
    account: AccountArg = None,
    deal: DealArg = None,
    close: Annotated[
        str | None, typer.Argument(metavar="DATE", help="When it should close now.")
    ] = None,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Say when a deal should close, as we see it now; the dates before stay in the file.

    \b
    Example: crm deal close lakeview freezer 2026-10-30 --why "Budget moved"
    Example: crm deal close halsted chiller "end of month"
    """
    editing = EditSession(write)
    page = editing.page(account)
    day = editing.day(date, past=True)
    key = which_deal(editing, page, deal)
    then = editing.day(editing.asking.need(close, "DATE", "ask-close", check=editing.as_day))
    editing.submit(ExpectClose(page.account.id, key, then, day, why))


deal.command("probability")(deal_probability)
deal.command("step")(deal_step)
deal.command("verbal")(deal_verbal)


deal.command("win")(deal_win)
deal.command("lose")(deal_lose)
deal.command("reopen")(deal_reopen)
