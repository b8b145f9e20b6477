"""What goes to other programs in their own forms: people to address books, days to calendars."""

from collections import Counter
from typing import Annotated

import typer

from crmcli.app.accounts import find_account
from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.table import Message
from crmcli.store.shapes.reading import account_id

export = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Give people to address books and days to calendars.",
)


@export.command("cards")
@shared("output", "json", "explain")
def cards(
    account: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ACCOUNT]...",
            help="Only people of these accounts.",
            autocompletion=complete.accounts,
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """Whom can we reach, as business cards (vCard 4.0)? Who has left is not among them; notes and
    stances stay here.

    \b
    Example: crm export cards hanbit
    """
    from crmcli.formats.vcard import VCard, render
    from crmcli.reports.options import NoOptions
    from crmcli.reports.queries import cards

    session = ReportSession(common, memorable=False)
    only = {account_id(find_account(each, session.book, session.names)) for each in account or ()}
    found = session.gather(cards.FACTS, NoOptions(), session.filters())
    facts = [row for row in found if not only or row.account in only]
    rows = cards.tabulate(facts, session.policy, session.as_of, NoOptions()).rows
    _end(
        session,
        render(
            VCard(
                f"{row.account}/{row.contact}",
                row.name,
                row.company,
                row.title,
                row.phones,
                row.emails,
            )
            for row in rows
        ),
    )


@export.command("agenda")
@shared("output", "json", "explain")
def agenda(
    days: Annotated[
        int,
        typer.Option(
            "--days",
            metavar="N",
            min=0,
            max=3650,
            help="What falls due within N days, and what is late already.",
        ),
    ] = 30,
    common: Common = Common(),
) -> None:
    """What has to be done, as a calendar (iCalendar)? What `crm due` names a day for is an event of
    that day.

    \b
    Example: crm export agenda --days 60 --owner kim-mj
    """
    from crmcli.formats.ics import Event, render
    from crmcli.reports.pages import due

    session = ReportSession(common, memorable=False)
    options = due.Options(days=days, explain=common.explain)
    facts = session.gather(due.FACTS, due.FACTS.wanted(options), session.filters())
    table = due.tabulate(facts, session.policy, session.as_of, options)
    say, owners = session.phrases, table.labels["owner"]
    events, seen = [], Counter[tuple[str, ...]]()
    for row in table.rows:
        if row.date is None:
            continue
        key = (row.account, row.kind, row.subject, *row.records)
        seen[key] += 1  # two of the same kind from the same record keep their order
        told = [say.say(row.why)]
        told += [say.say(Message("told-agenda-about", (row.subject,)))] if row.subject else []
        told += (
            [say.say(Message("told-agenda-owner", (owners.get(row.owner, {"": row.owner}),)))]
            if row.owner
            else []
        )
        kind = say(f"word-{row.kind}")
        events.append(
            Event((*key, str(seen[key])), row.date, f"{kind}: {row.name}", "\n".join(told), kind)
        )
    _end(session, render(events, session.as_of))


def _end(session: ReportSession, text: str) -> None:
    """The file on standard output, with what was left out of it on standard error."""
    skipped = sorted(session.book.library.skipped)
    session.tell_skipped(skipped)
    session.tell_skipped(session.book.library.warnings, "warning")
    session.screen.form = "file"
    session.finish(text.encode("utf-8", "surrogateescape"), 1 if skipped else 0)
