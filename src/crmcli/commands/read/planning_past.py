"""What looks ahead, held against the past: git's record where there is one, else the facts dated in
the files.
"""

from datetime import date

from crmcli.commands.read.two_states import states, taken
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.table import Table
from crmcli.domain.time.calendar import ONE_DAY, add_months, plus_days
from crmcli.reports.coverage import coverage
from crmcli.reports.forecast import backtest, forecast
from crmcli.reports.options import ExplainOptions, NoOptions
from crmcli.reports.pages import review
from crmcli.reports.queries import quality
from crmcli.store.past.authorship import past_writing
from crmcli.store.past.book_at import SHORT
from crmcli.store.past.names import promises_now
from crmcli.store.past.promises import past_promises
from crmcli.store.past.series import PastDays


def tested(session: ReportSession, method: str) -> Table:
    """The forecast recorded at each past month's start against what happened. Files that were left
    out are told with those of today.
    """
    book, firsts, filters = session.book, backtest.starts(session.as_of), session.filters()
    options = backtest.Options(method=method, explain=session.common.explain)
    wanted = backtest.FACTS.wanted(options)
    with session.past() as past:
        found = PastDays(book, past, backtest.FACTS, wanted, filters, list, session.progress())
        recorded = past.is_recorded()
        days = found.facts([first - ONE_DAY for first in firsts]) if recorded else []
        months = [
            backtest.Start(
                first, each.commit.id[:SHORT] if each.commit else None, each.facts, each.currency
            )
            for first, each in zip(firsts, days, strict=False)
        ]
        begun = (
            past.commits()[-1].when.date()
            if recorded and not any(month.facts is not None for month in months)
            else session.as_of
        )
    months = months or [backtest.Start(first, None, None) for first in firsts]
    now = session.gather(forecast.FACTS, NoOptions(), filters)
    book.library.skipped.extend(found.skipped.values())
    return backtest.tabulate(
        months, now, session.policy, session.as_of, options, add_months(begun.replace(day=1), 1)
    )


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
        before = taken(
            session, past, plus_days(start, -1).isoformat(), coverage.FACTS, plain, filters
        )
        recorded, unread = past_promises(past, before.day, session.progress())
        compared = states(session, past, before, None)
        recorded = promises_now(recorded, *compared) if compared else recorded
    session.book.library.skipped.extend(unread)
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
