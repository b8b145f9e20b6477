"""Who holds a role, and who of ours stands for it."""

from typing import Annotated

import typer

from crmcli.app.requests.roles import StaffRole
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Text, text
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import not_both, people
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.log import contact_choices
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_contact
from crmcli.domain.people.coverage import required_roles
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.edits.roles import role_meant

RoleArg = Annotated[
    str | None,
    typer.Argument(metavar="ROLE", help="Id or label.", autocompletion=complete.roles),
]
Holders = Annotated[
    list[str] | None,
    typer.Option(
        *names("--contact"),
        metavar="CONTACT",
        help="Who holds the role; may be repeated. In place of who held it.",
        autocompletion=complete.contacts,
    ),
]
Nobody = Annotated[bool, typer.Option("--nobody", help="Nobody is known to hold it any more.")]
Rep = Annotated[
    str | None,
    typer.Option(
        "--rep",
        metavar="MEMBER",
        help="Who of ours stands for it.",
        autocompletion=complete.members,
    ),
]
Waive = Annotated[
    str | None,
    typer.Option(
        "--waive",
        metavar="WHY",
        help="Nobody is needed here, and why: the role leaves the count.",
    ),
]
Unwaive = Annotated[bool, typer.Option("--unwaive", help="The role counts again.")]


@writing()
def role(
    account: AccountArg = None,
    role: RoleArg = None,
    contact: Holders = None,
    nobody: Nobody = False,
    rep: Rep = None,
    value: Text = text("--value", "TEXT", "What the role gains from us."),
    unit: Text = text(
        "--unit", "SITE", "At which site the role is: a plant, a lab, the head office."
    ),
    waive: Waive = None,
    unwaive: Unwaive = False,
    write: Write = Write(),
) -> None:
    """Say who holds a role, who of ours stands for it, or that nobody is needed.

    \b
    Example: crm role dockside gm --contact mack-e --rep luis-o
    Example: crm role prairie safety-mgr --waive "The landlord sees to it"
    """
    not_both(contact=contact, nobody=nobody)
    not_both(waive=waive, unwaive=unwaive)
    editing = EditSession(write)
    page = editing.page(account)
    key = role_of(editing, page.account, role)
    if not (contact or nobody or rep or value or unit or waive or unwaive):
        contact = _holders(editing, page.account)
    held = [] if nobody else people(contact, page.account.contacts) or None
    ours = editing.member(rep)
    editing.submit(
        StaffRole(
            page.account.id,
            key,
            contacts=held,
            rep=ours,
            value=value,
            unit=unit,
            waive=waive,
            unwaive=unwaive,
        )
    )


def _holders(editing: EditSession, account: Account) -> list[str]:
    """Who holds it, as somebody says. Raises CrmError where nobody can be asked."""
    found = editing.asking.several(
        None,
        "ask-holder",
        contact_choices(account),
        check=lambda one: find_contact(one, account.contacts),
        needed=True,
    )
    if not found:
        raise CrmError(Message("error-edit-what"), Message("hint-edit-role"))
    return found


def role_of(editing: EditSession, account: Account, said: str | None) -> str:
    """The role that is meant."""
    choices = [
        Choice(key, editing.session.phrases.label(spec.label))
        for key, spec in required_roles(account, editing.policy).items()
    ]

    def meant(one: str) -> str:
        return role_meant(one, account, editing.policy)

    return meant(editing.asking.need(said, "ROLE", "ask-role", choices, check=meant))
