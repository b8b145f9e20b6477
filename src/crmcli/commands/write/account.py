"""What an account is: names, class, whose it is, where it came from, and what is nothing for it."""

from typing import Annotated

import typer

from crmcli.app.requests.account_fields import EditAccount
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import (
    BUSINESS_NO,
    AccountArg,
    Clear,
    Custom,
    ForeignId,
    Note,
    Owner,
    Text,
    Texts,
    text,
    texts,
)
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import keyed, listed_id
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.handover import stays
from crmcli.commands.write.known import customs, foreign, gone, something, texts_of
from crmcli.commands.write.new import referrer
from crmcli.domain.records.words import SOURCES

CLEARED = {
    "alias": "aliases",
    "business-no": "business_no",
    "parent": "parent",
    "website": "website",
    "phone": "phones",
    "address": "address",
    "segment": "segment",
    "role-set": "role_set",
    "owner": "owner",
    "service-contact": "service_contact",
    "source": "source",
    "referred-by": "referred_by",
    "tag": "tags",
    "not-eligible": "not_eligible",
    "foreign-id": "ids",
    "custom": "custom",
    "note": "note",
}
RoleSets = Annotated[
    list[str] | None,
    typer.Option(
        "--role-set",
        metavar="SET",
        help="One more list of roles that must be known; may be repeated.",
        autocompletion=complete.role_sets,
    ),
]
ServiceContact = Annotated[
    str | None,
    typer.Option(
        "--service-contact",
        metavar="MEMBER",
        help="Who of us the customer may call.",
        autocompletion=complete.members,
    ),
]
ReferredBy = Annotated[
    str | None,
    typer.Option(
        "--referred-by",
        metavar="ACCOUNT[/CONTACT]",
        help="Who sent them.",
        autocompletion=complete.accounts,
    ),
]
Parent = Annotated[
    str | None,
    typer.Option(
        "--parent",
        metavar="ACCOUNT",
        help="The account they belong to.",
        autocompletion=complete.accounts,
    ),
]
NOT_ELIGIBLE = texts(
    "--not-eligible",
    "PRODUCT=WHY",
    "What is nothing for them, and why.",
    offers=complete.products,
)


@writing()
def account(
    account: AccountArg = None,
    name: Text = text("--name", "NAME", "As the customer writes it now; the old one is an alias."),
    mistyped: Annotated[
        bool,
        typer.Option("--mistyped", help="With --name: the old name was wrong, and is no alias."),
    ] = False,
    alias: Texts = texts("--alias", "NAME", "One more name."),
    business_no: Text = BUSINESS_NO,
    parent: Parent = None,
    website: Text = text("--website", "URL", "Their page."),
    phone: Texts = texts("--phone", "NUMBER", "One more number of theirs."),
    address: Text = text("--address", "TEXT", "Where they are."),
    segment: Text = text("--segment", "SEGMENT", "Your own class.", offers=complete.segments),
    role_set: RoleSets = None,
    owner: Owner = None,
    service_contact: ServiceContact = None,
    source: Text = text("--source", "|".join(SOURCES), "Where it came from.", SOURCES),
    referred_by: ReferredBy = None,
    tag: Texts = texts("--tag", "TAG", "One more tag.", offers=complete.tags),
    not_eligible: Texts = NOT_ELIGIBLE,
    foreign_id: ForeignId = None,
    custom: Custom = None,
    note: Note = None,
    clear: Clear = None,
    write: Write = Write(),
) -> None:
    """Say what is known of an account itself: whose it is, its class, tags and other names.

    \b
    Example: crm account lakeview --service-contact priya-n --tag export
    Example: crm account prairie --segment A --website prairieprint.example
    """
    editing = EditSession(write)
    page = editing.page(account)
    asked = EditAccount(
        page.account.id,
        name=editing.asking.need_text(name, "--name", "ask-name") if mistyped else name,
        business_no=business_no,
        parent=referrer(editing, parent and parent.partition("/")[0]),
        website=website,
        address=address,
        phones=texts_of(phone),
        segment=segment,
        owner=editing.member(owner),
        service_contact=editing.member(service_contact),
        source=maybe_one_of(source, SOURCES, "--source"),
        referred_by=referrer(editing, referred_by),
        note=note,
        aliases=texts_of(alias),
        role_set=[listed_id(one, editing.policy.role_sets, "--role-set") for one in role_set or ()],
        tags=texts_of(tag),
        not_eligible=keyed(
            not_eligible,
            "--not-eligible",
            lambda one: listed_id(one, editing.policy.products, "--not-eligible"),
            str,
        ),
        ids=foreign(foreign_id),
        custom=customs(editing, custom, "account"),
        mistyped=mistyped,
        clear=gone(clear, CLEARED),
    )
    something(*asked[1:])
    former, heir = page.account.owner, asked.owner
    tell = stays(former, heir) if former and heir and former != heir else None
    editing.submit(asked, tell=tell)
