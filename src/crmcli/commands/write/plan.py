"""Plans: how an unknown role gets known, or a stance better."""

from datetime import date as Date
from typing import Annotated

import typer

from crmcli.app.requests.plans import AddPlan, DropPlan, FinishPlan, ProgressPlan
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Day, Id, Owner, Text, text
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.lists import plan_list
from crmcli.commands.shared.parse import new_id
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, meant_again
from crmcli.commands.write.log import contact_choices
from crmcli.domain.naming import find_contact, one_id
from crmcli.domain.people.coverage import is_open, required_roles
from crmcli.domain.records.account import Account
from crmcli.domain.records.words import PLAN_KINDS, STANCES
from crmcli.edits.plans import target_meant

plan = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Plan for roles nobody is known in, and for people who could be friendlier.",
)
plan.command("list")(plan_list)
PlanArg = Annotated[
    str | None,
    typer.Argument(
        metavar="PLAN", help="Id, or the beginning of one.", autocompletion=complete.plans
    ),
]

For = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="ROLE|CONTACT",
        help="Whom it is about.",
        autocompletion=complete.targets,
    ),
]
Via = Annotated[
    str | None,
    typer.Option(
        "--via", metavar="CONTACT", help="Who introduces us.", autocompletion=complete.contacts
    ),
]


def chosen(editing: EditSession, page: Page, said: str | None) -> str:
    """The plan that is meant. Raises CrmError when none or several may be."""
    plans = page.account.plans
    open_ = [
        Choice(key, each.how or each.for_)
        for key, each in plans.items()
        if is_open(each, editing.today)
    ]
    return one_id(
        editing.asking.need(
            said, "PLAN", "ask-plan", open_, check=lambda one: one_id(one, plans, "PLAN")
        ),
        plans,
        "PLAN",
    )


@plan.command("add")
@writing()
def plan_add(
    account: AccountArg = None,
    for_: For = None,
    kind: Text = text("--kind", "|".join(PLAN_KINDS), "What it is to bring.", PLAN_KINDS),
    how: Text = text("--how", "TEXT", "What we will do."),
    via: Via = None,
    owner: Owner = None,
    due: Text = text("--due", "DATE", "By when: 2026-12-01, +3w, end of month."),
    from_: Text = text("--from", "|".join(STANCES), "The stance now.", STANCES),
    to: Text = text("--to", "|".join(STANCES), "The stance wanted.", STANCES),
    id: Id = None,
    again: Again = False,
    write: Write = Write(),
) -> None:
    """Plan how to get to know a role, or to win a person over.

    \b
    Example: crm plan add lakeview --for gm --how "Plant tour" --due +3w
    Example: crm plan add lakeview --for ines-r --kind convert --due +4w
    """
    editing = EditSession(write)
    page = editing.page(account)
    task = AddPlan(
        page.account.id,
        for_=_target(editing, page.account, for_) if for_ else "",
        kind=maybe_one_of(kind, PLAN_KINDS, "--kind"),
        via=find_contact(via, page.account.contacts) if via else None,
        owner=editing.member(owner) or editing.me,
        due=editing.day(due) if due else Date.min,
        from_=maybe_one_of(from_, STANCES, "--from"),
        to=maybe_one_of(to, STANCES, "--to"),
        id=new_id(id),
    )
    task = task._replace(for_=task.for_ or _target(editing, page.account, for_))
    task = task._replace(how=editing.asking.may_text(how, "ask-how"))
    if not due:
        day = editing.asking.need(due, "--due", "ask-due", check=editing.as_day)
        task = task._replace(due=editing.day(day))
    same = task.already(page.account)
    editing.submit(task._replace(again=meant_again(editing, page, same, again=again)))


def _target(editing: EditSession, account: Account, said: str | None) -> str:
    """A role or a contact: whichever answers to the word."""
    specs = required_roles(account, editing.policy)
    roles = [Choice(key, editing.session.phrases.label(spec.label)) for key, spec in specs.items()]

    def target(asked: str) -> str:
        return target_meant(asked, account, editing.policy)

    offered = [*roles, *contact_choices(account)]
    return target(editing.asking.need(said, "--for", "ask-target", offered, check=target))


@plan.command("progress")
@writing()
def plan_progress(
    account: AccountArg = None,
    plan: PlanArg = None,
    what: Annotated[str | None, typer.Argument(metavar="WHAT", help="What was done.")] = None,
    due: Text = text("--due", "DATE", "A new due day."),
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Note what was done for a plan; its due day may move.

    \b
    Example: crm plan progress lakeview ask-hal "Invited" --due "end of month"
    Example: crm plan progress lakeview ask-hal "Invited" --date yesterday
    """
    editing = EditSession(write)
    page = editing.page(account)
    day, later = editing.day(date, past=True), editing.day(due) if due else None
    key = chosen(editing, page, plan)
    told = editing.asking.need_text(what, "WHAT", "ask-done")
    editing.submit(ProgressPlan(page.account.id, key, told, day, later, editing.me))


@plan.command("done")
@writing()
def plan_done(
    account: AccountArg = None,
    plan: PlanArg = None,
    result: Annotated[
        str | None, typer.Argument(metavar="[RESULT]", help="What came of it.")
    ] = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Note that a plan is carried out.

    \b
    Example: crm plan done lakeview find-buyer "Jo named her: Ann Keller"
    Example: crm plan done lakeview find-buyer --date yesterday
    """
    editing = EditSession(write)
    page = editing.page(account)
    day = editing.day(date, past=True)
    editing.submit(FinishPlan(page.account.id, chosen(editing, page, plan), result, day))


@plan.command("drop")
@writing()
def plan_drop(
    account: AccountArg = None,
    plan: PlanArg = None,
    why: Text = text("--why", "TEXT", "Why it is given up."),
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Give a plan up, and say why.

    \b
    Example: crm plan drop bluestem lunch --why "She left"
    Example: crm plan drop bluestem lunch --why "She left" -n
    """
    editing = EditSession(write)
    page = editing.page(account)
    day = editing.day(date, past=True)
    key = chosen(editing, page, plan)
    reason = editing.asking.need_text(why, "--why", "ask-why")
    editing.submit(DropPlan(page.account.id, key, reason, day))
