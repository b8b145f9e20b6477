"""The page of a week, held against its eve: git's record where there is one, else the facts dated
in the files.
"""

from datetime import date
from typing import NamedTuple

from crmcli.app.answering import Answer
from crmcli.app.past.moments import states, taken, told
from crmcli.app.session import Session
from crmcli.domain.time.calendar import ONE_DAY, plus_days
from crmcli.reports.coverage import coverage
from crmcli.reports.options import NO_FILTERS, ExplainOptions, Filters
from crmcli.reports.pages import review
from crmcli.store.past.names import promises_now
from crmcli.store.past.promises import past_promises


class Options(NamedTuple):
    """What may be asked: the week of a day, and at most so many rows in each part."""

    week: date | None = None
    limit: int | None = None
    explain: bool = False


def usual_week(as_of: date) -> date:
    """A day of the week that a team looks at: the one that runs, on a Monday the one that has just
    ended.
    """
    return as_of if as_of.weekday() or as_of == date.min else as_of - ONE_DAY


def ends(week: date, as_of: date) -> tuple[date, date]:
    """From the Monday of that day's week up to its Sunday, or to the day of the answer while it
    runs.
    """
    start, end = review.week_of(week)
    return start, min(end, max(as_of, start))


def ask(
    session: Session, options: Options, *, as_of: date, filters: Filters = NO_FILTERS
) -> Answer:
    """What the week of that day brought, else the usual one; at most so many rows in each part."""
    session.look_again()
    start, end = ends(options.week or usual_week(as_of), as_of)
    plain = ExplainOptions()
    wanted = review.Options(filters, start, options.limit, explain=options.explain)
    with session.past() as past:
        eve = plus_days(start, -1).isoformat()
        before = taken(session, past, eve, coverage.FACTS, plain, as_of=end, filters=filters)
        recorded, unread = past_promises(past, before.day, session.progress)
        compared = states(session, past, before, None)
        recorded = promises_now(recorded, *compared) if compared else recorded
    covered = session.gather(coverage.FACTS, plain, end, filters)
    table = review.tabulate(
        session.gather(review.FACTS, review.FACTS.wanted(wanted), end, filters),
        session.policy(end),
        end,
        wanted,
        (coverage.whole(before.facts), coverage.whole(covered)),
        recorded,
        (before.note,) if before.note else (),
    )
    return told(session, table, past, (*before.skipped, *unread))
