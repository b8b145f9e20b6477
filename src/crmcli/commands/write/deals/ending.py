"""How a deal ends: won, lost, fizzled out or never real; and opened again."""

from typing import Annotated

import typer

from crmcli.app.requests.deals.ends import LoseDeal, ReopenDeal, WinDeal
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Day, DealArg, Force, Note, Text, Why, text
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import listed_id, not_both
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.deals.gate import leave
from crmcli.commands.write.find_deal import which_deal, which_stage
from crmcli.edits.deals import outcomes
from crmcli.edits.deals.gates import Pass
from crmcli.edits.entries import has_come

Reason = Annotated[
    str | None,
    typer.Option(
        "--reason",
        metavar="REASON",
        help="Why; one of those in crm.yaml.",
        autocompletion=complete.reasons,
    ),
]
NoDecision = Annotated[
    bool, typer.Option("--no-decision", help="It fizzled out: nobody decided anything.")
]
Invalid = Annotated[
    bool,
    typer.Option(
        "--invalid", help="It never was one: a duplicate, or not real. Outside every rate."
    ),
]
Stage = Annotated[
    str | None,
    typer.Option(
        "--stage",
        metavar="STAGE",
        help="Where it stands now; the stage it ended in by default.",
        autocompletion=complete.stages,
    ),
]
VERIFIED_BY = text(
    "--verified-by",
    "WHO",
    "Who confirmed the reason: `buyer` if the customer said so, else who.",
)


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
    Example: crm deal win halsted chiller
    Example: crm deal win halsted chiller --date yesterday --commit
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day = which_deal(editing, page, deal), editing.day(date, past=True)
    asked = WinDeal(page.account.id, key, note, day)
    missing = asked.missing(page.account, editing.policy, editing.today)
    gate = leave(editing, missing, Pass(force, why))
    editing.submit(asked._replace(force=gate.force, why=gate.why))


@writing()
def deal_lose(
    account: AccountArg = None,
    deal: DealArg = None,
    reason: Reason = None,
    competitor: Text = text("--competitor", "NAME", "Who got it, if anybody did."),
    no_decision: NoDecision = False,
    invalid: Invalid = False,
    verified_by: Text = VERIFIED_BY,
    revisit: Text = text("--revisit", "DATE", "When to ask again."),
    note: Note = None,
    force: Force = False,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Note that a deal ended without a sale, and why.

    \b
    Example: crm deal lose lakeview freezer --reason price --revisit +6m
    Example: crm deal lose dockside building-c --no-decision --reason timing
    """
    not_both(no_decision=no_decision, invalid=invalid)
    editing = EditSession(write)
    page = editing.page(account)
    day, again = editing.day(date, past=True), editing.day(revisit) if revisit else None
    key = which_deal(editing, page, deal)
    may_ask = not invalid and not force and editing.asking.may_ask
    if reason is None and may_ask:
        reason = _reason(editing)
    asked = LoseDeal(
        page.account.id,
        key,
        result="invalid" if invalid else "no_decision" if no_decision else "lost",
        reason=listed_id(reason, editing.policy.reasons, "--reason") if reason else None,
        competitor=competitor,
        verified_by=verified_by,
        note=note,
        revisit=again,
        date=day,
        force=force,
        why=why,
    )
    if may_ask and outcomes.needs_note(asked.outcome(editing.today), editing.policy):
        asked = asked._replace(note=editing.asking.need_text(None, "--note", "ask-note"))
    editing.submit(asked)


def _reason(editing: EditSession) -> str:
    """Why it ended, as somebody says."""
    reasons, phrases = editing.policy.reasons, editing.session.phrases
    choices = [Choice(name, phrases.label(spec.label)) for name, spec in reasons.items()]

    def meant(one: str) -> str:
        return listed_id(one, reasons, "--reason")

    return editing.asking.need(None, "--reason", "ask-reason", choices, check=meant)


@writing()
def deal_reopen(
    account: AccountArg = None,
    deal: DealArg = None,
    stage: Stage = None,
    force: Force = False,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Open a deal again that had ended; how it had ended stays in the file.

    \b
    Example: crm deal reopen mercer four --why "They asked for a new offer"
    Example: crm deal reopen mercer four --stage survey --why "No clinic is sold"
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day = which_deal(editing, page, deal, ended=True), editing.day(date, past=True)
    has_come(day, editing.today)
    outcomes.ending(page.account, key)
    last = page.account.deals[key].stages
    then = which_stage(editing, stage) if stage or not last else last[-1].value
    reason = editing.asking.need_text(why, "--why", "ask-why")
    asked = ReopenDeal(page.account.id, key, reason, then, day)
    missing = asked.missing(page.account, editing.policy, editing.today)
    gate = leave(editing, missing, Pass(force, reason))
    editing.submit(asked._replace(by=editing.me, force=gate.force))
