"""People at an account: list, added, changed, gone, gone elsewhere."""

from typing import Annotated

import typer

from crmcli.app.requests.contacts import AddContact, EditContact, LeaveContact, MoveContact
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import (
    AccountArg,
    Clear,
    ContactArg,
    Custom,
    Day,
    ForeignId,
    Id,
    Note,
    Text,
    Texts,
    text,
    texts,
)
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.lists import contact_list
from crmcli.commands.shared.parse import new_id
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.find_contact import chosen
from crmcli.commands.write.known import customs, foreign, gone, something
from crmcli.commands.write.stance import contact_stance
from crmcli.commands.write.ways import addresses, numbers
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_contact
from crmcli.domain.records.account import Account
from crmcli.domain.records.words import CHANNELS, STANCES
from crmcli.domain.table import Message
from crmcli.edits.contacts import Person
from crmcli.edits.roles import role_meant
from crmcli.imports.cells.names import apart

contact = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="List, add and change the people at an account; say how they stand to us, who left "
    "and who moved.",
)
contact.command("list")(contact_list)
contact.command("stance")(contact_stance)
CLEARED = {
    "title": "title",
    "phone": "phones",
    "email": "emails",
    "channel": "channel",
    "reports-to": "reports_to",
    "note": "note",
    "foreign-id": "ids",
    "custom": "custom",
}

Name = Annotated[str | None, typer.Argument(metavar="NAME", help="As the person writes it.")]
TITLE = text("--title", "TEXT", "Title.")
CHANNEL = text("--channel", "|".join(CHANNELS), "What works for this person.", CHANNELS)
REPORTS_TO = text(
    "--reports-to", "CONTACT", "Whom the person reports to.", offers=complete.contacts
)
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        help="A role the person holds; may be repeated.",
        autocompletion=complete.roles,
    ),
]
Rep = Annotated[
    str | None,
    typer.Option(
        "--rep",
        metavar="MEMBER",
        help="Who of ours stands for these roles.",
        autocompletion=complete.members,
    ),
]
AnotherId = Annotated[
    str | None,
    typer.Option(
        "--id",
        metavar="ID",
        help="A new id; everything in the book that names the person follows.",
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="ACCOUNT",
        help="Where the person works now.",
        autocompletion=complete.accounts,
    ),
]


def _apart(editing: EditSession, said: str, title: str | None) -> tuple[str, str | None]:
    """The name without the title that was said with it, and that title, which is told."""
    name, found = apart(said, title)
    if found and title is None:
        editing.session.screen.tell(editing.session.phrases("told-title-apart", found))
    return name, found or None


@contact.command("add")
@writing()
def contact_add(
    account: AccountArg = None,
    name: Name = None,
    title: Text = TITLE,
    phone: Texts = texts("--phone", "NUMBER", "A phone number."),
    email: Texts = texts("--email", "ADDRESS", "An e-mail address."),
    channel: Text = CHANNEL,
    reports_to: Text = REPORTS_TO,
    role: Roles = None,
    rep: Rep = None,
    stance: Text = text("--stance", "|".join(STANCES), "How the person stands to us.", STANCES),
    date: Day = None,
    note: Note = None,
    custom: Custom = None,
    id: Id = None,
    write: Write = Write(),
) -> None:
    """Add a person.

    \b
    Example: crm contact add lakeview "Ann Keller" --role purchasing --title Buyer
    Example: crm contact add lakeview "Ann Keller" --stance neutral
    """
    editing = EditSession(write)
    known = editing.page(account).account
    person = _person(known, None, None, phone, email, channel, reports_to, note)
    roles = [role_meant(each, known, editing.policy) for each in role or ()]
    value = maybe_one_of(stance, STANCES, "--stance")
    day, wanted = editing.day(date, past=True), new_id(id)
    own = customs(editing, custom, "contact")
    if rep and not roles:
        raise CrmError(Message("error-rep-of-no-role"), Message("hint-rep-of-no-role"))
    ours = editing.member(rep)
    said = editing.asking.need_text(name, "NAME", "ask-name")
    called, title = _apart(editing, said, title)
    asked = AddContact(
        known.id,
        called,
        *person._replace(title=title)[1:],
        roles=roles,
        rep=ours,
        stance=value,
        date=day,
        by=editing.me if value else None,
        custom=own,
        id=wanted,
    )
    editing.submit(asked)


