"""Promises that were moved: from the dated facts in the files, and from git's record of them."""

from collections.abc import Mapping

from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.table import Message, Table
from crmcli.reports.options import NoOptions
from crmcli.reports.pipeline import slips
from crmcli.reports.pipeline.promises import Promises
from crmcli.store.past.diff import committed, present
from crmcli.store.past.names import promises_now
from crmcli.store.past.promises import past_promises


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
