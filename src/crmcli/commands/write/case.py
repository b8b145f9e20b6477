"""Cases: complaints, questions and requests, opened and closed."""

from typing import Annotated

import typer

from crmcli.app.requests.cases import CloseCase, OpenCase
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Day, Id, Owner, Text, text
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.lists import case_list
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import new_id
from crmcli.commands.shared.words import one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, meant_again
from crmcli.commands.write.find_deal import deal_named, person_meant
from crmcli.domain.naming import find_contact, one_id
from crmcli.domain.records.words import CASE_KINDS

case = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="List, open and close complaints, questions and requests.",
)
case.command("list")(case_list)
CaseArg = Annotated[
    str | None,
    typer.Argument(
        metavar="CASE", help="Id, or the beginning of one.", autocompletion=complete.cases
    ),
]


@case.command("open")
@writing()
def case_open(
    account: AccountArg = None,
    what: Annotated[str | None, typer.Argument(metavar="WHAT", help="What it is about.")] = None,
    kind: Text = text(
        "--kind", "|".join(CASE_KINDS), "Complaint by default.", CASE_KINDS, default="complaint"
    ),
    contact: Annotated[
        str | None,
        typer.Option(
            *names("--contact"),
            metavar="CONTACT",
            help="Who said so.",
            autocompletion=complete.contacts,
        ),
    ] = None,
    owner: Owner = None,
    deal: Annotated[
        str | None,
        typer.Option(
            "--deal", metavar="DEAL", help="The deal it is about.", autocompletion=complete.deals
        ),
    ] = None,
    date: Day = None,
    id: Id = None,
    again: Again = False,
    write: Write = Write(),
) -> None:
    """Open a case: a complaint, a question or a request.

    \b
    Example: crm case open lakeview "Compressor 2 is down" --contact pete-s
    Example: crm case open lakeview "Which filters fit?" --kind question
    """
    editing = EditSession(write)
    page = editing.page(account)
    contact = contact or person_meant(page.account, account)
    asked = OpenCase(
        page.account.id,
        what or "",
        one_of(kind or "complaint", CASE_KINDS, "--kind"),
        opened=editing.day(date, past=True),
        contact=find_contact(contact, page.account.contacts) if contact else None,
        owner=editing.member(owner) or editing.me,
        deal=deal_named(page.account, deal) if deal else None,
        id=new_id(id),
    )
    asked = asked._replace(what=editing.asking.need_text(what, "WHAT", "ask-what"))
    same = asked.already(page.account)
    editing.submit(asked._replace(again=meant_again(editing, page, same, again=again)))


@case.command("close")
@writing()
def case_close(
    account: AccountArg = None,
    case: CaseArg = None,
    resolution: Annotated[
        str | None, typer.Argument(metavar="RESOLUTION", help="What came of it.")
    ] = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Close a case, with what came of it.

    \b
    Example: crm case close prairie rattle "Duct hanger replaced"
    Example: crm case close prairie rattle "Duct hanger replaced" --date yesterday
    """
    editing = EditSession(write)
    page = editing.page(account)
    known, day = page.account.cases, editing.day(date, past=True)
    open_ = [
        Choice(key, each.what or each.kind) for key, each in known.items() if each.closed is None
    ]
    key = one_id(
        editing.asking.need(
            case, "CASE", "ask-case", open_, check=lambda one: one_id(one, known, "CASE")
        ),
        known,
        "CASE",
    )
    told = editing.asking.need_text(resolution, "RESOLUTION", "ask-resolution")
    editing.submit(CloseCase(page.account.id, key, told, day))
