"""`crm` alone: the morning page inside of a book, how to begin outside of one."""

from typing import NoReturn

from crmcli.commands.shared.common import Common
from crmcli.commands.shared.find_member import me
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.time.calendar import plus_days
from crmcli.reports.options import Filters, NoOptions
from crmcli.reports.pages import morning


def greet(common: Common, *, mine: bool = False) -> NoReturn:
    """Print the page, or three lines on how to begin, and end the program."""
    session = ReportSession(common, memorable=False)  # a commit changes the answer, and no file
    try:
        _ = session.book
    except CrmError as error:
        if error.message.key != "error-no-book" or common.output != "table":
            raise
        session.finish(
            "".join(
                f"{session.phrases(key)}\n"
                for key in ("told-start-try", "told-start-new", "told-start-help")
            ).encode(),
            0,
        )
    filters = session.filters(frozenset((me(session.book),) if mine else ()))
    options = morning.Options(common.most(None, morning.ROWS), common.explain)
    facts = session.gather(morning.FACTS, NoOptions(), filters, options)
    news = _news(session, filters)
    table = morning.tabulate(facts, session.policy, session.as_of, options, news)
    session.number(table)
    session.put(morning.as_one(table) if common.output == "json" else table)


def _news(session: ReportSession, filters: Filters) -> list[morning.NewsRow] | None:
    """What differs between yesterday's end and the files as they are, or on a day of the past as
    they were committed by its end; None where git has no yesterday.
    """
    from crmcli.store.past.diff import committed, differences, present

    with session.past() as past:
        found, by_then = (
            past.at_days([plus_days(session.as_of, -1), session.as_of])
            if past.is_recorded()
            else (None, None)
        )
        if found is None or by_then is None:
            return None
        old = committed(past, found)
        is_now = session.book.recorded is None and session.as_of >= session.now.date()
        new = present(session.book, old) if is_now else committed(past, by_then)
        return [
            morning.NewsRow(each.account, each.message, each.kind, each.subject)
            for each in differences(
                old, new, session.book.policy, wanted=filters.accounts(), as_of=session.as_of
            )
        ]
