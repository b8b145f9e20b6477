"""Plans: how an unknown role gets known, or a stance better; and how they went."""

from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.again import named, refuse_again
from crmcli.app.requests.kinds import AccountId, ContactId, MemberId, OneOf, PlanId, TargetId
from crmcli.app.work import Work
from crmcli.domain.records.account import Account, Plan
from crmcli.domain.records.words import PLAN_KINDS, STANCES
from crmcli.domain.table import Message
from crmcli.edits import plans as edits
from crmcli.edits.record_editor import Draft


class AddPlan(NamedTuple):
    """What we will do (`how`) to get to know a role, or to win a person over, and by when.

    `for_` is the role or the person, `kind` what it is to bring, `via` who introduces us, `from_`
    and `to` the stance now and the one wanted. The owner is the account's by default, the id made
    of whom it is for and its kind. `again`: also if the very same plan goes on already.
    """

    account: AccountId
    for_: TargetId
    due: Day
    kind: Annotated[str, OneOf(PLAN_KINDS)] | None = None
    how: str | None = None
    via: ContactId | None = None
    owner: MemberId | None = None
    from_: Annotated[str, OneOf(STANCES)] | None = None
    to: Annotated[str, OneOf(STANCES)] | None = None
    id: str | None = None
    again: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for an id that is taken, and for a plan that is there."""

        def make(draft: Draft, record: Account) -> None:
            refuse_again(record, self.already(record), again=self.again)
            plan = _plan(self)
            edits.add(draft, record, plan._replace(owner=plan.owner or record.owner), id_=self.id)

        work.edit(self.account, make)

    def already(self, account: Account) -> Message | None:
        """What the account has that is the same."""
        found = edits.same(account, _plan(self))
        return named(found, self.how, self.due) if found else None


def _plan(asked: AddPlan) -> Plan:
    return Plan(
        for_=asked.for_,
        kind=asked.kind,
        how=asked.how,
        via=asked.via,
        owner=asked.owner,
        due=asked.due,
        from_=asked.from_,
        to=asked.to,
    )


class ProgressPlan(NamedTuple):
    """Something was done for a plan, today unless `date` says when; what was noted of that day
    stays.

    `due` moves its due day, `by` is who of ours did it.
    """

    account: AccountId
    plan: PlanId
    what: str
    date: Day | None = None
    due: Day | None = None
    by: MemberId | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a plan that has ended."""
        day = self.date or work.today

        def make(draft: Draft, record: Account) -> None:
            edits.still_open(record, self.plan)
            edits.progress(draft, self.plan, self.what, day, due=self.due, by=self.by)

        work.edit(self.account, make)


class FinishPlan(NamedTuple):
    """A plan is carried out, today unless `date` says when; `result` is what came of it."""

    account: AccountId
    plan: PlanId
    result: str | None = None
    date: Day | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a plan that has ended."""
        day = self.date or work.today

        def make(draft: Draft, record: Account) -> None:
            edits.still_open(record, self.plan)
            edits.done(draft, self.plan, day, self.result)

        work.edit(self.account, make)


class DropPlan(NamedTuple):
    """A plan is given up, today unless `date` says when, and this is why."""

    account: AccountId
    plan: PlanId
    why: str
    date: Day | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a plan that has ended."""
        day = self.date or work.today

        def make(draft: Draft, record: Account) -> None:
            edits.still_open(record, self.plan)
            edits.drop(draft, self.plan, day, self.why)

        work.edit(self.account, make)
