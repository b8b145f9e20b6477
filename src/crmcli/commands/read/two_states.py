"""The book at two moments: as committed by then where git has it, else from the facts dated in the
files.
"""

from datetime import date
from typing import Generic, NamedTuple, NoReturn

from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.reports.options import ExplainOptions, Filters, NoOptions
from crmcli.reports.pipeline import pipeline_change as report
from crmcli.reports.report import F, FactSource, W
from crmcli.store.book.facts import FactRequest
from crmcli.store.book.opening import with_holidays
from crmcli.store.past.book_at import book_at
from crmcli.store.past.commits import Commit
from crmcli.store.past.diff import State, committed, present
from crmcli.store.past.names import called_now
from crmcli.store.past.versions import Past


class Snapshot(NamedTuple, Generic[F]):
    """The facts of one moment, and the currency they are in. `note` tells where they come from when
    that is not git's record of the day.

    `commit`: whose files they are of; None for the files as they are.
    """

    day: date
    facts: list[F]
    currency: str
    note: Message | None = None
    commit: Commit | None = None


def show_change(session: ReportSession, said: tuple[str, str]) -> NoReturn:
    """Print why the pipeline changed between two days or revisions. Exits 1 when it does not
    balance.
    """
    filters, options = session.filters(), ExplainOptions(session.common.explain)
    with session.past() as past:
        before, after = (
            taken(session, past, each, report.FACTS, NoOptions(), filters) for each in said
        )
        earlier = _under_later_ids(session, past, before, after)
    if before.day > after.day:
        raise CrmError(Message("error-change-backwards", (before.day, after.day)))
    if before.currency != after.currency:
        raise CrmError(
            Message("error-change-currencies", (before.currency, after.currency)), status=4
        )
    notes = tuple(dict.fromkeys(each.note for each in (before, after) if each.note))
    table = report.tabulate(
        earlier, after.facts, session.policy, before.day, after.day, options, notes
    )
    session.put(table, status=0 if report.balances(table.rows) else 1)


def taken(
    session: ReportSession,
    past: Past,
    said: str,
    source: FactSource[F, W],
    options: W,
    filters: Filters,
) -> Snapshot[F]:
    """The facts of a moment as said. Raises CrmError when it cannot be told what is meant."""
    meant = _meant(session, past, said)
    if isinstance(meant, date):
        note = Message("note-snapshot-files", (meant,)) if meant < session.as_of else None
        want = FactRequest(source, with_holidays(session.book, meant), meant, options, filters)
        return Snapshot(meant, session.opened.facts(want), session.policy.currency, note)
    day, commit = meant
    book = book_at(past, commit, session.book.cache, session.progress())
    want = FactRequest(source, with_holidays(book, day), day, options, filters)
    facts = book.library.facts(want, book.policy_digest)
    session.book.library.skipped.extend(book.library.skipped)
    return Snapshot(day, facts, book.policy.currency, commit=commit)


def states(
    session: ReportSession, past: Past, before: Snapshot[F], after: Commit | None
) -> tuple[State, State] | None:
    """Both moments as states to be compared; None where they are of the same files."""
    if before.commit is None or before.commit == after:
        return None
    old = committed(past, before.commit)
    if after is None and session.book.recorded is not None:
        after = past.resolve(past.line)
    return old, present(session.book, old) if after is None else committed(past, after)


def _under_later_ids(
    session: ReportSession,
    past: Past,
    before: Snapshot[report.DealThen],
    after: Snapshot[report.DealThen],
) -> list[report.DealThen]:
    """The earlier deals under the ids they have later: what was only renamed neither came nor
    went.
    """
    known = {deal.ref for deal in after.facts}
    gone = {deal.account for deal in before.facts if deal.ref not in known}
    compared = states(session, past, before, after.commit) if gone else None
    if compared is None:
        return before.facts
    called = called_now(*compared, gone)
    return [
        deal._replace(
            account=called[deal.account].id,
            deal=called[deal.account].by.deals.get(deal.deal, deal.deal),
        )
        if deal.account in gone
        else deal
        for deal in before.facts
    ]


def _meant(session: ReportSession, past: Past, said: str) -> date | tuple[date, Commit]:
    """A day with the commit its files are from; or a day alone, when the files as they are have to
    do.
    """
    day = past.day(said, session.as_of) if not past.is_revision(said) else None
    if day is None:
        commit = past.resolve(said, session.as_of)
        return commit.when.date(), commit
    if day >= session.as_of or not past.is_recorded():
        return day
    found = past.at_days([day])[0]
    return day if found is None else (day, found)
