"""Deals while they are open: moved, revalued, expected, and what is promised next."""

from collections.abc import Sequence
from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.deals.promises import Promised
from crmcli.app.requests.kinds import AccountId, ContactId, DealId, MemberId, OneOf, StageId
from crmcli.app.work import Work
from crmcli.domain.records.account import Account, NextStep, Probability
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import CHANNELS
from crmcli.edits.deals import deals as edits
from crmcli.edits.deals.gates import Need, Pass
from crmcli.edits.deals.steps import Step, clear, promise
from crmcli.edits.record_editor import Draft


class MoveDeal(NamedTuple):
    """A deal is in another stage from today on, unless `date` says when.

    What the stages that it leaves behind ask for must hold, the gate of qualification among it, or
    `force` passes the gate and `why` says on what evidence; `by` says so. `next` is what was
    promised in the same breath: it counts for the gate.
    """

    account: AccountId
    deal: DealId
    in_stage: StageId
    next: Promised | None = None
    date: Day | None = None
    by: MemberId | None = None
    force: bool = False
    why: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended or is in a stage from a later day on, and where
        a gate is shut.
        """
        day, gate = self.date or work.today, Pass(self.force, self.why)

        def make(draft: Draft, record: Account) -> None:
            if self.next is not None:
                promise(draft, record, self.deal, self.next.step())
            edits.move(
                draft,
                self._promised(record),
                self.deal,
                self.in_stage,
                day,
                work.policy,
                gate,
                by=self.by,
            )

        work.edit(self.account, make)

    def missing(self, account: Account, policy: Policy, today: Day) -> list[Need]:
        """What the deal lacks to go there. Raises CrmError for one that has ended."""
        edits.still_open(account, self.deal)
        seen, day = self._promised(account), self.date or today
        return edits.before_moving(seen, self.deal, self.in_stage, day, policy)

    def _promised(self, account: Account) -> Account:
        """The account with the promise made in the same breath."""
        if self.next is None:
            return account
        promised = NextStep(self.next.date, self.next.what)
        deal = account.deals[self.deal]._replace(next=promised)
        return account._replace(deals={**account.deals, self.deal: deal})


class PromiseNext(NamedTuple):
    """What was promised next at a deal, and for which day, in place of what was.

    `owner` of ours does it, in the way that `channel` says; `with_` are theirs who agreed to it,
    and the deal rests until then. What is left out stays as the promise before has it.
    """

    account: AccountId
    deal: DealId
    date: Day
    what: str | None = None
    owner: MemberId | None = None
    channel: Annotated[str, OneOf(CHANNELS)] | None = None
    with_: Sequence[ContactId] = ()

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended."""

        def make(draft: Draft, record: Account) -> None:
            edits.still_open(record, self.deal)
            promise(draft, record, self.deal, Step(*self[2:]))

        work.edit(self.account, make)


class ClearNext(NamedTuple):
    """Nothing is promised at a deal any more."""

    account: AccountId
    deal: DealId

    def stage(self, work: Work) -> None:
        """Raises CrmError for a file that cannot be read."""
        work.edit(self.account, lambda draft, _: clear(draft, self.deal))


class RevalueDeal(NamedTuple):
    """What a deal is worth from today on, unless `date` says since when, and why; what it was worth
    before stays in the file.
    """

    account: AccountId
    deal: DealId
    amount: Money
    date: Day | None = None
    why: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended."""
        day = self.date or work.today
        work.edit(
            self.account,
            lambda draft, record: edits.revalue(
                draft, record, self.deal, self.amount, day, why=self.why
            ),
        )


class ExpectClose(NamedTuple):
    """When a deal should close, as we see it from today on, unless `date` says since when, and why;
    the days before stay in the file.
    """

    account: AccountId
    deal: DealId
    close: Day
    date: Day | None = None
    why: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended."""
        day = self.date or work.today
        work.edit(
            self.account,
            lambda draft, record: edits.expect(
                draft, record, self.deal, self.close, day, why=self.why
            ),
        )


class RateDeal(NamedTuple):
    """How likely a deal is, from 0 to 100 percent, where `by` of us knows better than its stage:
    since when, today by default, and why.
    """

    account: AccountId
    deal: DealId
    percent: Money
    by: MemberId | None = None
    date: Day | None = None
    why: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a deal that has ended, and for what is no percentage."""
        known = Probability(self.percent, self.by, self.date or work.today, self.why)
        work.edit(self.account, lambda draft, record: edits.think(draft, record, self.deal, known))
