"""A figure's facts over time: days of the past from git, the day of the answer from the files."""

from collections.abc import Mapping

from crmcli.commands.shared.report_session import Desk
from crmcli.domain.table import Message, Table
from crmcli.reports.forecast import trend
from crmcli.reports.forecast.trend import Month, month_ends
from crmcli.reports.forecast.trend_metrics import together
from crmcli.reports.options import NoOptions
from crmcli.reports.pipeline import slips
from crmcli.reports.pipeline.promises import Promises
from crmcli.store.past.book_at import SHORT
from crmcli.store.past.diff import committed, present
from crmcli.store.past.names import promises_now
from crmcli.store.past.promises import past_promises
from crmcli.store.past.series import PastDays


def followed(desk: Desk, options: trend.Options, months: int) -> list[Month]:
    """The month ends before the day of the answer, and that day. Files that were left out are told
    with those of today.
    """
    book, filters, wanted = desk.book, desk.filters(), trend.FACTS.wanted(options)
    with desk.past() as past:
        found = PastDays(book, past, trend.FACTS, wanted, filters, together, desk.progress())
        days = found.facts(month_ends(desk.as_of, months))
    now = Month(
        desk.as_of, None, together(desk.gather(trend.FACTS, wanted, filters)), desk.policy.currency
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


def slipped(desk: Desk, by: str | None) -> Table:
    """The promises that were moved; without a repository those whose moves the files tell."""
    facts = desk.gather(slips.FACTS, NoOptions(), desk.filters())
    with desk.past() as past:
        notes = () if past.is_recorded() else (Message("note-slips-files"),)
        recorded, unread = past_promises(past, desk.as_of, desk.progress())
        if (
            desk.book.recorded is None
            and recorded
            and not all(_is_known(fact, recorded) for fact in facts)
        ):
            then = past.at_days([desk.as_of])[0] or past.resolve(past.line)
            old = committed(past, then)
            recorded = promises_now(recorded, old, present(desk.book, old))
    desk.book.library.skipped.extend(unread)
    options = slips.Options(by=by, explain=desk.common.explain)
    return slips.tabulate(facts, recorded, desk.policy, desk.as_of, options, notes)
