"""`crm` alone: the morning page inside of a book, how to begin outside of one."""

from typing import NoReturn

from crmcli.app.morning import morning_page
from crmcli.app.who import me
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.reports.pages import morning


def greet(common: Common, *, mine: bool = False) -> NoReturn:
    """Print the page, or three lines on how to begin, and end the program."""
    session = ReportSession(common, memorable=False)  # a commit changes the answer, and no file
    try:
        _ = session.book
    except CrmError as error:
        if error.message.key != "error-no-book" or common.output not in ("table", "spoken"):
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
    found = morning_page(session.opened, options, as_of=session.as_of, filters=filters)
    session.number(found.table)
    table = morning.as_one(found.table) if common.output == "json" else found.table
    session.put(table, lacks=found.lacks)
