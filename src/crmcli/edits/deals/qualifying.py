"""What we know of a deal, criterion by criterion, and on what evidence."""

from collections.abc import Mapping
from datetime import date

from crmcli.domain.edit import Prose
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Mitigation
from crmcli.domain.table import Message
from crmcli.edits.record_editor import Draft, full


def answer(
    draft: Draft,
    deal: str,
    key: str,
    answers: Mapping[str, str],
    day: date,
    *,
    why: str | None = None,
    mitigation: Mitigation | None = None,
) -> None:
    """These criteria, below that key of the deal, have these answers since that day.

    What is done about an unmet one stays unless told anew, and so does the evidence of an answer
    that is the same. Raises CrmError for a mitigation of nothing.
    """
    if mitigation and not {"unmet", "partial"} & set(answers.values()):
        hint = "hint-edit-mitigate" if key == "bant" else "hint-qualify-mitigate"
        raise CrmError(Message("error-edit-mitigate"), Message(hint))
    for criterion, status in answers.items():
        path = ("deals", deal, key, criterion)
        before = draft.at(*path)
        kept = (
            before.get("mitigation")
            if isinstance(before, dict) and status in ("unmet", "partial")
            else None
        )
        told = (
            full(kind=mitigation.kind, note=Prose(mitigation.note) if mitigation.note else None)
            if mitigation and status in ("unmet", "partial")
            else kept
        )
        evidence = (
            Prose(why)
            if why
            else before.get("why")
            if isinstance(before, dict) and before.get("status") == status
            else None
        )
        draft.set(path, full(status=status, date=day, why=evidence, mitigation=told))
