"""What looks ahead, held against the past: git's record where there is one, else the facts dated in
the files.
"""

from typing import NoReturn

from crmcli.app.past.review import Options, ask, ends, usual_week
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.table import Table
from crmcli.reports.pages.review import week_of
from crmcli.reports.queries import quality
from crmcli.store.past.authorship import past_writing

# a week may be said by its adjective alone
_WEEKS = {"last": "last week", "this": "this week", "지난": "지난주", "이번": "이번 주"}


def judged(session: ReportSession, by: str | None) -> Table:
    """How complete and how fresh the book is, and what git tells of those who write."""
    options = quality.Options(by=by, explain=session.common.explain)
    facts = session.gather(quality.FACTS, quality.FACTS.wanted(options), session.filters())
    with session.past() as past:
        written = past_writing(past, session.book.policy, session.as_of)
    return quality.tabulate(facts, session.policy, session.as_of, options, written)


def reviewed(session: ReportSession, said: str | None, limit: int | None) -> NoReturn:
    """Print the page of a week and end the command; the week is told where nobody said it and it
    is not the one that runs.
    """
    asked = said and _WEEKS.get(said.strip().casefold(), said)
    week = session.day(asked, "common-day-week") or usual_week(session.as_of)
    if said is None and week != session.as_of:
        session.tell_day("common-day-week", week_of(week)[0])
    end = session.on(ends(week, session.as_of)[1])
    options = Options(week, limit, session.common.explain)
    found = ask(session.opened, options, as_of=session.as_of, filters=end.filters())
    end.put_past(found)
