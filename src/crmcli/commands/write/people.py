"""People: contacts, and the roles they hold."""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from crmcli.app.requests.contacts import AddContact, EditContact, MoveContact
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import (
    AccountArg,
    Clear,
    ContactArg,
    Custom,
    Day,
    Id,
    Note,
    Text,
    Texts,
    text,
    texts,
)
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import new_id, not_both, people
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.known import customs, gone, something
from crmcli.commands.write.log import contact_choices
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_contact
from crmcli.domain.people.coverage import required_roles
from crmcli.domain.records.account import Account
from crmcli.domain.records.words import CHANNELS, STANCES
from crmcli.domain.table import Message
from crmcli.edits import contacts as edits
from crmcli.edits import roles as role_edits
from crmcli.edits.contacts import Person
from crmcli.edits.fields import FieldChanges
from crmcli.edits.record_editor import Draft
from crmcli.imports import values

contact = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="People at an account: add, change, note that they left or moved.",
)
CLEARED = {
    "title": "title",
    "phone": "phones",
    "email": "emails",
    "channel": "channel",
    "reports-to": "reports_to",
    "note": "note",
    "custom": "custom",
}


def chosen(editing: EditSession, page: Page, said: str | None) -> str:
    """The contact that is meant."""
    known = page.account.contacts
    return find_contact(
        editing.asking.need(
            said,
            "CONTACT",
            "ask-contact",
            contact_choices(page.account),
            check=lambda one: find_contact(one, known),
        ),
        known,
    )


def _numbers(said: Sequence[str] | None) -> Sequence[str] | None:
    """The phone numbers, as an import would take them. Raises CrmError for what is none."""
    return _taken(values.phones, said, "--phone", "told-import-no-phone")


def _addresses(said: Sequence[str] | None) -> Sequence[str] | None:
    """The e-mail addresses, as an import would take them. Raises CrmError for what is none."""
    return _taken(values.emails, said, "--email", "told-import-no-email")


def _taken(
    read: Callable[[values.Cells], values.Values],
    said: Sequence[str] | None,
    option: str,
    wrong: str,
) -> Sequence[str] | None:
    if not said:
        return None
    if not all(each.strip() for each in said):
        raise CrmError(Message(wrong, (option, "")))
    found, left = read((option, each) for each in said)
    for why in left:
        raise CrmError(why)
    return found


@contact.command("add")
@writing()
def contact_add(
    account: AccountArg = None,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="As the person writes it.")
    ] = None,
    title: Text = text("--title", "TEXT", "Title."),
    phone: Texts = texts("--phone", "NUMBER", "A phone number."),
    email: Texts = texts("--email", "ADDRESS", "An e-mail address."),
    channel: Text = text("--channel", "|".join(CHANNELS), "What works for this person.", CHANNELS),
    reports_to: Text = text(
        "--reports-to", "CONTACT", "Whom the person reports to.", offers=complete.contacts
    ),
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="A role the person holds; may be repeated.",
            autocompletion=complete.roles,
        ),
    ] = None,
    rep: Annotated[
        str | None,
        typer.Option(
            "--rep",
            metavar="MEMBER",
            help="Who of ours stands for these roles.",
            autocompletion=complete.members,
        ),
    ] = None,
    stance: Text = text("--stance", "|".join(STANCES), "How the person stands to us.", STANCES),
    date: Day = None,
    note: Note = None,
    custom: Custom = None,
    id: Id = None,
    write: Write = Write(),
) -> None:
    """Add a person.

    \b
    Example: crm contact add hanbit "Don Lee" --role cio --phone 010-1234-5678
    """
    editing = EditSession(write)
    page = editing.page(account)
    known = page.account
    above = find_contact(reports_to, known.contacts) if reports_to else None
    person = Person(
        None,
        title,
        _numbers(phone),
        _addresses(email),
        maybe_one_of(channel, CHANNELS, "--channel"),
        above,
        note,
    )
    roles = [role_edits.role_meant(each, known, editing.policy) for each in role or ()]
    value, day, wanted = (
        maybe_one_of(stance, STANCES, "--stance"),
        editing.day(date, past=True),
        new_id(id),
    )
    own = customs(editing, custom, "contact")
    if rep and not roles:
        raise CrmError(Message("error-rep-of-no-role"), Message("hint-rep-of-no-role"))
    ours = editing.member(rep)
    asked = AddContact(
        page.account.id,
        editing.asking.need_text(name, "NAME", "ask-name"),
        *person[1:],
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
    title: Text = text("--title", "TEXT", "Title."),
    phone: Texts = texts("--phone", "NUMBER", "The phone numbers, in place of those before."),
    email: Texts = texts("--email", "ADDRESS", "The e-mail addresses, in place of those before."),
    channel: Text = text("--channel", "|".join(CHANNELS), "What works for this person.", CHANNELS),
    reports_to: Text = text(
        "--reports-to", "CONTACT", "Whom the person reports to.", offers=complete.contacts
    ),
    note: Note = None,
    custom: Custom = None,
    clear: Clear = None,
    id: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar="ID",
            help="A new id; everything in the book that names the person follows.",
        ),
    ] = None,
    write: Write = Write(),
) -> None:
    """Change what is known of a person.

    \b
    Example: crm contact edit hanbit lee-dh --title COO --channel call
    """
    editing = EditSession(write)
    page = editing.page(account)
    key = chosen(editing, page, contact)
    above = find_contact(reports_to, page.account.contacts) if reports_to else None
    person = Person(
        name,
        title,
        _numbers(phone),
        _addresses(email),
        maybe_one_of(channel, CHANNELS, "--channel"),
        above,
        note,
    )
    wanted, own = new_id(id), customs(editing, custom, "contact")
    cleared = gone(clear, CLEARED)
    if person == Person() and wanted is None:
        something(FieldChanges(entries={"custom": own}, gone=cleared))
    if wanted is not None:
        editing.whole_book()
    editing.submit(
        EditContact(
            page.account.id,
            key,
            *person,
            custom=own,
            clear=[field if entry is None else f"{field}={entry}" for field, entry in cleared],
            id=wanted,
        )
    )


