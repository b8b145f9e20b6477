"""The way to the signature: they said yes, and what has to happen until they sign."""

from collections.abc import Sequence
from datetime import date as Day
from typing import NamedTuple

from crmcli.app.requests.kinds import AccountId, DealId, StepId
from crmcli.app.work import Work
from crmcli.edits.deals import closing
from crmcli.edits.entries import has_come


class AgreeDeal(NamedTuple):
    """They said yes before anything is signed, today unless `date` says when."""

    account: AccountId
    deal: DealId
    date: Day | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended, and for a day before it began or still to
        come.
        """
        day = self.date or work.today
        has_come(day, work.today)
        work.edit(self.account, lambda draft, record: closing.agree(draft, record, self.deal, day))


class PlanSteps(NamedTuple):
    """What has to happen before a deal is signed, after the steps that are there.

    `steps` are ids, such as `legal-review`.
    """

    account: AccountId
    deal: DealId
    steps: Sequence[str]

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended."""
        work.edit(
            self.account,
            lambda draft, record: closing.plan(draft, record, self.deal, self.steps),
        )


class TickSteps(NamedTuple):
    """Steps to the signature are done, today unless `date` says when."""

    account: AccountId
    deal: DealId
    steps: Sequence[StepId]
    date: Day | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended, and for a day still to come."""
        day = self.date or work.today
        has_come(day, work.today)
        work.edit(
            self.account,
            lambda draft, record: closing.tick(draft, record, self.deal, self.steps, day),
        )


class DropSteps(NamedTuple):
    """Steps to the signature are not needed."""

    account: AccountId
    deal: DealId
    steps: Sequence[StepId]

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended."""
        work.edit(
            self.account,
            lambda draft, record: closing.drop(draft, record, self.deal, self.steps),
        )
