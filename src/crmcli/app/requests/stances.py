"""How a person stands to us, from a day on."""

from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.kinds import AccountId, ContactId, MemberId, OneOf
from crmcli.app.work import Work
from crmcli.domain.records.words import STANCES
from crmcli.edits.stances import assess


class AssessStance(NamedTuple):
    """How a person stands to us from a day on, today unless `date` says when; what was thought
    before stays in the file.

    `by` is who of ours says so, `why` on what evidence.
    """

    account: AccountId
    contact: ContactId
    value: Annotated[str, OneOf(STANCES)]
    date: Day | None = None
    by: MemberId | None = None
    why: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for somebody who is not there any more."""
        day = self.date or work.today
        work.edit(
            self.account,
            lambda draft, _: assess(draft, self.contact, self.value, day, by=self.by, why=self.why),
        )
