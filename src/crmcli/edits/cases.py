"""Cases: a complaint, question or request is opened, and closed with what came of it."""

from datetime import date

from crmcli.domain.edit import Prose
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Case
from crmcli.domain.table import Message
from crmcli.edits.names import new_id
from crmcli.edits.record_editor import Draft, full


def add(draft: Draft, account: Account, case: Case, *, id_: str | None = None) -> str:
    """The case stands in the file; returns its id."""
    key = id_ or new_id(f"{case.kind} {case.opened.isoformat()}", account.cases)
    if key in account.cases:
        raise CrmError(
            Message("error-edit-exists", (key,)), Message("hint-edit-choose-id"), status=4
        )
    written = full(
        opened=case.opened,
        kind=case.kind,
        contact=case.contact,
        what=Prose(case.what) if case.what else None,
        owner=case.owner,
        deal=case.deal,
    )
    draft.set(("cases", key), written)
    return key


def same(account: Account, case: Case) -> str | None:
    """A case of that day about the same, told by the same person."""
    wanted = (case.opened, case.kind, case.contact, case.what)
    cases = account.cases.items()
    return next((key for key, each in cases if each[:4] == wanted), None)


def close(draft: Draft, account: Account, case: str, day: date, resolution: str) -> None:
    """The case is settled.

    Raises CrmError for one that is closed already, or was not open by then.
    """
    record = account.cases[case]
    if record.closed is not None:
        raise CrmError(Message("error-edit-case-closed", (case, record.closed)), status=4)
    if day < record.opened:
        raise CrmError(Message("error-edit-ends-first", (day, record.opened)))
    draft.set(("cases", case, "closed"), day.isoformat())
    draft.set(("cases", case, "resolution"), Prose(resolution))