@contact.command("edit")
@writing()
def contact_edit(
    account: AccountArg = None,
    contact: ContactArg = None,
    name: Text = text("--name", "NAME", "As the person writes it."),
    title: Text = TITLE,
    phone: Texts = texts("--phone", "NUMBER", "The phone numbers, in place of those before."),
    email: Texts = texts("--email", "ADDRESS", "The e-mail addresses, in place of those before."),
    channel: Text = CHANNEL,
    reports_to: Text = REPORTS_TO,
    note: Note = None,
    foreign_id: ForeignId = None,
    custom: Custom = None,
    clear: Clear = None,
    id: AnotherId = None,
    write: Write = Write(),
) -> None:
    """Change what is known of a person.

    \b
    Example: crm contact edit lakeview jo-t --title Controller --channel call
    Example: crm contact edit lakeview pete-s --email pete@lakeviewfoods.example
    """
    editing = EditSession(write)
    page = editing.page(account)
    key = chosen(editing, page, contact)
    if name:
        name, title = _apart(editing, name, title)
    person = _person(page.account, name, title, phone, email, channel, reports_to, note)
    wanted, own = new_id(id), customs(editing, custom, "contact")
    cleared = gone(clear, CLEARED)
    ids = foreign(foreign_id)
    if person == Person() and wanted is None:
        something(own, ids, cleared)
    if wanted is not None:
        editing.whole_book()
    asked = EditContact(page.account.id, key, *person, own, ids, cleared, wanted)
    editing.submit(asked)


def _person(
    account: Account,
    name: str | None,
    title: str | None,
    phone: list[str] | None,
    email: list[str] | None,
    channel: str | None,
    reports_to: str | None,
    note: str | None,
) -> Person:
    """What was said of a person. Raises CrmError."""
    above = find_contact(reports_to, account.contacts) if reports_to else None
    how = maybe_one_of(channel, CHANNELS, "--channel")
    return Person(name, title, numbers(phone), addresses(email), how, above, note)


@contact.command("left")
@writing()
def contact_left(
    account: AccountArg = None, contact: ContactArg = None, date: Day = None, write: Write = Write()
) -> None:
    """Note that a person has left, and take the name out of the roles: they become free.

    \b
    Example: crm contact left lakeview jo-t --date 2026-07-31
    Example: crm contact left lakeview jo-t --date yesterday --commit
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day = chosen(editing, page, contact), editing.day(date, past=True)
    editing.submit(LeaveContact(page.account.id, key, day))


@contact.command("move")
@writing()
def contact_move(
    account: AccountArg = None,
    contact: ContactArg = None,
    to: To = None,
    title: Text = text("--title", "TEXT", "The title there."),
    date: Day = None,
    id: Id = None,
    write: Write = Write(),
) -> None:
    """Note that a person went to another account: left here, a contact there, with phones and
    addresses.

    \b
    Example: crm contact move lakeview jo-t --to prairie-print --title "Team lead"
    Example: crm contact move lakeview jo-t --to prairie-print --dry-run
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day, wanted = chosen(editing, page, contact), editing.day(date, past=True), new_id(id)
    there = editing.page(editing.asking.need(to, "--to", "ask-to", check=editing.file_of))
    editing.submit(
        MoveContact(
            page.account.id,
            key,
            there.account.id,
            title=title,
            date=day if date is not None else None,
            id=wanted,
        )
    )
