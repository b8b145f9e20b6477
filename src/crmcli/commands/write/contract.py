"""Contracts: agreed, followed by another, ended."""

from datetime import date as Date
from typing import Annotated

import typer

from crmcli.app.requests.contracts import AddContract, EndContract, RenewContract
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Day, Id, Text, text
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.lists import contract_list
from crmcli.commands.shared.parse import maybe_amount, new_id
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, meant_again
from crmcli.commands.write.find_deal import deal_named
from crmcli.domain.naming import one_id
from crmcli.domain.records.words import PERIODS
from crmcli.edits.contracts import signed_by

contract = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="List, add, renew and end contracts.",
)
contract.command("list")(contract_list)
ContractArg = Annotated[
    str | None,
    typer.Argument(
        metavar="CONTRACT", help="Id, or the beginning of one.", autocompletion=complete.contracts
    ),
]
AMOUNT = text("--amount", "AMOUNT", "What it is worth: 72_000_000, 68M.")
PER = text("--per", "|".join(PERIODS), "Per what the amount is.", PERIODS)
SIGNED = text("--signed", "DATE", "The day it was signed, where that is before its first.")
Notice = Annotated[
    int | None,
    typer.Option(
        "--notice-days",
        metavar="N",
        min=0,
        help="How many days before its end notice has to be given.",
    ),
]


def chosen(editing: EditSession, page: Page, said: str | None) -> str:
    """The contract that is meant."""
    known = page.account.contracts
    choices = [Choice(key, f"{each.start} – {each.end or ''}") for key, each in known.items()]
    return one_id(
        editing.asking.need(
            said,
            "CONTRACT",
            "ask-contract",
            choices,
            check=lambda one: one_id(one, known, "CONTRACT"),
        ),
        known,
        "CONTRACT",
    )


def signed_on(editing: EditSession, said: str | None) -> Date | None:
    """The day somebody signed. Raises CrmError for one that has not come: nobody signs ahead."""
    if not said:
        return None
    day = editing.day(said, past=True)
    signed_by(day, editing.today)
    return day


@contract.command("add")
@writing()
def contract_add(
    account: AccountArg = None,
    start: Text = text("--start", "DATE", "Its first day."),
    end: Text = text("--end", "DATE", "Its last day."),
    deal: Annotated[
        str | None,
        typer.Option(
            "--deal", metavar="DEAL", help="The deal it came from.", autocompletion=complete.deals
        ),
    ] = None,
    amount: Text = AMOUNT,
    per: Text = PER,
    notice_days: Notice = None,
    signed: Text = SIGNED,
    id: Id = None,
    again: Again = False,
    write: Write = Write(),
) -> None:
    """Add a contract.

    \b
    Example: crm contract add halsted --start 2026-08-10 --end 2027-08-09
    Example: crm contract add halsted --start 2026-09-01 --amount 18K --per year
    """
    editing = EditSession(write)
    page = editing.page(account)
    asked = AddContract(
        page.account.id,
        start=editing.day(start) if start else editing.today,
        end=editing.day(end) if end else None,
        deal=deal_named(page.account, deal) if deal else None,
        amount=maybe_amount(editing, amount, "--amount"),
        per=maybe_one_of(per, PERIODS, "--per"),
        notice_days=notice_days,
        signed=signed_on(editing, signed),
        id=new_id(id),
    )
    if not start:
        said = editing.asking.need(start, "--start", "ask-start", check=editing.as_day)
        asked = asked._replace(start=editing.day(said))
    same = asked.already(page.account)
    editing.submit(asked._replace(again=meant_again(editing, page, same, again=again)))


@contract.command("renew")
@writing()
def contract_renew(
    account: AccountArg = None,
    contract: ContractArg = None,
    end: Text = text(
        "--end", "DATE", "The last day of the new one; as long as the old one by default."
    ),
    amount: Text = AMOUNT,
    per: Text = PER,
    notice_days: Notice = None,
    signed: Text = text(
        "--signed",
        "DATE",
        "The day it was signed; today by default, while the new one has not begun.",
    ),
    id: Id = None,
    write: Write = Write(),
) -> None:
    """Add the contract that follows one, from the day after its end, at the same terms unless told.

    \b
    Example: crm contract renew prairie y1 --amount 23.5K
    Example: crm contract renew prairie y1 --end 2027-09-30
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, wanted = chosen(editing, page, contract), new_id(id)
    editing.submit(
        RenewContract(
            page.account.id,
            key,
            end=editing.day(end) if end else None,
            amount=maybe_amount(editing, amount, "--amount"),
            per=maybe_one_of(per, PERIODS, "--per"),
            notice_days=notice_days,
            signed=signed_on(editing, signed),
            id=wanted,
        )
    )


@contract.command("end")
@writing()
def contract_end(
    account: AccountArg = None,
    contract: ContractArg = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Say which day is a contract's last.

    \b
    Example: crm contract end ogden y1 --date 2026-12-31
    Example: crm contract end ogden y1 --date today --dry-run
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day = chosen(editing, page, contract), editing.day(date)
    editing.submit(EndContract(page.account.id, key, day))
