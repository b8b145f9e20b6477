"""Deals while they are open: begun, moved, revalued, expected, and what is promised next. The
commands of their other sides join here.
"""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import (
    AccountArg,
    Day,
    DealArg,
    Force,
    Id,
    Note,
    Owner,
    Text,
    Texts,
    Why,
    text,
    texts,
)
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import amount as amount_of
from crmcli.commands.shared.parse import (
    listed_id,
    maybe_amount,
    new_id,
    number,
    only_once,
    people,
    promised,
    step,
)
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, named, unless_there
from crmcli.commands.write.deals.closing import deal_step, deal_verbal
from crmcli.commands.write.deals.dealing import deal_edit, deal_probability, parts
from crmcli.commands.write.deals.ending import deal_lose, deal_reopen, deal_win
from crmcli.commands.write.deals.gate import leave
from crmcli.commands.write.find_deal import which_deal, which_stage
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, NextStep, ProductLine
from crmcli.domain.records.words import CHANNELS, DEAL_PEOPLE, DEAL_TYPES, FUNCTIONS, SOURCES
from crmcli.domain.table import Message
from crmcli.edits.deals import deals as edits
from crmcli.edits.deals.deals import NewDeal
from crmcli.edits.deals.gates import Pass
from crmcli.edits.deals.steps import clear, promise
from crmcli.edits.record_editor import Draft

deal = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Deals: open, change, move, revalue, agree, win, lose, open again.",
)
STEP = text("--next", "'DATE WHAT'", "What was promised next.")


@deal.command("new")
@writing()
def deal_new(
    account: AccountArg = None,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="What the deal is about.")
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(
            "--stage",
            metavar="STAGE",
            help="Where it begins; the first stage by default.",
            autocompletion=complete.stages,
        ),
    ] = None,
    type_: Text = text("--type", "|".join(DEAL_TYPES), "What kind of deal.", DEAL_TYPES),
    amount: Text = text("--amount", "AMOUNT", "What it is worth: 72_000_000, 68M."),
    close: Text = text("--close", "DATE", "When it should close."),
    product: Texts = texts("--product", "ID[=QTY]", "A product.", offers=complete.products),
    person: Texts = texts(
        "--person",
        "CONTACT=ROLE",
        f"Somebody's part in it: {', '.join(DEAL_PEOPLE)}.",
        offers=complete.contacts,
    ),
    owner: Owner = None,
    source: Text = text("--source", "|".join(SOURCES), "Where it came from.", SOURCES),
    sourced_by: Text = text(
        "--sourced-by", "|".join(FUNCTIONS), "Which function of ours found it.", FUNCTIONS
    ),
    competitor: Texts = texts("--competitor", "NAME", "Against whom we stand."),
    next_: Text = STEP,
    force: Force = False,
    why: Why = None,
    date: Day = None,
    note: Note = None,
    id: Id = None,
    again: Again = False,
    write: Write = Write(),
) -> None:
    """Open a deal. Beyond the first stage, what the stages before it ask for is checked.

    \b
    Example: crm deal new hanbit "Plant 2" --amount 72M --next "+3d first call"
    """
    editing = EditSession(write)
    page = editing.page(account)
    products: dict[str, ProductLine] = {}
    for key, _, qty in (word.partition("=") for word in product or ()):
        meant = listed_id(key, editing.policy.products, "--product")
        only_once(meant, products, "--product")
        products[meant] = ProductLine(number(qty or "1", "--product"))
    new = NewDeal(
        name=name or "",
        stage=which_stage(editing, stage) if stage else next(iter(editing.policy.stages), None),
        type=maybe_one_of(type_, DEAL_TYPES, "--type"),
        owner=editing.member(owner),
        source=maybe_one_of(source, SOURCES, "--source"),
        sourced_by=maybe_one_of(sourced_by, FUNCTIONS, "--sourced-by"),
        products=products,
        amount=maybe_amount(editing, amount, "--amount"),
        close=editing.day(close) if close else None,
        people=parts(page.account, person),
        competitors=competitor or (),
        next=step(editing, next_),
        note=note,
    )
    day, wanted = editing.day(date, past=True), new_id(id)
    new = new._replace(name=editing.asking.need_text(name, "NAME", "ask-deal-name"))
    key = edits.called(page.account, new, wanted)
    missing = edits.before_beginning(page.account, key, new, day, editing.policy)
    gate = leave(
        editing, missing, Pass(force, why), instead=edits.first_stage_first(page.account, key, new)
    )

    def there(record: Account) -> Message | None:
        found = edits.same(record, new)
        return named(found, new.name) if found else None

    check = unless_there(editing, page, there, again=again or bool(wanted))

    def make(draft: Draft, record: Account) -> None:
        check(record)
        edits.open_deal(draft, record, new, day, editing.policy, gate, id_=wanted, by=editing.me)

    editing.change(page, make)


