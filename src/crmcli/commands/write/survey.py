"""Answers of people who were asked how they are served."""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Day, Note, Text, text
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import number
from crmcli.commands.shared.words import Words, maybe_one_of, one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, named, unless_there
from crmcli.commands.write.find_deal import person_meant
from crmcli.commands.write.log import contact_choices
from crmcli.domain.naming import find_contact
from crmcli.domain.records.account import Account, Money, Survey
from crmcli.domain.records.words import SURVEY_KINDS, SURVEY_SUBJECTS
from crmcli.domain.table import Message
from crmcli.edits import surveys as edits
from crmcli.edits.record_editor import Draft
from crmcli.history.names import word


@writing()
def survey(
    account: AccountArg = None,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="|".join(SURVEY_KINDS),
            help="What was asked.",
            parser=Words("KIND", SURVEY_KINDS),
            autocompletion=complete.choices(*SURVEY_KINDS),
        ),
    ] = None,
    score: Annotated[str | None, typer.Argument(metavar="SCORE", help="The answer.")] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            *names("--contact"),
            metavar="CONTACT",
            help="Who said so.",
            autocompletion=complete.contacts,
        ),
    ] = None,
    about: Text = text("--about", "|".join(SURVEY_SUBJECTS), "What it was about.", SURVEY_SUBJECTS),
    scale: Annotated[
        int | None,
        typer.Option(
            "--scale",
            metavar="N",
            min=1,
            help="The highest answer there was; 10 for nps, 5 for the others.",
        ),
    ] = None,
    note: Note = None,
    date: Day = None,
    again: Again = False,
    write: Write = Write(),
) -> None:
    """Write down what somebody answered when asked how they are served.

    \b
    Example: crm survey hanbit csat 4 --contact lee-dh --about product
    """
    editing = EditSession(write)
    page = editing.page(account)
    ask, known = editing.asking, page.account.contacts
    day, subject = editing.day(date, past=True), maybe_one_of(about, SURVEY_SUBJECTS, "--about")
    contact = contact or person_meant(page.account, account)
    if contact:
        contact = find_contact(contact, known)
    asked = one_of(
        ask.need(
            kind,
            "KIND",
            "ask-survey",
            ask.words(SURVEY_KINDS),
            check=lambda one: one_of(one, SURVEY_KINDS, "KIND"),
        ),
        SURVEY_KINDS,
        "KIND",
    )
    who = ask.may(
        contact,
        "ask-contact",
        contact_choices(page.account),
        check=lambda one: find_contact(one, known),
    )

    def points(said: str) -> Money:
        return edits.on_scale(number(said, "SCORE"), asked, scale)

    given = points(ask.need(score, "SCORE", "ask-score", check=points))
    answer = Survey(
        day, asked, given, find_contact(who, known) if who else None, subject, scale, note
    )

    def there(record: Account) -> Message | None:
        found = edits.same(record, answer)
        return (
            named(word(found.kind), str(found.score), found.contact, found.date) if found else None
        )

    check = unless_there(editing, page, there, again=again)

    def make(draft: Draft, record: Account) -> None:
        check(record)
        edits.answer(draft, answer)

    editing.change(page, make)
