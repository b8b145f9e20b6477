"""Is the whole book here? What changes one account may have to change others that name it."""

from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.write.twins import refuse_twins


def whole(session: ReportSession, key: str, *words: str) -> None:
    """Every account has to be here, and once, for what is about to be written. Raises CrmError
    where one is not: with the message of that key, if git has it.
    """
    skipped = session.book.library.skipped
    missing = [each for each in skipped if each.is_missing]
    if missing:
        session.tell_skipped(sorted(missing))
        raise CrmError(Message(key, (len(missing), *words)), status=4)
    refuse_twins(
        session.book.root,
        [each.path for each in skipped if each.problems[0][0].rule == "duplicate-account"],
    )
