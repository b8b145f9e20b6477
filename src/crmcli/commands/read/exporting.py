"""What goes to other programs in their own forms: people to address books, days to calendars."""

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from crmcli.app.accounts import find_account
from crmcli.commands.read.exporting_tables import tables
from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import Words
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message, Table
from crmcli.store.shapes.reading import account_id

if TYPE_CHECKING:
    from crmcli.formats.ics import Subscription

WITHOUT = ("people", "accounts")
CARD_VERSIONS = ("3.0", "4.0")
export = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Give people to address books, days to calendars and tables to databases.",
)
export.command("tables")(tables)


@export.command("cards")
@shared("output", "explain")
def cards(
    account: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ACCOUNT]...",
            help="Only people of these accounts.",
            autocompletion=complete.accounts,
        ),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            "--split",
            metavar="DIR",
            help="A file for each person, into a folder that is new, empty or of such files.",
        ),
    ] = None,
    version: Annotated[
        str,
        typer.Option(
            "--version",
            metavar="[3.0|4.0]",
            help="Which vCard is written.",
            parser=Words("--version", CARD_VERSIONS),
            autocompletion=complete.choices(*CARD_VERSIONS),
        ),
    ] = "4.0",
    common: Common = Common(),
) -> None:
    """Whom can we reach, as business cards (vCard)? Who has left is not among them; notes and
    stances stay here.

    \b
    Example: crm export cards lakeview
    Example: crm export cards --split cards --json
    """
    from crmcli.formats.vcard import VCard, render
    from crmcli.reports.options import NoOptions
    from crmcli.reports.queries import cards

    session = ReportSession(common, memorable=False)
    only = {account_id(find_account(each, session.book, session.names)) for each in account or ()}
    found = session.gather(cards.FACTS, NoOptions(), session.filters())
    facts = [row for row in found if not only or row.account in only]
    table = cards.tabulate(facts, session.policy, session.as_of, NoOptions())
    rows = table.rows
    people = [
        VCard(
            f"{row.account}/{row.contact}",
            row.name,
            row.company,
            row.title,
            row.phones,
            row.emails,
        )
        for row in rows
    ]
    is_json = common.output == "json"
    if split is None:
        totals = {"cards": len(rows), "accounts": len({row.account for row in rows})}
        told = table._replace(report="export-cards", totals=totals)
        _end(session, _json(session, told) if is_json else render(people, version))
    from crmcli.commands.read.card_files import MANIFEST, write_cards
    from crmcli.commands.read.written_folder import manifest_json

    write_cards(split, session.book.root, people, version)
    if is_json:
        _end(session, manifest_json(session, "export-cards", split, MANIFEST))
    _end(session, session.phrases("told-cards-written", len(people), split) + "\n")


@export.command("agenda")
@shared("output", "explain")
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
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What the calendar is called.")
    ] = None,
    refresh: Annotated[
        str | None,
        typer.Option(
            "--refresh",
            metavar="DURATION",
            help="How often whoever subscribes should read it again, such as P1D or PT6H.",
        ),
    ] = None,
    alarm: Annotated[
        str | None,
        typer.Option(
            "--alarm",
            metavar="TIME",
            help="Ring so long before the day begins (30m, 2h, 1d), or after (+9h).",
        ),
    ] = None,
    without: Annotated[
        str | None,
        typer.Option(
            "--without",
            metavar="WORD,...",
            help="Leave out what names people, or accounts.",
            parser=Words("--without", WITHOUT, many=True),
            autocompletion=complete.choices(*WITHOUT),
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """What has to be done, as a calendar (iCalendar)? What `crm due` names a day for is an event of
    that day.

    \b
    Example: crm export agenda --days 60 --owner dana-k
    Example: crm export agenda --owner dana-k --alarm 1d
    """
    from crmcli.commands.read.agenda_events import agenda_table, events
    from crmcli.formats.ics import render
    from crmcli.reports.pages import due

    said = _subscription(name, refresh, alarm)
    session = ReportSession(common, memorable=False)
    options = due.Options(days=days, explain=common.explain)
    facts = session.gather(due.FACTS, due.FACTS.wanted(options), session.filters())
    table = due.tabulate(facts, session.policy, session.as_of, options)
    found = events(session, table, (without or "").split(","))
    if common.output == "json":
        _end(session, _json(session, agenda_table(found, table)))
    _end(session, render(found, session.as_of, said))


def _subscription(name: str | None, refresh: str | None, alarm: str | None) -> "Subscription":
    """Raises CrmError for what no calendar would understand."""
    from crmcli.domain.time.durations import alarm_of, duration
    from crmcli.formats.ics import Subscription

    often, ring = duration(refresh or ""), alarm_of(alarm or "")
    if refresh is not None and not often:
        raise CrmError(Message("error-bad-duration", (refresh,)), Message("hint-bad-duration"))
    if alarm is not None and not ring:
        raise CrmError(Message("error-bad-alarm", (alarm,)), Message("hint-bad-alarm"))
    return Subscription(name or "", often, ring)


def _json(session: ReportSession, table: Table) -> str:
    """The same for programs, with the files that it is without."""
    return "".join(session.pieces(table, sorted(session.book.library.skipped)))


def _end(session: ReportSession, text: str) -> NoReturn:
    """The file on standard output, with what was left out of it on standard error."""
    skipped = sorted(session.book.library.skipped)
    session.tell_skipped(skipped)
    session.tell_skipped(session.book.library.warnings, "warning")
    session.screen.form = "file"
    session.finish(text.encode("utf-8", "surrogateescape"), 1 if skipped else 0)
