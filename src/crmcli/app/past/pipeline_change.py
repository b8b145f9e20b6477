"""Why did the pipeline change between two days or revisions?"""

from datetime import date
from typing import NamedTuple

from crmcli.app.answering import Answer
from crmcli.app.past.moments import Snapshot, states, taken, told
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.reports.options import NO_FILTERS, ExplainOptions, Filters, NoOptions
from crmcli.reports.pipeline import pipeline_change as report
from crmcli.store.past.names import called_now
from crmcli.store.past.versions import Past


class Options(NamedTuple):
    """What may be asked: from when, until when; the end is the day of the answer where nothing
    else is said.
    """

    since: str = ""
    until: str = "today"
    explain: bool = False


def ask(
    session: Session, options: Options, *, as_of: date, filters: Filters = NO_FILTERS
) -> Answer:
    """What came and went. Raises CrmError where it cannot be told what is meant, where the end
    comes first, and where both are in two currencies.
    """
    session.look_again()
    with session.past() as past:
        before, after = (
            taken(session, past, said, report.FACTS, NoOptions(), as_of=as_of, filters=filters)
            for said in (options.since, options.until)
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
        earlier,
        after.facts,
        session.policy(as_of),
        before.day,
        after.day,
        ExplainOptions(options.explain),
        notes,
    )
    return told(session, table, past, (*before.skipped, *after.skipped))


def _under_later_ids(
    session: Session,
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
