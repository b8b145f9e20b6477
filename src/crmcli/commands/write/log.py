"""Writing down what happened."""

from datetime import date as Date
from functools import partial
from typing import Annotated, NoReturn

import typer

from crmcli.app.requests.log import LogEntry, time_of_day
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import (
    AccountArg,
    Day,
    ForeignId,
    Note,
    Ours,
    Text,
    Texts,
    text,
    texts,
)
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import (
    keyed,
    listed_id,
    members,
    not_both,
    number,
    people,
    step,
    tell_nobody,
)
from crmcli.commands.shared.words import Words, maybe_one_of, one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, meant_again
from crmcli.commands.write.find_deal import deal_named, person_meant
from crmcli.commands.write.known import foreign
from crmcli.domain.deals.promises import is_going
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import Called, find_contact
from crmcli.domain.records.account import Account
from crmcli.domain.records.words import (
    ENTRY_OUTCOMES,
    ENTRY_TYPES,
    MOODS,
    OBJECTION_STATES,
    STANCES,
)
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible

NONE = "-"  # said for no deal


TypeOption = Annotated[
    str | None,
    typer.Option(
        *names("--type"),
        metavar="TYPE",
        help=f"What kind of interaction: {', '.join(ENTRY_TYPES)}.",
        parser=Words("--type", ENTRY_TYPES),
        autocompletion=complete.choices(*ENTRY_TYPES),
    ),
]
With = Annotated[
    list[str] | None,
    typer.Option(
        *names("--with"),
        metavar="CONTACT",
        help="Who took part of theirs; may be repeated, or with commas.",
        autocompletion=complete.contacts,
    ),
]
About = Annotated[
    str | None,
    typer.Option(
        "--deal",
        metavar="DEAL",
        help="Which deal it was about; - for none.",
        autocompletion=complete.deals,
    ),
]
OUTCOME = text(
    "--outcome",
    "|".join(ENTRY_OUTCOMES),
    "How it ended; by type if left out: a call reached, an e-mail was sent, others were held.",
    ENTRY_OUTCOMES,
)
OBJECTION = texts(
    "--objection",
    "ID=STATE",
    f"What they held against us: {', '.join(OBJECTION_STATES)}.",
    offers=complete.objections,
)
NEXT = text(
    "--next",
    "'DATE WHAT'",
    "What was promised next, counted from today: the deal's next step, or the entry's if no "
    "deal is named.",
)
STANCE = texts(
    "--stance",
    "CONTACT=VALUE[:WHY]",
    f"How somebody stands to us now: {', '.join(STANCES)}; a reason may follow behind a colon.",
    offers=complete.contacts,
)


@writing()
def log(
    account: AccountArg = None,
    what: Annotated[str | None, typer.Argument(metavar="[WHAT]", help="What it was about.")] = None,
    type_: TypeOption = None,
    with_: With = None,
    by: Ours = None,
    date: Day = None,
    time: Text = text("--time", "HH:MM", "The time of the day."),
    deal: About = None,
    outcome: Text = OUTCOME,
    inbound: Annotated[bool, typer.Option("--inbound", help="They came to us.")] = False,
    mood: Text = text("--mood", "|".join(MOODS), "How it felt.", MOODS),
    said: Text = text("--said", "TEXT", "The customer's own words."),
    gave: Texts = texts("--gave", "TEXT", "What we handed over."),
    objection: Texts = OBJECTION,
    next_: Text = NEXT,
    stance: Texts = STANCE,
    why: Text = text("--why", "TEXT", "The reason of the one --stance."),
    usage: Text = text("--usage", "TEXT", "How they use what they bought."),
    score: Text = text("--score", "0-10", "How content they say they are."),
    note: Note = None,
    foreign_id: ForeignId = None,
    again: Again = False,
    write: Write = Write(),
) -> None:
    """Write down what happened, what was promised, and how somebody stands to us now.

    \b
    Example: crm log lakeview "Went well" -t call -w gloria-m --next "+3d report"
    Example: crm log lakeview "Invited" -t email -w gloria-m --date yesterday
    """
    editing = EditSession(write)
    page = editing.page(account)
    met, day = person_meant(page.account, account), editing.day(date, past=True)
    stances, whys = _stances(page.account, stance, why)
    kind = _a_type(type_) if type_ else ""
    ours, theirs = members(editing, by), with_ or ([met] if met else None)
    met_with, about = people(theirs, page.account.contacts), _named_deal(page.account, deal)
    asked = LogEntry(page.account.id, kind, day, ours, met_with, about)._replace(
        direction="inbound" if inbound else None,
        outcome=maybe_one_of(outcome, ENTRY_OUTCOMES, "--outcome"),
        mood=maybe_one_of(mood, MOODS, "--mood"),
        objections=_objections(editing, objection),
        next=step(editing, next_),
        score=number(score, "--score") if score else None,
    )
    asked = asked._replace(said=said, what=what, gave=gave or (), usage=usage, note=note)._replace(
        ids=foreign(foreign_id), time=time_of_day(time) if time else None
    )
    asked = asked_entry(editing, page, asked, is_about_none=bool(deal))
    _write_down(editing, page, asked._replace(stances=stances, whys=whys), again=again)


