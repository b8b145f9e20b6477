"""Deals qualified: what is known of each criterion of the book's framework."""

from collections.abc import Mapping
from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.kinds import AccountId, CriterionId, DealId, OneOf
from crmcli.app.work import Work
from crmcli.domain.deals.qualification import framework, key_of
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Mitigation
from crmcli.domain.records.words import CRITERION_STATUSES, MITIGATIONS
from crmcli.domain.table import Message
from crmcli.edits.deals.deals import still_open
from crmcli.edits.deals.qualifying import answer
from crmcli.edits.record_editor import Draft


class Qualify(NamedTuple):
    """An open deal answers these criteria so, today unless `date` says since when.

    `why` is the evidence; `mitigate` with `note` is what is done about an unmet or partial one.
    """

    account: AccountId
    deal: DealId
    answers: Mapping[CriterionId, Annotated[str, OneOf(CRITERION_STATUSES)]]
    date: Day | None = None
    why: str | None = None
    mitigate: Annotated[str, OneOf(MITIGATIONS)] | None = None
    note: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended, a criterion that the book's framework has
        not, and a mitigation of nothing.
        """
        asked = framework(work.policy)
        for criterion in self.answers:
            if criterion not in asked.criteria:
                raise CrmError(
                    Message("error-no-criterion", (asked.name, criterion)),
                    Message("hint-known", (", ".join(asked.criteria),)),
                    status=4,
                )
        day = self.date or work.today
        mitigation = Mitigation(self.mitigate, self.note) if self.mitigate else None

        def make(draft: Draft, record: Account) -> None:
            still_open(record, self.deal)
            key = key_of(record.deals[self.deal], asked)
            answer(draft, self.deal, key, self.answers, day, why=self.why, mitigation=mitigation)

        work.edit(self.account, make)
