"""Writing down what happened."""

from typing import Annotated, Optional

import typer

from crmcli.commands import complete
from crmcli.commands.arguments import AccountArg, Day, Note, Text, Texts, text, texts
from crmcli.commands.asking import Choice
from crmcli.commands.pairs import keyed, listed_id, maybe_one_of, members, number, one_of, people, step
from crmcli.commands.pen import Pen
from crmcli.commands.which import deal_named
from crmcli.commands.writing import Write, writing
from crmcli.domain.naming import find_contact
from crmcli.domain.records import Account
from crmcli.domain.table import Message
from crmcli.domain.words import ENTRY_OUTCOMES, ENTRY_TYPES, MOODS, OBJECTION_STATES, STANCES
from crmcli.edits.entries import Happened
from crmcli.edits.entries import log as enter
from crmcli.formats.visible import visible


@writing()
def log(
    account: AccountArg = None,
    what: Annotated[Optional[str], typer.Argument(metavar="[WHAT]", help="What it was about.")] = None,  # noqa: UP045
    type_: Annotated[Optional[str], typer.Option("--type", "-t", metavar="TYPE", help=f"What kind of interaction: {', '.join(ENTRY_TYPES)}.", autocompletion=complete.choices(*ENTRY_TYPES))] = None,  # noqa: UP045
    with_: Annotated[Optional[list[str]], typer.Option("--with", "-w", metavar="CONTACT", help="Who took part of theirs; may be repeated, or with commas.", autocompletion=complete.contacts)] = None,  # noqa: UP045
    by: Annotated[Optional[list[str]], typer.Option("--by", metavar="MEMBER", help="Who took part of ours; may be repeated. You, if git and the team know you.", autocompletion=complete.members)] = None,  # noqa: UP045
    date: Day = None,
    deal: Annotated[Optional[str], typer.Option("--deal", metavar="DEAL", help="Which deal it was about.", autocompletion=complete.deals)] = None,  # noqa: UP045
    outcome: Text = text("--outcome", "|".join(ENTRY_OUTCOMES), "How it ended; by type if left out: a call reached, an e-mail was sent, others were held.", ENTRY_OUTCOMES),
    inbound: Annotated[bool, typer.Option("--inbound", help="They came to us.")] = False,
    mood: Text = text("--mood", "|".join(MOODS), "How it felt.", MOODS),
    said: Text = text("--said", "TEXT", "The customer's own words."),
    gave: Texts = texts("--gave", "TEXT", "What we handed over."),
    objection: Texts = texts("--objection", "ID=STATE", f"What they held against us: {', '.join(OBJECTION_STATES)}.", offers=complete.objections),
    next_: Text = text("--next", "'DATE WHAT'", "What was promised next, counted from today: the deal's next step, or the entry's if no deal is named."),
    stance: Texts = texts("--stance", "CONTACT=VALUE", f"How somebody stands to us now: {', '.join(STANCES)}.", offers=complete.contacts),
    usage: Text = text("--usage", "TEXT", "How they use what they bought."),
    score: Text = text("--score", "0-10", "How content they say they are."),
    note: Note = None,
    write: Write = Write(),
) -> None:
    """Write down what happened, what was promised, and how somebody stands to us now.

    \b
    Example: crm log hanbit "Went well" -t call -w lee-dh --next "+3d send report"
    """
    pen = Pen(write)
    page = pen.page(account)
    known, ask = page.account, pen.asking
    kind = one_of(ask.need(type_, "--type", "ask-type", ask.words(ENTRY_TYPES), check=lambda word: one_of(word, ENTRY_TYPES, "--type")), ENTRY_TYPES, "--type")
    theirs = people(ask.several(with_, "ask-with", contact_choices(known), check=lambda one: find_contact(one, known.contacts)), known.contacts)
    about = deal_named(known, deal) if deal else None
    told = what or (None if said else ask.may(None, "ask-what"))
    happened = Happened(
        date=pen.day(date, past=True),
        type=kind,
        by=members(pen, by),
        with_=theirs,
        deal=about,
        direction="inbound" if inbound else None,
        outcome=maybe_one_of(outcome, ENTRY_OUTCOMES, "--outcome"),
        mood=maybe_one_of(mood, MOODS, "--mood"),
        said=said,
        what=told,
        gave=gave or (),
        objections=keyed(
            objection,
            "--objection",
            lambda one: listed_id(one, pen.policy.objections, "--objection"),
            lambda state: one_of(state, OBJECTION_STATES, "--objection"),
        ),
        next=step(pen, next_),
        stances=keyed(stance, "--stance", lambda one: find_contact(one, known.contacts), lambda value: one_of(value, STANCES, "--stance")),
        usage=usage,
        score=number(score, "--score") if score else None,
        note=note,
    )
    if happened.next and about is None:  # a deal's promise is told among what changed
        saved = Message("change-new-part", (happened.next.date, happened.next.what)) if happened.next.what else happened.next.date
        pen.desk.screen.tell(visible(pen.desk.phrases.say(Message("change-next", (saved,)))))
    pen.change(page, lambda draft, record: enter(draft, record, happened, pen.today))


def contact_choices(account: Account) -> list[Choice]:
    """The account's people who have not left, to choose from."""
    return [Choice(key, contact.name) for key, contact in account.contacts.items() if contact.left is None]
