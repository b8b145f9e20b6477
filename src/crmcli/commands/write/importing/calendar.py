"""Appointments become entries of the log: who met, when, about what."""

import os
from collections.abc import Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

if TYPE_CHECKING:
    from crmcli.imports.correspondence.appointments import Calendar
    from crmcli.imports.correspondence.ics_lines import Part
    from crmcli.imports.correspondence.zones import Zones

_AHEAD = 92  # days in which the next step of a deal is looked for
_MOST = 64 << 20  # bytes of a file
_File = Annotated[str, typer.Argument(metavar="FILE", help="A calendar (iCalendar, .ics).")]
_Deal = Annotated[
    list[str] | None,
    typer.Option(
        "--deal",
        metavar="ACCOUNT/DEAL",
        help="Meetings with people of the account are about this deal, and the next one that is "
        "to come is its next step, if it has none; may be repeated.",
        autocompletion=complete.deals,
    ),
]
_By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="MEMBER",
        help="Whose calendar it is, where no address is one of the team's; you by default.",
        autocompletion=complete.members,
    ),
]
_Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="DATE", help="Only from this day on; a year before today by default."
    ),
]
_Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Only up to this day; today by default."),
]


@writing()
def calendar(
    file: _File,
    deal: _Deal = None,
    by: _By = None,
    since: _Since = None,
    until: _Until = None,
    write: Write = Write(),
) -> None:
    """Take meetings with people of the book into their accounts' logs.

    What comes again is each time an entry. What is changed in the calendar changes its entry, if
    nobody has changed that here.

    \b
    Example: crm import calendar work.ics --since 2026-07-01 --dry-run
    Example: crm import calendar work.ics --deal lakeview-foods/freezer-controls
    """
    from crmcli.commands.write.importing.happened import addresses, deals_said
    from crmcli.commands.write.importing.met import tell_appointments
    from crmcli.domain.time.calendar import add_months, plus_days
    from crmcli.imports.correspondence.calendar_entries import CalendarEntries, Span

    editing = EditSession(write)
    today = editing.today
    begin = add_months(today, -12) if since is None else editing.day(since, past=True)
    end = today if until is None else min(editing.day(until, past=True), today)
    zone = editing.session.opened.zone
    read = _opened(file, zone, (begin, plus_days(today, _AHEAD)))
    book, deals = addresses(editing), deals_said(editing, deal)
    me = editing.member(by) or editing.me or ""
    found = CalendarEntries(book, Span(end, zone, me, deals))
    for each in read.appointments():
        found.take(each)
    found.left.update(read.left)
    from crmcli.domain.text.visible import visible

    if read.is_cut:
        editing.session.screen.tell(editing.session.phrases("told-calendar-cut", visible(file)))
    for name in sorted(read.unknown):
        editing.session.screen.tell(editing.session.phrases("told-zone-unknown", visible(name)))
    tell_appointments(editing, found, Message("title-import-calendar", (os.path.basename(file),)))


def _text(file: str) -> str:
    from crmcli.imports.correspondence.encoded import as_text
    from crmcli.store.files.foreign import read_foreign

    data = read_foreign(file, _MOST)
    if len(data) > _MOST:
        raise CrmError(
            Message("error-import-too-large", (file, _MOST >> 20)),
            Message("hint-import-too-large"),
            status=4,
        )
    return as_text(data.removeprefix(b"\xef\xbb\xbf"), "utf-8")


def _opened(file: str, zone: tzinfo | None, span: tuple[date, date]) -> "Calendar":
    """The calendar. Raises CrmError for a file that is none."""
    from crmcli.app.clock import zone_named
    from crmcli.imports.correspondence.appointments import Calendar
    from crmcli.imports.correspondence.zones import Zones

    def zones(parts: "Sequence[Part]") -> "Zones":
        return Zones(zone_named, zone, parts)

    read = Calendar(_text(file), zones, *span)
    if not read.is_one:
        raise CrmError(
            Message("error-calendar-none", (file,)), Message("hint-calendar-none"), status=4
        )
    return read