@contact.command("left")
@writing()
def contact_left(
    account: AccountArg = None, contact: ContactArg = None, date: Day = None, write: Write = Write()
) -> None:
    """Note that a person has left, and take the name out of the roles: they become free.

    \b
    Example: crm contact left hanbit seo-ym --date 2026-07-01
    """
    editing = EditSession(write)
    page = editing.page(account)
    key, day = chosen(editing, page, contact), editing.day(date, past=True)
    editing.change(page, lambda draft, record: edits.leave(draft, record, key, day, editing.today))


@contact.command("move")
@writing()
def contact_move(
    account: AccountArg = None,
    contact: ContactArg = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="ACCOUNT",
            help="Where the person works now.",
            autocompletion=complete.accounts,
        ),
    ] = None,
    title: Text = text("--title", "TEXT", "The title there."),
    date: Day = None,
    id: Id = None,
    write: Write = Write(),
) -> None:
    """Note that a person went to another account: left here, a contact there, with phones and
    addresses.

    \b
    Example: crm contact move hanbit seo-ym --to daehan-steel --title "Team lead"
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


@writing()
def role(
    account: AccountArg = None,
    role: Annotated[
        str | None,
        typer.Argument(metavar="ROLE", help="Id or label.", autocompletion=complete.roles),
    ] = None,
    contact: Annotated[
        list[str] | None,
        typer.Option(
            *names("--contact"),
            metavar="CONTACT",
            help="Who holds the role; may be repeated. In place of who held it.",
            autocompletion=complete.contacts,
        ),
    ] = None,
    nobody: Annotated[
        bool, typer.Option("--nobody", help="Nobody is known to hold it any more.")
    ] = False,
    rep: Annotated[
        str | None,
        typer.Option(
            "--rep",
            metavar="MEMBER",
            help="Who of ours stands for it.",
            autocompletion=complete.members,
        ),
    ] = None,
    value: Text = text("--value", "TEXT", "What the role gains from us."),
    unit: Text = text(
        "--unit", "SITE", "At which site the role is: a plant, a lab, the head office."
    ),
    waive: Annotated[
        str | None,
        typer.Option(
            "--waive",
            metavar="WHY",
            help="Nobody is needed here, and why: the role leaves the count.",
        ),
    ] = None,
    unwaive: Annotated[bool, typer.Option("--unwaive", help="The role counts again.")] = False,
    write: Write = Write(),
) -> None:
    """Say who holds a role, who of ours stands for it, or that nobody is needed.

    \b
    Example: crm role hanbit cfo --contact park-jh --rep choi-exec
    """
    not_both(contact=contact, nobody=nobody)
    not_both(waive=waive, unwaive=unwaive)
    editing = EditSession(write)
    page = editing.page(account)
    key, known = role_of(editing, page.account, role), page.account.contacts
    if not (contact or nobody or rep or value or unit or waive or unwaive):
        contact = editing.asking.several(
            None,
            "ask-holder",
            contact_choices(page.account),
            check=lambda one: find_contact(one, known),
            needed=True,
        )
        if not contact:
            raise CrmError(Message("error-edit-what"), Message("hint-edit-role"))
    held = [] if nobody else people(contact, known) or None
    ours = editing.member(rep)

    def make(draft: Draft, record: Account) -> None:
        usual = (
            None
            if waive or not held
            else role_edits.usual_rep(record, key, record.owner, editing.policy, editing.today)
        )
        role_edits.staff(
            draft, key, contacts=held, rep=ours or usual, value=value, unit=unit or None
        )
        if waive:
            role_edits.waive(draft, key, waive)
        if unwaive:
            role_edits.require(draft, key)

    editing.change(page, make)


def role_of(editing: EditSession, account: Account, said: str | None) -> str:
    """The role that is meant."""
    choices = [
        Choice(key, editing.session.phrases.label(spec.label))
        for key, spec in required_roles(account, editing.policy).items()
    ]

    def meant(one: str) -> str:
        return role_edits.role_meant(one, account, editing.policy)

    return meant(editing.asking.need(said, "ROLE", "ask-role", choices, check=meant))
