"""A figure over time: days of the past from git, the day of the answer from the files."""

from datetime import date
from typing import NamedTuple

from crmcli.app.answering import Answer
from crmcli.app.past.moments import told
from crmcli.app.session import Session
from crmcli.reports.forecast import trend as report
from crmcli.reports.forecast.trend_metrics import together
from crmcli.reports.forecast.trend_rows import Month
from crmcli.reports.options import NO_FILTERS, Filters
from crmcli.store.past.book_at import SHORT
from crmcli.store.past.series import PastDays


class Options(NamedTuple):
    """What may be asked: which figure, and so many month ends before the day of the answer."""

    by: str | None = None
    metric: str | None = None
    months: int = 12
    explain: bool = False


def ask(
    session: Session, options: Options, *, as_of: date, filters: Filters = NO_FILTERS
) -> Answer:
    """A row a month end, and that day. Files that were left out are told with those of today."""
    session.look_again()
    book = session.book
    asked = report.Options(options.by, options.metric, options.explain)
    wanted = report.FACTS.wanted(asked)
    with session.past() as past:
        found = PastDays(book, past, report.FACTS, wanted, filters, together, session.progress)
        days = found.facts(report.month_ends(as_of, options.months))
    parts = together(session.gather(report.FACTS, wanted, as_of, filters))
    months = [
        Month(each.day, each.commit.id[:SHORT] if each.commit else None, each.facts, each.currency)
        for each in days
    ]
    policy = session.policy(as_of)
    months.append(Month(as_of, None, parts, policy.currency))
    table = report.tabulate(months, policy, as_of, asked)
    return told(session, table, past, tuple(found.skipped.values()))
