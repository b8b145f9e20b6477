"""What a person answered when asked how they are served."""

from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.again import named, refuse_again
from crmcli.app.requests.kinds import AccountId, ContactId, OneOf
from crmcli.app.work import Work
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Survey
from crmcli.domain.records.money import Money
from crmcli.domain.records.words import SURVEY_KINDS, SURVEY_SUBJECTS
from crmcli.domain.table import Message
from crmcli.edits import surveys as edits
from crmcli.edits.record_editor import Draft
from crmcli.history.names import word


class AddSurvey(NamedTuple):
    """What somebody answered when asked how they are served, today unless `date` says when.

    `scale` is the highest answer there was: 10 for nps and 5 for the others by default. `again`:
    also if the account has the very same answer already.
    """

    account: AccountId
    kind: Annotated[str, OneOf(SURVEY_KINDS)]
    score: Money
    contact: ContactId | None = None
    about: Annotated[str, OneOf(SURVEY_SUBJECTS)] | None = None
    scale: int | None = None
    note: str | None = None
    date: Day | None = None
    again: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for a score beyond the scale, and for an answer that is there."""
        asked = self._replace(date=self.date or work.today)

        def make(draft: Draft, record: Account) -> None:
            refuse_again(record, asked.already(record), again=self.again)
            edits.answer(draft, _survey(asked))

        work.edit(self.account, make)

    def already(self, account: Account) -> Message | None:
        """What the account has that is the same."""
        found = edits.same(account, _survey(self))
        return (
            named(word(found.kind), str(found.score), found.contact, found.date) if found else None
        )


def _survey(asked: AddSurvey) -> Survey:
    day = asked.date or Day.min
    kind, score, contact = asked.kind, asked.score, asked.contact
    return Survey(day, kind, score, contact, asked.about, asked.scale, asked.note)
