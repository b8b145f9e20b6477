"""A new account."""

from collections.abc import Sequence
from typing import Annotated

import typer

from crmcli.app.accounts import find_account, same_name, taken_ids
from crmcli.app.requests.account_fields import refuse_number
from crmcli.app.requests.accounts import CreateAccount, refuse_same_name
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import BUSINESS_NO, Owner, Text, Texts, text, texts
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import file_id, listed_id
from crmcli.commands.shared.words import maybe_one_of, one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_contact
from crmcli.domain.records.words import SOURCES
from crmcli.domain.table import Message
from crmcli.domain.text.portable import fold
from crmcli.edits.names import file_id as made_of
from crmcli.reports.queries.names import NameRow
from crmcli.store.shapes.reading import account_id

_Name = Annotated[str | None, typer.Argument(metavar="NAME", help="As the customer writes it.")]
_RoleSet = Annotated[
    list[str] | None,
    typer.Option(
        "--role-set",
        metavar="SET",
        help="Which roles must be known; may be repeated. The book's default if left out.",
        autocompletion=complete.role_sets,
    ),
]
_ReferredBy = Annotated[
    str | None,
    typer.Option(
        "--referred-by",
        metavar="ACCOUNT[/CONTACT]",
        help="Who sent them.",
        autocompletion=complete.accounts,
    ),
]


@writing()
def new(
    name: _Name = None,
    id: Text = text("--id", "ID", "The file's name; made from the account's name by default."),
    business_no: Text = BUSINESS_NO,
    role_set: _RoleSet = None,
    owner: Owner = None,
    source: Text = text("--source", "|".join(SOURCES), "Where it came from.", SOURCES),
    referred_by: _ReferredBy = None,
    segment: Text = text("--segment", "SEGMENT", "Your own class.", offers=complete.segments),
    alias: Texts = texts("--alias", "NAME", "Another name."),
    tag: Texts = texts("--tag", "TAG", "A tag.", offers=complete.tags),
    write: Write = Write(),
) -> None:
    """Write a small file for a new account, with every role you must know in it.

    \b
    Example: crm new "Fox River Foods" --referred-by lakeview-foods/gloria-m
    Example: crm new "Fox River Foods" --id fox-river --segment A --source event
    """
    editing = EditSession(write)
    refuse_number(business_no, editing.policy)
    ours, sent_by = editing.member(owner) or editing.me, referrer(editing, referred_by)
    came_from = maybe_one_of(source, SOURCES, "--source")
    said = editing.asking.need_text(name, "NAME", "ask-account-name")
    everything = editing.whole_book()
    facts = everything.names()
    # one of them may be called the same
    everything.tell_skipped(sorted(everything.book.library.skipped))
    sets = [listed_id(each, editing.policy.role_sets, "--role-set") for each in role_set or ()]
    key = _id(editing, id, said, alias or (), facts)
    came_from = editing.asking.may(
        came_from,
        "ask-source",
        editing.asking.words(SOURCES),
        check=lambda one: one_of(one, SOURCES, "--source"),
    )
    asked = CreateAccount(
        name=said,
        id=key,
        business_no=business_no,
        aliases=alias or (),
        segment=segment,
        role_sets=sets,
        owner=ours,
        source=maybe_one_of(came_from, SOURCES, "--source"),
        referred_by=sent_by,
        tags=tag or (),
        again=True,  # asked about before the other questions
    )
    editing.submit(asked)


def _id(
    editing: EditSession,
    id: str | None,
    name: str,
    aliases: Sequence[str],
    facts: Sequence[NameRow],
) -> str:
    """What its file is to be called. Raises CrmError for an id that is taken, and for a name that
    an account has already and nobody wants a second time.
    """
    same = same_name((name, *aliases), facts) if id is None else None
    if same is not None and not editing.asking.sure("ask-same-name", same):
        refuse_same_name(name, same)
    taken = set(map(fold, taken_ids(editing.whole_book().book)))
    key = file_id(id) or made_of(name, taken)
    if fold(key) in taken:
        hint = Message("hint-edit-choose-id")
        raise CrmError(Message("error-edit-exists", (key,)), hint, status=4)
    return key


def referrer(editing: EditSession, said: str | None) -> str | None:
    """The account that is meant, or account/contact. Raises CrmError."""
    if not said:
        return None
    company, slash, person = said.partition("/")
    path = find_account(company, editing.whole_book().book, editing.session.names)
    if not slash:
        return account_id(path)
    contacts = editing.page(account_id(path)).account.contacts
    return f"{account_id(path)}/{find_contact(person, contacts)}"
