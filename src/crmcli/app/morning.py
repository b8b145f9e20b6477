"""The morning's page of a book: the agenda, the figures that moved, and what changed since
yesterday.
"""

from datetime import date

from crmcli.app.answering import Answer
from crmcli.app.session import Session
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import plus_days
from crmcli.reports.options import NO_FILTERS, Filters, NoOptions
from crmcli.reports.pages import morning
from crmcli.store.past import sealed


def morning_page(
    session: Session,
    options: morning.Options,
    *,
    as_of: date | None = None,
    filters: Filters = NO_FILTERS,
) -> Answer:
    """The page, as of a day; what git lacks of the past is told in `lacks`."""
    session.look_again()
    day = as_of or session.today
    facts = session.gather(morning.FACTS, NoOptions(), day, filters, options)
    news, lacks = _news(session, day, filters)
    table = morning.tabulate(facts, session.policy(day), day, options, news)
    book = session.book
    return Answer(
        table,
        tuple(sorted(book.library.skipped)),
        tuple(book.library.warnings),
        tuple(book.problems),
        lacks,
    )


def _news(
    session: Session, as_of: date, filters: Filters
) -> tuple[list[morning.NewsRow] | None, tuple[Message, ...]]:
    """What differs between yesterday's end and the files as they are, or on a day of the past as
    they were committed by its end; None where git has no yesterday, and of a book without some of
    what it says. And what this clone lacks for it.
    """
    if session.hides:
        return None, ()
    from crmcli.store.past.diff import committed, differences, present

    with session.past() as past:
        found, by_then = (
            past.at_days([plus_days(as_of, -1), as_of]) if past.is_recorded() else (None, None)
        )
        rows = None
        if found is not None and by_then is not None:
            old = committed(past, found)
            is_now = session.book.recorded is None and as_of >= session.now.date()
            new = present(session.book, old) if is_now else committed(past, by_then)
            rows = [
                morning.NewsRow(each.account, each.message, each.kind, each.subject)
                for each in differences(
                    old, new, session.book.policy, wanted=filters.accounts(), as_of=as_of
                )
            ]
    return rows, sealed.lacks(past)
