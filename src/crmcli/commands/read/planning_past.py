"""What looks ahead, held against the past: git's record where there is one, else the facts dated in
the files.
"""

from datetime import date

from crmcli.app.past.moments import states, taken
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.table import Table
from crmcli.domain.time.calendar import ONE_DAY, plus_days
from crmcli.reports.coverage import coverage
from crmcli.reports.options import ExplainOptions
from crmcli.reports.pages import review
from crmcli.reports.queries import quality
from crmcli.store.past.authorship import past_writing
from crmcli.store.past.names import promises_now
from crmcli.store.past.promises import past_promises


def judged(session: ReportSession, by: str | None) -> Table:
    """How complete and how fresh the book is, and what git tells of those who write."""
    options = quality.Options(by=by, explain=session.common.explain)
    facts = session.gather(quality.FACTS, quality.FACTS.wanted(options), session.filters())
    with session.past() as past:
        written = past_writing(past, session.book.policy, session.as_of)
    return quality.tabulate(facts, session.policy, session.as_of, options, written)


def reviewed(session: ReportSession, said: str | None, limit: int | None) -> Table:
    """The page of a week: up to its Sunday, or to the day of the answer while it runs; at most so
    many rows in each part.
    """
    asked = session.day(said, "common-day-week") or _usual_week(session)
    start, end = review.week_of(asked)
    end = min(end, max(session.as_of, start))
    session = session.on(end)
    filters, plain = session.filters(), ExplainOptions()
    options = review.Options(filters, start, limit, explain=session.common.explain)
    with session.past() as past:
        eve = plus_days(start, -1).isoformat()
        before = taken(
            session.opened, past, eve, coverage.FACTS, plain, as_of=session.as_of, filters=filters
        )
        recorded, unread = past_promises(past, before.day, session.progress())
        compared = states(session.opened, past, before, None)
        recorded = promises_now(recorded, *compared) if compared else recorded
    session.book.library.skipped.extend((*before.skipped, *unread))
    whole = coverage.Options()
    then = coverage.tabulate(before.facts, session.policy, before.day, whole).totals
    covered = session.gather(coverage.FACTS, plain, filters)
    now = coverage.tabulate(covered, session.policy, end, whole).totals
    notes = (before.note,) if before.note else ()
    return review.tabulate(
        session.gather(review.FACTS, review.FACTS.wanted(options), filters),
        session.policy,
        end,
        options,
        (then, now),
        recorded,
        notes,
    )


def _usual_week(session: ReportSession) -> date:
    """A day of the week that a team looks at: the one that runs, on a Monday the one that has just
    ended, which is told.
    """
    if session.as_of.weekday() or session.as_of == date.min:
        return session.as_of
    day = session.as_of - ONE_DAY
    session.tell_day("common-day-week", review.week_of(day)[0])
    return day
