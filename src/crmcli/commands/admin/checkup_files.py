"""What the doctor sees in a book's files: are all of them here, and can every system hold them?"""

from typing import TYPE_CHECKING

from crmcli.app.accounts import taken_ids
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.portable import fold, unportable
from crmcli.store.book.opening import PolicyBroken

if TYPE_CHECKING:
    from crmcli.commands.shared.report_session import ReportSession

FEW = 3  # names that are told; the others are counted


def missing(session: "ReportSession") -> Message | None:
    """How many files git has that this checkout has not, and which; None for none."""
    try:
        return told([each.path for each in sorted(session.book.library.skipped) if each.is_missing])
    except (PolicyBroken, CrmError):
        return None


def unheld(session: "ReportSession") -> Message | None:
    """How many accounts and folders have names that some system cannot hold, and which; None for
    none, or where that cannot be told.
    """
    try:
        ids = sorted(taken_ids(session.book))
        folders = {
            folder for entry in session.book.library.entries for folder in entry[0].split("/")[1:-1]
        }
    except (PolicyBroken, CrmError):
        return None
    first: dict[str, str] = {}
    found = [each for each in ids if unportable(each) or first.setdefault(fold(each), each) != each]
    return told(found + sorted(f"{folder}/" for folder in folders if unportable(folder, "")))


def told(names: list[str]) -> Message | None:
    """How many there are, and the first few."""
    if not names:
        return None
    return Message(
        "check-some" if len(names) > FEW else "check-these",
        (len(names), Message("list", tuple(names[:FEW])), len(names) - FEW),
    )
