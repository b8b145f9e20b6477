"""A deal begins."""

from typing import Annotated, NoReturn

import typer

from crmcli.app.requests.deals.deals import OpenDeal, ProductTerms
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import (
    AccountArg,
    Day,
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
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.parse import listed_id, maybe_amount, new_id, number, only_once, step
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, meant_again
from crmcli.commands.write.deals.dealing import PERSON, SOURCE, SOURCED_BY, TYPE, parts
from crmcli.commands.write.deals.gate import leave
from crmcli.commands.write.find_deal import which_stage
from crmcli.domain.records.words import DEAL_TYPES, FUNCTIONS, SOURCES
from crmcli.edits.deals.gates import Pass

STEP = text("--next", "'DATE WHAT'", "What was promised next.")
Name = Annotated[str | None, typer.Argument(metavar="NAME", help="What the deal is about.")]
Stage = Annotated[
    str | None,
    typer.Option(
        "--stage",
        metavar="STAGE",
        help="Where it begins; the first stage by default.",
        autocompletion=complete.stages,
    ),
]


@writing()
def deal_new(
    account: AccountArg = None,
    name: Name = None,
    stage: Stage = None,
    type_: Text = TYPE,
    amount: Text = text("--amount", "AMOUNT", "What it is worth: 72_000_000, 68M."),
    close: Text = text("--close", "DATE", "When it should close."),
    product: Texts = texts("--product", "ID[=QTY]", "A product.", offers=complete.products),
    person: Texts = PERSON,
    owner: Owner = None,
    source: Text = SOURCE,
    sourced_by: Text = SOURCED_BY,
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
    Example: crm deal new prairie "Hall 2" --amount 18.5K --next "+3d first call"
    Example: crm deal new prairie "Hall 2" --product pm-plan=2 --source referral
    """
    editing = EditSession(write)
    page = editing.page(account)
    asked = OpenDeal(
        page.account.id,
        name or "",
        products=_products(editing, product),
        in_stage=which_stage(editing, stage) if stage else None,
        type=maybe_one_of(type_, DEAL_TYPES, "--type"),
        owner=editing.member(owner),
        source=maybe_one_of(source, SOURCES, "--source"),
        sourced_by=maybe_one_of(sourced_by, FUNCTIONS, "--sourced-by"),
        amount=maybe_amount(editing, amount, "--amount"),
        close=editing.day(close) if close else None,
        people=parts(page.account, person),
        competitors=competitor or (),
        next=step(editing, next_),
        note=note,
        date=editing.day(date, past=True),
        id=new_id(id),
    )
    asked = asked._replace(name=editing.asking.need_text(name, "NAME", "ask-deal-name"))
    _submit(editing, page, asked, Pass(force, why), again=again)


def _submit(
    editing: EditSession, page: Page, asked: OpenDeal, gate: Pass, *, again: bool
) -> NoReturn:
    """Open it, if its gate and a deal that is called the same let it pass. Raises CrmError."""
    missing = asked.missing(page.account, editing.policy, editing.today)
    instead = asked.instead(page.account, editing.policy, editing.today)
    gate = leave(editing, missing, gate, instead=instead)
    same = asked.already(page.account)
    again = meant_again(editing, page, same, again=again)
    editing.submit(asked._replace(by=editing.me, force=gate.force, why=gate.why, again=again))


def _products(editing: EditSession, said: list[str] | None) -> dict[str, ProductTerms]:
    """Every `--product ID[=QTY]`. Raises CrmError, also for one that is named twice."""
    found: dict[str, ProductTerms] = {}
    for key, _, qty in (word.partition("=") for word in said or ()):
        meant = listed_id(key, editing.policy.products, "--product")
        only_once(meant, found, "--product")
        found[meant] = ProductTerms(number(qty or "1", "--product"))
    return found
