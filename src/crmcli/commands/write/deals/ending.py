"""How a deal ends: won, lost, fizzled out or never real; and opened again."""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Day, DealArg, Force, Note, Text, Why, text
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import listed_id, not_both
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.deals.gate import leave
from crmcli.commands.write.find_deal import which_deal, which_stage
from crmcli.domain.records.account import Account, Outcome
from crmcli.edits.deals import outcomes
from crmcli.edits.deals.deals import still_open
from crmcli.edits.deals.gates import Pass, before_winning
from crmcli.edits.entries import has_come
from crmcli.edits.record_editor import Draft


@writing()
def deal_win(
    account: AccountArg = None,
    deal: DealArg = None,
    note: Note = None,
    force: Force = False,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Note that a deal is sold. Discounts below the floor need their approval, and the steps to the
    signature must be done.

    \b
    Example: crm deal win hanbit pt2-batch
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day = which_deal(editing, page, deal), editing.day(date, past=True)
    still_open(page.account, key)
    gate = leave(editing, before_winning(page.account, key, editing.policy, day), Pass(force, why))

    def make(draft: Draft, record: Account) -> None:
        outcomes.win(draft, record, key, day, editing.policy, gate, note=note)

    editing.change(page, make)


@writing()
def deal_lose(
    account: AccountArg = None,
    deal: DealArg = None,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            metavar="REASON",
            help="Why; one of those in crm.yaml.",
            autocompletion=complete.reasons,
        ),
    ] = None,
    competitor: Text = text("--competitor", "NAME", "Who got it, if anybody did."),
    no_decision: Annotated[
        bool, typer.Option("--no-decision", help="It fizzled out: nobody decided anything.")
    ] = False,
    invalid: Annotated[
        bool,
        typer.Option(
            "--invalid", help="It never was one: a duplicate, or not real. Outside every rate."
        ),
    ] = False,
    verified_by: Text = text(
        "--verified-by",
        "WHO",
        "Who confirmed the reason: `buyer` if the customer said so, else who.",
    ),
    revisit: Text = text("--revisit", "DATE", "When to ask again."),
    note: Note = None,
    force: Force = False,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Note that a deal ended without a sale, and why.

    \b
    Example: crm deal lose hanbit mes --reason price --revisit +6m
    """
    not_both(no_decision=no_decision, invalid=invalid)
    editing = EditSession(write)
    page = editing.page(account)
    day, again = editing.day(date, past=True), editing.day(revisit) if revisit else None
    key = which_deal(editing, page, deal)
    result = "invalid" if invalid else "no_decision" if no_decision else "lost"
    reasons = editing.policy.reasons
    if reason is None and not invalid and not force and editing.asking.may_ask:
        choices = [
            Choice(name, editing.session.phrases.label(spec.label))
            for name, spec in reasons.items()
        ]
        reason = editing.asking.need(
            None,
            "--reason",
            "ask-reason",
            choices,
            check=lambda one: listed_id(one, reasons, "--reason"),
        )
    outcome = Outcome(
        result=result,
        date=day,
        reason=listed_id(reason, reasons, "--reason") if reason else None,
        competitor=competitor,
        verified_by=verified_by,
        note=note,
        revisit=again,
    )
    if (
        outcome.result != "invalid"
        and not force
        and editing.asking.may_ask
        and outcomes.needs_note(outcome, editing.policy)
    ):
        outcome = outcome._replace(note=editing.asking.need_text(None, "--note", "ask-note"))
    editing.change(
        page,
        lambda draft, record: outcomes.lose(
            draft, record, key, outcome, editing.policy, Pass(force, why)
        ),
    )


@writing()
def deal_reopen(
    account: AccountArg = None,
    deal: DealArg = None,
    stage: Annotated[
        str | None,
        typer.Option(
            "--stage",
            metavar="STAGE",
            help="Where it stands now; the stage it ended in by default.",
            autocompletion=complete.stages,
        ),
    ] = None,
    force: Force = False,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Open a deal again that had ended; how it had ended stays in the file.

    \b
    Example: crm deal reopen hanbit mes --why "They asked for a new offer"
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day = which_deal(editing, page, deal, ended=True), editing.day(date, past=True)
    has_come(day, editing.today)
    outcomes.ending(page.account, key)
    last = page.account.deals[key].stages
    then = which_stage(editing, stage) if stage or not last else last[-1].value
    reason = editing.asking.need_text(why, "--why", "ask-why")
    missing = outcomes.before_reopening(page.account, key, then, editing.policy, day)
    gate = leave(editing, missing, Pass(force, reason))

    def make(draft: Draft, record: Account) -> None:
        outcomes.reopen(
            draft, record, key, then, day, editing.policy, gate, why=reason, by=editing.me
        )

    editing.change(page, make)