def asked_entry(
    editing: EditSession, page: Page, given: LogEntry, *, is_about_none: bool
) -> LogEntry:
    """With what was left out, asked for once everything that was said is understood."""
    ask = editing.asking
    kind = ask.need_word(given.type, "--type", "ask-type", ENTRY_TYPES)
    theirs = given.with_ or with_whom(editing, page)
    what = given.what or (None if given.said else ask.may_text(None, "ask-what"))
    deal = given.deal
    if deal is None and not is_about_none:
        deal = _about(editing, page, given.date or editing.today)
    return given._replace(type=kind, with_=theirs, what=what, deal=deal)


def _write_down(editing: EditSession, page: Page, asked: LogEntry, *, again: bool) -> NoReturn:
    """The entry goes into the file, and the command ends."""
    again = meant_again(editing, page, asked.already(page.account), again=again)
    tell_nobody(editing, asked.by)
    if asked.next and asked.deal is None:  # a deal's promise is told among what changed
        day, what = asked.next.date, asked.next.what
        saved = Message("change-new-part", (day, what)) if what else day
        editing.session.screen.tell(
            visible(editing.session.phrases.say(Message("change-next", (saved,))))
        )
    editing.submit(asked._replace(again=again))


def _a_type(said: str) -> str:
    return one_of(said, ENTRY_TYPES, "--type")


def with_whom(editing: EditSession, page: Page) -> list[str]:
    """Who took part of theirs, as a person says; nobody in a script."""
    known = page.account.contacts
    choices = contact_choices(page.account)
    check = partial(find_contact, contacts=known)
    return people(editing.asking.several(None, "ask-with", choices, check=check), known)


def _named_deal(account: Account, said: str | None) -> str | None:
    """The deal that was named; `-` is none. Raises CrmError."""
    return deal_named(account, said) if said and said.strip() != NONE else None


def _about(editing: EditSession, page: Page, day: Date) -> str | None:
    """The deal it was about where none was named: the only open one, if a person says so."""
    going = [key for key, each in page.account.deals.items() if is_going(each, day)]
    if len(going) != 1 or page.account.deals[going[0]].outcome is not None:
        return None
    key = going[0]
    called = str(Called(key, (page.account.deals[key].name or key,)))
    if editing.asking.may_ask:
        return key if editing.asking.sure("ask-about-deal", called, usually=True) else None
    editing.session.screen.tell(visible(editing.session.phrases("told-deal-not-said", key)))
    return None


def _objections(editing: EditSession, said: list[str] | None) -> dict[str, str]:
    """What they held against us, each with how it stands."""
    option = "--objection"
    return keyed(
        said,
        option,
        lambda one: listed_id(one, editing.policy.objections, option),
        lambda state: one_of(state, OBJECTION_STATES, option),
    )


def _stances(
    account: Account, said: list[str] | None, why: str | None
) -> tuple[dict[str, str], dict[str, str]]:
    """How each stands to us, and the reason of those for whom one was given."""
    told = keyed(said, "--stance", lambda one: find_contact(one, account.contacts), str)
    stances, whys = {}, {}
    for key, value in told.items():
        stance, _, reason = value.partition(":")
        stances[key] = one_of(stance.strip(), STANCES, "--stance")
        if reason.strip():
            whys[key] = reason.strip()
    if why:
        if len(told) != 1:
            wrong = (
                Message("error-stance-whose-why", (len(told),))
                if told
                else Message("error-stance-no-why")
            )
            raise CrmError(wrong, Message("hint-stance-why"))
        not_both(**{"why": True, "stance CONTACT=VALUE:WHY": bool(whys)})
        whys = dict.fromkeys(told, why)
    return stances, whys


def contact_choices(account: Account) -> list[Choice]:
    """The account's people who have not left, to choose from."""
    return [
        Choice(key, contact.name)
        for key, contact in account.contacts.items()
        if contact.left is None
    ]
