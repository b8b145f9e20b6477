"""How a deal ends: won, lost, fizzled out or never real; and opened again."""

from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.kinds import AccountId, DealId, MemberId, OneOf, ReasonId, StageId
from crmcli.app.work import Work
from crmcli.domain.records.account import Account, Outcome
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import RESULTS
from crmcli.edits.deals import outcomes
from crmcli.edits.deals.deals import still_open
from crmcli.edits.deals.gates import Need, Pass, before_winning
from crmcli.edits.entries import has_come
from crmcli.edits.record_editor import Draft

WITHOUT_A_SALE = tuple(each for each in RESULTS if each != "won")


class WinDeal(NamedTuple):
    """A deal is sold, today unless `date` says when; an account that was none is a customer.

    Discounts below the floor need their approval and the steps to the signature must be done, or
    `force` passes the gate and `why` says for what reason.
    """

    account: AccountId
    deal: DealId
    note: str | None = None
    date: Day | None = None
    force: bool = False
    why: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended or began later, and where the gate is shut."""
        day, gate = self.date or work.today, Pass(self.force, self.why)
        work.edit(
            self.account,
            lambda draft, record: outcomes.win(
                draft, record, self.deal, day, work.policy, gate, note=self.note
            ),
        )

    def missing(self, account: Account, policy: Policy, today: Day) -> list[Need]:
        """What stands against a sale. Raises CrmError for a deal that has ended."""
        still_open(account, self.deal)
        return before_winning(account, self.deal, policy, self.date or today)


class LoseDeal(NamedTuple):
    """A deal ended without a sale, today unless `date` says when: it was `lost`, nobody decided
    anything (`no_decision`), or it never was one (`invalid`).

    But for the last it needs a `reason`, with a `note` where crm.yaml says so, or `force` passes
    the gate and `why` says why there is none. `competitor` got it, `verified_by` confirmed the
    reason: `buyer` if the customer said so. `revisit` is when to ask again.
    """

    account: AccountId
    deal: DealId
    result: Annotated[str, OneOf(WITHOUT_A_SALE)] = "lost"
    reason: ReasonId | None = None
    competitor: str | None = None
    verified_by: str | None = None
    note: str | None = None
    revisit: Day | None = None
    date: Day | None = None
    force: bool = False
    why: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended or began later, and without what it needs."""
        outcome, gate = self.outcome(work.today), Pass(self.force, self.why)
        work.edit(
            self.account,
            lambda draft, record: outcomes.lose(
                draft, record, self.deal, outcome, work.policy, gate, work.today
            ),
        )

    def outcome(self, today: Day) -> Outcome:
        """How the deal ends."""
        return Outcome(
            result=self.result,
            date=self.date or today,
            reason=self.reason,
            competitor=self.competitor,
            verified_by=self.verified_by,
            note=self.note,
            revisit=self.revisit,
        )


class ReopenDeal(NamedTuple):
    """A deal that had ended is open again from today on, unless `date` says when, and why; how it
    had ended stays in the file.

    It stands in `in_stage`: by default in the stage it ended in. Further on, what the stages
    between ask for must hold, or `force` passes the gate; `by` says so.
    """

    account: AccountId
    deal: DealId
    why: str
    in_stage: StageId | None = None
    date: Day | None = None
    by: MemberId | None = None
    force: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that is open, for a day before its end or still to come, and
        where a gate is shut.
        """
        day, gate = self.date or work.today, Pass(self.force, self.why)
        has_come(day, work.today)

        def make(draft: Draft, record: Account) -> None:
            outcomes.reopen(
                draft,
                record,
                self.deal,
                self._then(record),
                day,
                work.policy,
                gate,
                why=self.why,
                by=self.by,
            )

        work.edit(self.account, make)

    def missing(self, account: Account, policy: Policy, today: Day) -> list[Need]:
        """What the deal lacks to stand there."""
        then, day = self._then(account), self.date or today
        return outcomes.before_reopening(account, self.deal, then, policy, day)

    def _then(self, account: Account) -> str | None:
        stages = account.deals[self.deal].stages
        return self.in_stage or (stages[-1].value if stages else None)