deal.command("edit")(deal_edit)


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
    Example: crm deal stage hanbit pt2-batch closing --next "fri contract draft"
    """
    editing = EditSession(write)
    page = editing.page(account)
    day, promised = editing.day(date, past=True), step(editing, next_)
    key, then = which_deal(editing, page, deal), which_stage(editing, stage)

    def seen(record: Account) -> Account:
        """The account with the promise made in the same breath."""
        if promised is None:
            return record
        deal = record.deals[key]._replace(next=NextStep(promised.date, promised.what))
        return record._replace(deals={**record.deals, key: deal})

    edits.still_open(page.account, key)
    missing = edits.before_moving(seen(page.account), key, then, day, editing.policy)
    gate = leave(editing, missing, Pass(force, why))

    def make(draft: Draft, record: Account) -> None:
        if promised:
            promise(draft, record, key, promised)
        edits.move(draft, seen(record), key, then, day, editing.policy, gate, by=editing.me)

    editing.change(page, make)


@deal.command("next")
@writing()
def deal_next(
    account: AccountArg = None,
    deal: DealArg = None,
    what: Annotated[
        str | None, typer.Argument(metavar="'DATE WHAT'", help="What is promised, and for when.")
    ] = None,
    with_: Annotated[
        list[str] | None,
        typer.Option(
            *names("--with"),
            metavar="CONTACT",
            help="Who of theirs agreed to it; may be repeated. The deal rests until then.",
            autocompletion=complete.contacts,
        ),
    ] = None,
    owner: Owner = None,
    channel: Text = text("--channel", "|".join(CHANNELS), "How.", CHANNELS),
    none: Annotated[bool, typer.Option("--none", help="Nothing is promised any more.")] = False,
    write: Write = Write(),
) -> None:
    """Say what was promised next.

    \b
    Example: crm deal next hanbit pt2-batch "next tue present it" --with lee-dh
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
        editing.change(page, lambda draft, _: clear(draft, key))
    said = editing.asking.need(
        what, "'DATE WHAT'", "ask-next", check=lambda one: promised(editing, one)
    )
    found = step(editing, said, with_=theirs, owner=ours, channel=how)

    def make(draft: Draft, record: Account) -> None:
        edits.still_open(record, key)
        if found:
            promise(draft, record, key, found)

    editing.change(page, make)


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
    Example: crm deal amount hanbit pt2-batch 68M --why "One line less"
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
    editing.change(
        page, lambda draft, record: edits.revalue(draft, record, key, worth, day, why=why)
    )


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
    Example: crm deal close hanbit pt2-batch 2026-10-31 --why "Budget moved"
    """
    editing = EditSession(write)
    page = editing.page(account)
    day = editing.day(date, past=True)
    key = which_deal(editing, page, deal)
    then = editing.day(editing.asking.need(close, "DATE", "ask-close", check=editing.as_day))
    editing.change(page, lambda draft, record: edits.expect(draft, record, key, then, day, why=why))


deal.command("probability")(deal_probability)
deal.command("step")(deal_step)
deal.command("verbal")(deal_verbal)


deal.command("win")(deal_win)
deal.command("lose")(deal_lose)
deal.command("reopen")(deal_reopen)
