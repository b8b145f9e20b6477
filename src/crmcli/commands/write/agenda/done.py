"""Ticking off a row of the agenda: what happened is written down, and what asked for it is settled
or moved.
"""

from typing import Annotated

import typer

from crmcli.app.requests.agenda import SettleRow
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import Day, Ours, Text, Texts, text, texts
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import members, step
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again
from crmcli.commands.write.agenda.asked import asked_for
from crmcli.commands.write.agenda.row_stays import telling
from crmcli.commands.write.agenda.rows import which_row
from crmcli.domain.naming import find_contact
from crmcli.domain.records.words import ENTRY_OUTCOMES, ENTRY_TYPES, STANCES

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
    again: Again = False,
    write: Write = Write(),
) -> None:
    """Tick off a row of the last `crm due`: logs what happened, and settles or moves what asked for
    it.

    A promise is kept with WHAT, and moved by --next alone, which logs nothing. A case is closed
    with WHAT, a plan carried out, somebody asked for a referral, a stance assessed with --stance,
    roles given a rep with --rep.

    \b
    Example: crm done 3 "Test run presented" --next "+7d offer"
    """
    editing = EditSession(write)
    day = editing.day(date, past=True)
    page, wanted = which_row(editing, row, day)
    known = page.account.contacts
    said = SettleRow(page.account.id, wanted.kind, wanted.subject, what, date=day, again=again)
    said = said.of_row(wanted)._replace(
        with_=[find_contact(each, known) for each in with_ or ()],
        type=maybe_one_of(type_, ENTRY_TYPES, "--type"),
        by=members(editing, by),
        outcome=maybe_one_of(outcome, ENTRY_OUTCOMES, "--outcome"),
        gave=gave or (),
        stance=maybe_one_of(stance, STANCES, "--stance"),
        rep=editing.member(rep),
        next=step(editing, next_),
    )
    editing.submit(asked_for(editing, page, said), tell=telling(said))
