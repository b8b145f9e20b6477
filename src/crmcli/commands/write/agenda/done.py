"""Ticking off a row of the agenda: what happened is written down, and what asked for it is settled
or moved.
"""

from collections.abc import Mapping
from typing import Annotated

import typer

from crmcli.app.requests.agenda import SettleRow
from crmcli.app.who import me
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import Day, Ours, Text, Texts, text, texts
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import members, people, step, tell_nobody
from crmcli.commands.shared.report_arguments import apart
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again
from crmcli.commands.write.agenda.asked import asked_for
from crmcli.commands.write.agenda.resting import rested
from crmcli.commands.write.agenda.row_stays import telling
from crmcli.commands.write.agenda.rows import which_row
from crmcli.commands.write.agenda.sitting import sit
from crmcli.domain.errors import CrmError
from crmcli.domain.records.words import ENTRY_OUTCOMES, ENTRY_TYPES, STANCES
from crmcli.domain.table import Message
from crmcli.reports.options import NO_FILTERS, Filters

RowArg = Annotated[
    str | None,
    typer.Argument(
        metavar="[ROW]",
        help="Its number in the last `crm due` at this terminal, or ACCOUNT/KIND/SUBJECT as "
        "`crm due --json` has them.",
    ),
]
WhatArg = Annotated[
    str | None, typer.Argument(metavar="[WHAT]", help="What happened, or what came of it.")
]
With = Annotated[
    list[str] | None,
    typer.Option(
        *names("--with"),
        metavar="CONTACT",
        help="Who took part of theirs; may be repeated. As promised by default.",
        autocompletion=complete.contacts,
    ),
]
Rep = Annotated[
    str | None,
    typer.Option(
        "--rep",
        metavar="MEMBER",
        help="For roles without a rep: who of ours stands for them.",
        autocompletion=complete.members,
    ),
]
Rest = Annotated[
    str | None,
    typer.Option(
        "--rest",
        metavar="DAYS|DATE",
        help="Put the row off: for so many days, or until that day; needs --why. 0 takes it back.",
    ),
]
RestWhy = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="Why it is put off.")]
Mine = Annotated[
    bool,
    typer.Option(
        "--mine",
        help="Of the list: only what is mine, by git's user.email and the team in crm.yaml.",
    ),
]
Owners = Annotated[
    list[str] | None,
    typer.Option(
        "--owner",
        metavar="MEMBER",
        help="Of the list: only what this team member owns; may be repeated.",
        autocompletion=complete.members,
    ),
]
TYPE = text(
    "--type",
    "|".join(ENTRY_TYPES),
    "What kind of interaction it was; as promised by default.",
    ENTRY_TYPES,
)
OUTCOME = text("--outcome", "|".join(ENTRY_OUTCOMES), "How it ended.", ENTRY_OUTCOMES)
STANCE = text(
    "--stance", "|".join(STANCES), "For a stale stance: how the person stands to us now.", STANCES
)
NEXT = text(
    "--next",
    "'DATE WHAT'",
    "What is promised now. Without WHAT it moves a deal's promise, a plan's due day, or the "
    "day to ask again, to that day.",
)


@writing()
def done(
    row: RowArg = None,
    what: WhatArg = None,
    type_: Text = TYPE,
    with_: With = None,
    by: Ours = None,
    outcome: Text = OUTCOME,
    gave: Texts = texts("--gave", "TEXT", "What we handed over."),
    stance: Text = STANCE,
    rep: Rep = None,
    next_: Text = NEXT,
    date: Day = None,
    rest: Rest = None,
    why: RestWhy = None,
    again: Again = False,
    mine: Mine = False,
    owner: Owners = None,
    write: Write = Write(),
) -> None:
    """Tick off a row of the last `crm due`: logs what happened, and settles or moves what asked for
    it. Without a row, at a terminal, a list with keys.

    A promise is kept with WHAT, and moved by --next alone, which logs nothing. A case is closed
    with WHAT, a plan carried out, somebody asked for a referral, a stance assessed with --stance,
    roles given a rep with --rep. With --rest nothing is done: the row is put off until a day,
    which `crm due` tells, and `crm due --resting` lists.

    \b
    Example: crm done 1 "Duct hanger replaced"
    Example: crm done 4 --rest 14 --why "they are being audited"
    """
    editing = EditSession(write)
    day = editing.day(date, past=True)
    told = {"row": row, "what": what, "type": type_, "with": with_, "by": by, "outcome": outcome}
    told |= {"gave": gave, "stance": stance, "rep": rep, "next": next_, "rest": rest, "why": why}
    whose = _whose(editing, told, owner, mine=mine)
    if not any(told.values()) and editing.asking.may_ask:
        sit(editing, write, day, whose)
    if rest is not None or why is not None:
        told = {"what": what, "with": with_, "type": type_, "outcome": outcome, "gave": gave}
        put_off = rest or why
        apart(rest=put_off, **told)
        apart(rest=put_off, stance=stance, rep=rep, next=next_, again=again)
    page, wanted = which_row(editing, row, day)
    if rest is not None or why is not None:
        ours = members(editing, by)
        if len(ours) > 1:
            raise CrmError(Message("error-rest-by-several"))
        said_by = ours[0] if ours else None
        tell_nobody(editing, ours)
        editing.submit(rested(editing, page, wanted, rest, why, said_by, day))
    _refuse_other(page.account.id, wanted.kind, stance, rep)
    said = SettleRow(page.account.id, wanted.kind, wanted.subject, what, date=day, again=again)
    said = said.of_row(wanted)._replace(
        with_=people(with_, page.account.contacts),
        type=maybe_one_of(type_, ENTRY_TYPES, "--type"),
        by=members(editing, by),
        outcome=maybe_one_of(outcome, ENTRY_OUTCOMES, "--outcome"),
        gave=gave or (),
        stance=maybe_one_of(stance, STANCES, "--stance"),
        rep=editing.member(rep),
        next=step(editing, next_),
    )
    editing.submit(asked_for(editing, page, said), tell=telling(said))


def _whose(
    editing: EditSession, said: Mapping[str, object], owners: list[str] | None, *, mine: bool
) -> Filters:
    """Whose rows the list is to have. Raises CrmError where anything is said of one row, and for
    who is nobody.
    """
    if not owners and not mine:
        return NO_FILTERS
    for name, value in said.items():
        apart(mine=mine, **{name: value})
        apart(owner=owners, **{name: value})
    session = editing.whole_book()
    session.common = session.common._replace(owner=tuple(owners or ()))
    return session.filters(frozenset((me(session.book),) if mine else ()))


def _refuse_other(account: str, kind: str, stance: str | None, rep: str | None) -> None:
    """Raises CrmError for what another kind of row asks for: it would be dropped here."""
    if stance and kind != "stance":
        hint = Message("hint-done-stance", (account, stance))
        raise CrmError(Message("error-done-other", ("--stance",)), hint)
    if rep and kind != "rep":
        raise CrmError(
            Message("error-done-other", ("--rep",)), Message("hint-done-rep", (account, rep))
        )
