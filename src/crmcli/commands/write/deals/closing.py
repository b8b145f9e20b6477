"""The way to the signature: they said yes, and what has to happen until they sign."""

from collections.abc import Iterable
from typing import Annotated

import typer

from crmcli.app.requests.deals.signing import AgreeDeal, DropSteps, PlanSteps, TickSteps
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Day, DealArg, Text, text
from crmcli.commands.shared.asking import Choice, any_text
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import new_id, not_both
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.find_deal import which_deal
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import one_id
from crmcli.edits.entries import has_come
from crmcli.edits.names import new_id as made_of


@writing()
def deal_verbal(
    account: AccountArg = None, deal: DealArg = None, date: Day = None, write: Write = Write()
) -> None:
    """Note that they said yes, before anything is signed.

    \b
    Example: crm deal verbal halsted chiller --date yesterday
    Example: crm deal verbal halsted chiller --commit
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day = which_deal(editing, page, deal), editing.day(date, past=True)
    has_come(day, editing.today)
    editing.submit(AgreeDeal(page.account.id, key, day))


@writing()
def deal_step(
    account: AccountArg = None,
    deal: DealArg = None,
    steps: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="STEP...",
            help="What has to happen before they sign.",
            autocompletion=complete.steps,
        ),
    ] = None,
    done: Text = text("--done", "DATE", "The day it happened: today, yesterday, 2026-08-03."),
    drop: Annotated[bool, typer.Option("--drop", help="It is not needed.")] = False,
    write: Write = Write(),
) -> None:
    """Say what has to happen before a deal is signed, and what of it is done.

    \b
    Example: crm deal step halsted chiller legal-review signature
    Example: crm deal step halsted chiller legal-review --done today
    """
    not_both(done=done, drop=drop)
    editing = EditSession(write)
    page = editing.page(account)
    key = which_deal(editing, page, deal)
    known = page.account.deals[key].steps
    if not (done or drop):
        new = [
            _called(each)
            for each in steps or [editing.asking.need(None, "STEP", "ask-step", check=_called)]
        ]
        editing.submit(PlanSteps(page.account.id, key, new))
    open_ = [Choice(name) for name, each in known.items() if drop or each.done is None]
    named = _named(editing, steps, "ask-step-done" if done else "ask-step-drop", known, open_)
    if drop:
        editing.submit(DropSteps(page.account.id, key, named))
    day = editing.day(done, past=True)
    has_come(day, editing.today)
    editing.submit(TickSteps(page.account.id, key, named, day))


def _named(
    editing: EditSession,
    said: list[str] | None,
    question: str,
    known: Iterable[str],
    choices: list[Choice],
) -> list[str]:
    """The steps that are meant: those named, else the one a person says."""

    def meant(one: str) -> str:
        return one_id(one, known, "STEP")

    return [
        meant(each)
        for each in said or [editing.asking.need(None, "STEP", question, choices, check=meant)]
    ]


def _called(said: str) -> str:
    """What a step is called in the file: as it was said where that is an id, else its letters.
    Raises CrmError where it has none.
    """
    any_text(said)
    try:
        return new_id(said) or said
    except CrmError:
        if not any(each.isalnum() for each in said):
            raise
        return made_of(said, ())
