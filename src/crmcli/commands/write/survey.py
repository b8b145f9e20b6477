"""Answers of people who were asked how they are served."""

from typing import Annotated

import typer

from crmcli.app.requests.surveys import AddSurvey
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Day, Note, Text, text
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import number
from crmcli.commands.shared.words import Words, maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, meant_again
from crmcli.commands.write.find_deal import person_meant
from crmcli.commands.write.log import contact_choices
from crmcli.domain.naming import find_contact
from crmcli.domain.records.money import Money
from crmcli.domain.records.words import SURVEY_KINDS, SURVEY_SUBJECTS
from crmcli.edits.surveys import on_scale

KindArg = Annotated[
    str | None,
    typer.Argument(
        metavar="|".join(SURVEY_KINDS),
        help="What was asked.",
        parser=Words("KIND", SURVEY_KINDS),
        autocompletion=complete.choices(*SURVEY_KINDS),
    ),
]
Who = Annotated[
    str | None,
    typer.Option(
        *names("--contact"),
        metavar="CONTACT",
        help="Who said so.",
        autocompletion=complete.contacts,
    ),
]
Scale = Annotated[
    int | None,
    typer.Option(
        "--scale",
        metavar="N",
        min=1,
        help="The highest answer there was; 10 for nps, 5 for the others.",
    ),
]


@writing()
def survey(
    account: AccountArg = None,
    kind: KindArg = None,
    score: Annotated[str | None, typer.Argument(metavar="SCORE", help="The answer.")] = None,
    contact: Who = None,
    about: Text = text("--about", "|".join(SURVEY_SUBJECTS), "What it was about.", SURVEY_SUBJECTS),
    scale: Scale = None,
    note: Note = None,
    date: Day = None,
    again: Again = False,
    write: Write = Write(),
) -> None:
    """Write down what somebody answered when asked how they are served.

    \b
    Example: crm survey lakeview csat 4 --contact gloria-m --about product
    Example: crm survey lakeview nps 9 --contact gloria-m
    """
    editing = EditSession(write)
    page = editing.page(account)
    ask, here, known = editing.asking, page.account.id, page.account.contacts
    day, subject = editing.day(date, past=True), maybe_one_of(about, SURVEY_SUBJECTS, "--about")
    contact = contact or person_meant(page.account, account)
    if contact:
        contact = find_contact(contact, known)
    asked = ask.need_word(kind, "KIND", "ask-survey", SURVEY_KINDS)
    offered = contact_choices(page.account)
    who = ask.may(contact, "ask-contact", offered, check=lambda one: find_contact(one, known))

    def points(said: str) -> Money:
        return on_scale(number(said, "SCORE"), asked, scale)

    given = points(ask.need(score, "SCORE", "ask-score", check=points))
    theirs = find_contact(who, known) if who else None
    answer = AddSurvey(here, asked, given, theirs, subject, scale, note, day)
    same = answer.already(page.account)
    editing.submit(answer._replace(again=meant_again(editing, page, same, again=again)))
