"""The question of a command line that was parsed before, over what the files say now."""

from collections.abc import Callable
from datetime import date

from crmcli.commands.shared.common import Common
from crmcli.commands.shared.report_session import ReportSession
from crmcli.reports import registry
from crmcli.store.book.replay import Opening


def ask_again(opening: Opening) -> None:
    """Ends the program like a command."""
    name, asked, common, *_ = opening.request or ()
    plain, days, account, owners = asked
    report = registry.find(name)
    values = (
        date.fromisoformat(value) if is_day else value
        for value, is_day in zip(plain, days, strict=True)
    )
    session = ReportSession(Common(*common)._replace(opening=opening))
    options: Callable[..., tuple[object, ...]] = report.options
    session.show(report, options(*values), account, frozenset(owners))
