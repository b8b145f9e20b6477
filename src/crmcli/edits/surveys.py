"""What a person answered when asked how they are served."""

from crmcli.domain.edit import Prose
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Survey
from crmcli.domain.records.money import Money, as_written
from crmcli.domain.table import Message
from crmcli.edits.record_editor import Draft, full

SCALES = {"nps": 10, "csat": 5, "trust": 5}  # the highest answer, where the file does not say


def same(account: Account, survey: Survey) -> Survey | None:
    """The very same answer of the same person on the same day."""
    return next((each for each in account.surveys if each == survey), None)


def on_scale(score: Money, kind: str, scale: int | None) -> Money:
    """The score itself. Raises CrmError for one beyond the scale."""
    most = scale or SCALES[kind]
    if score > most:
        raise CrmError(Message("error-edit-score", (str(score), most)))
    return score


def answer(draft: Draft, survey: Survey) -> None:
    """The answer stands in the file. Raises CrmError for a score beyond the scale."""
    on_scale(survey.score, survey.kind, survey.scale)
    written = full(
        date=survey.date,
        contact=survey.contact,
        kind=survey.kind,
        about=survey.about,
        score=as_written(survey.score),
        scale=str(survey.scale) if survey.scale is not None else None,
        note=Prose(survey.note) if survey.note else None,
    )
    draft.add(("surveys",), written)
