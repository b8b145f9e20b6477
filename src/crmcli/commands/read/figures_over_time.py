"""A figure's facts over time: days of the past from git, the day of the answer from the files."""

from collections.abc import Mapping

from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.table import Message, Table
from crmcli.reports.forecast import trend
from crmcli.reports.forecast.trend import month_ends
from crmcli.reports.forecast.trend_metrics import together
from crmcli.reports.forecast.trend_rows import Month
from crmcli.reports.options import NoOptions
from crmcli.reports.pipeline import slips
from crmcli.reports.pipeline.promises import Promises
from crmcli.store.past.book_at import SHORT
from crmcli.store.past.diff import committed, present
from crmcli.store.past.names import promises_now
from crmcli.store.past.promises import past_promises
from crmcli.store.past.series import PastDays


def followed(session: ReportSession, options: trend.Options, months: int) -> list[Month]:
    """The month ends before the day of the answer, and that day. Files that were left out are told
    with those of today.
    """
    book, filters, wanted = session.book, session.filters(), trend.FACTS.wanted(options)
    with session.past() as past:
        found = PastDays(book, past, trend.FACTS, wanted, filters, together, session.progress())
        days = found.facts(month_ends(session.as_of, months))
    now = Month(
        session.as_of,
        None,
        together(session.gather(trend.FACTS, wanted, filters)),
        session.policy.currency,
    )
    book.library.skipped.extend(found.skipped.values())
    return [
        *(
            Month(
                each.day, each.commit.id[:SHORT] if each.commit else None, each.facts, each.currency
            )
            for each in days
        ),
        now,
    ]


def _is_known(fact: slips.SlipFact, recorded: Mapping[str, Promises]) -> bool:
    return (fact.promise.kind, fact.promise.subject) in recorded.get(fact.account, {})


def slipped(session: ReportSession, by: str | None) -> Table:
    """The promises that were moved; without a repository those whose moves the files tell."""
    facts = session.gather(slips.FACTS, NoOptions(), session.filters())
    with session.past() as past:
        notes = () if past.is_recorded() else (Message("note-slips-files"),)
        recorded, unread = past_promises(past, session.as_of, session.progress())
        if (
            session.book.recorded is None
            and recorded
            and not all(_is_known(fact, recorded) for fact in facts)
        ):
            then = past.at_days([session.as_of])[0] or past.resolve(past.line)
            old = committed(past, then)
            recorded = promises_now(recorded, old, present(session.book, old))
    session.book.library.skipped.extend(unread)
    options = slips.Options(by=by, explain=session.common.explain)
    return slips.tabulate(facts, recorded, session.policy, session.as_of, options, notes)
