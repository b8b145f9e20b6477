"""Is everything in place?"""

from datetime import datetime
from typing import Annotated

import typer

from crmcli.commands.admin.checkup import Check, checks
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Column, Message, Table
from crmcli.messages import everywhere

COLUMNS = (
    Column("check", "label", 9),
    Column("state", "status", 9),
    Column("found", "message", 8),
    Column("todo", "message", 9),
)


@shared("as_of", "at", "owner", "segment", "tag", "explain")
def doctor(
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Tell this clone's git how to merge and compare account files."),
    ] = False,
    common: Common = Common(),
) -> None:
    """Is everything in place, on this machine and in this clone? And what to do where it is not.

    Exits 1 when something is missing.

    \b
    Example: crm doctor --fix
    Example: crm doctor --json
    """
    session = ReportSession(common, memorable=False)
    if fix:
        _mend(session)
    found = list(checks(session))
    session.screen.write(session.render(tabulated(found)).encode("utf-8", "surrogateescape"))
    if any(check.state == "missing" for check in found):
        raise typer.Exit(1)


def tabulated(found: list[Check]) -> Table:
    """The checks as a table."""
    names = {each.check: everywhere(f"check-of-{each.check}") for each in found}
    today = datetime.now().astimezone().date()
    return Table("doctor", today, found, COLUMNS, labels={"check": names})


def _mend(session: ReportSession) -> None:
    """Install what a clone needs, and say each thing done. Raises CrmError where there is no clone
    to tell it to.
    """
    from crmcli.store.book.opening import locate
    from crmcli.store.git.clone import install
    from crmcli.store.git.git import is_work_tree

    root = locate(session.common.book)
    if not is_work_tree(root):
        raise CrmError(Message("error-not-a-repository", (root,)), Message("check-do-repository"))
    for name in install(root):
        session.screen.tell(
            session.phrases("check-fixed-file" if name.startswith(".") else "check-fixed", name)
        )
