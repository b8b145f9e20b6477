"""How near were the forecasts: what was recorded at each past month's start, and what happened?"""

from datetime import date

from crmcli.app.answering import Answer
from crmcli.app.past.moments import told
from crmcli.app.session import Session
from crmcli.domain.time.calendar import ONE_DAY, add_months
from crmcli.reports.forecast import backtest, forecast
from crmcli.reports.options import NO_FILTERS, Filters, NoOptions
from crmcli.store.past.book_at import SHORT
from crmcli.store.past.series import PastDays

Options = backtest.Options


def ask(
    session: Session, options: Options, *, as_of: date, filters: Filters = NO_FILTERS
) -> Answer:
    """A row a month. Files that were left out of one are told with those of today."""
    session.look_again()
    book, firsts = session.book, backtest.starts(as_of)
    wanted = backtest.FACTS.wanted(options)
    with session.past() as past:
        found = PastDays(book, past, backtest.FACTS, wanted, filters, list, session.progress)
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
            else as_of
        )
    months = months or [backtest.Start(first, None, None) for first in firsts]
    now = session.gather(forecast.FACTS, NoOptions(), as_of, filters)
    testable = add_months(begun.replace(day=1), 1)
    table = backtest.tabulate(months, now, session.policy(as_of), as_of, options, testable)
    return told(session, table, past, tuple(found.skipped.values()))
