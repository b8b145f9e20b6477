"""A row of the agenda put off: until which day, and why."""

from datetime import date

from crmcli.app.requests.agenda_rows import Row
from crmcli.app.requests.resting import RestRow
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import plus_days

MOST = 3650  # days that a bare number may mean


def rested(
    editing: EditSession,
    page: Page,
    row: Row,
    until: str | None,
    why: str | None,
    by: str | None,
    day: date,
) -> RestRow:
    """The row put off as it was said, with what was left out asked for. Raises CrmError."""
    asking = editing.asking
    said = asking.need(
        until, "--rest", "ask-rest-until", check=lambda one: rest_day(editing, one, day)
    )
    then = rest_day(editing, said, day)
    if not said.isdecimal():
        editing.echo(said, then)
    reason = asking.need_text(why, "--why", "ask-rest-why") if then > day else why
    return RestRow(
        page.account.id,
        row.kind,
        row.subject,
        then,
        reason,
        by or editing.me,
        day,
        row.day,
        row.records,
        row.as_of,
    )


def rest_day(editing: EditSession, said: str, day: date) -> date:
    """The day on which it is back: a number of days, or a day as people say it. Raises CrmError."""
    if said.isdecimal() and len(said) <= 4 and int(said) <= MOST:
        return plus_days(day, int(said))
    until = editing.as_day(said)
    if until < day:
        raise CrmError(Message("error-rest-past", (until,)), Message("hint-rest-past"))
    return until
