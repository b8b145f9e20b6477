"""Rows of the agenda ticked off: what happened is written down, and what asked for them is settled
or moved.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.agenda_rows import Row, refuse_settled, row_named
from crmcli.app.requests.cases import CloseCase
from crmcli.app.requests.deals.ends import LoseDeal
from crmcli.app.requests.deals.promises import Promised
from crmcli.app.requests.interactions import Interaction, Lack
from crmcli.app.requests.kinds import AccountId, ContactId, MemberId, OneOf
from crmcli.app.requests.log import LogEntry
from crmcli.app.requests.plans import FinishPlan, ProgressPlan
from crmcli.app.requests.stances import AssessStance
from crmcli.app.work import Work
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Plan
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import ENTRY_OUTCOMES, ENTRY_TYPES, STANCES
from crmcli.domain.relations.referral_asks import KIND, whose
from crmcli.domain.relations.task import KINDS
from crmcli.domain.table import Message
from crmcli.edits import plans
from crmcli.edits.record_editor import Draft
from crmcli.edits.roles import reps


class SettleRow(NamedTuple):
    """A row of the agenda is ticked off: what happened is written down, and what asked for it is
    settled, or moved to another day.

    `kind` and `subject` are the row's, and so are `day` (when it is due) and `records` (the places
    that ask for it), as the agenda of the day `as_of` has them; without `as_of` it is the one row
    of that kind and subject on the day it is ticked off.

    A promise is kept, a deal tried, a rhythm kept by an entry of the log: its type, those who took
    part (`by` of ours, `with_` of theirs), its outcome, what it was about and what we handed over
    (`gave`) are as promised, or as the deal was tried last, where they are left out. A case is
    closed with `what`, a plan carried out, somebody asked for a referral, a stance assessed
    (`stance`), roles given a rep (`rep`), a deal that nobody answers given up. `next` is what is
    promised now; with nothing that happened it moves a promise or the day to ask again, and logs
    nothing. A plan's due day it moves in any case.

    `date` is when it happened, today by default. `again`: also if the log says the very same
    already.
    """

    account: AccountId
    kind: Annotated[str, OneOf(KINDS)]
    subject: str
    what: str | None = None
    type: Annotated[str, OneOf(ENTRY_TYPES)] | None = None
    with_: Sequence[ContactId] = ()
    by: Sequence[MemberId] = ()
    outcome: Annotated[str, OneOf(ENTRY_OUTCOMES)] | None = None
    gave: Sequence[str] = ()
    stance: Annotated[str, OneOf(STANCES)] | None = None
    rep: MemberId | None = None
    next: Promised | None = None
    date: Day | None = None
    day: Day | None = None
    records: Sequence[str] = ()
    as_of: Day | None = None
    again: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for a row that the account does not ask for, for what has to be said and
        was not, and for an entry that is there.
        """
        account, policy = work.account(self.account), work.session.policy(work.today)
        day = self.date or work.today
        row = self.row(account, policy, day)
        refuse_settled(row, account, policy, day)
        asked = self.of_row(row)._replace(date=day)
        for each in asked.lacking(account, policy):
            if each.is_needed:
                raise CrmError(Message("error-needed", (each.field,)))
        settle = _OTHERWISE.get(self.kind, _by_what_happened)
        settle(asked, work)

    def row(self, account: Account, policy: Policy, day: Day) -> Row:
        """The row that is ticked off on that day. Raises CrmError for a name of none or several."""
        if self.as_of is None:
            return row_named(account, policy, self.kind, self.subject, day)
        return Row(self.kind, self.subject, self.day, self.records, self.as_of)

    def of_row(self, row: Row) -> "SettleRow":
        """The same of that very row."""
        return self._replace(day=row.day, records=row.records, as_of=row.as_of)

    def interaction(self, account: Account, policy: Policy) -> Interaction | None:
        """What settles it with an entry, or moves what was promised; None for a row that is settled
        in another way.
        """
        if self.kind in _OTHERWISE:
            return None
        day = self.date or Day.min
        return Interaction(self.row(account, policy, day), self._entry(), account, policy)

    def lacking(self, account: Account, policy: Policy) -> Sequence[Lack]:
        """What should still be said. Raises CrmError for a row that nobody can tick off."""
        if self.kind == "owner-left":
            raise CrmError(
                Message("error-done-handover", (self.subject,)),
                Message("hint-done-handover", (self.subject, self.account)),
                status=4,
            )
        found = self.interaction(account, policy)
        if found is not None:
            return [*found.lacking()]
        told = {"case": self.what, "stance": self.stance, "rep": self.rep}
        lacks = self.kind in told and not (told[self.kind] or "").strip()
        return [Lack(_NEEDED[self.kind], is_needed=True)] if lacks else []

    def completed(self, account: Account, policy: Policy) -> "SettleRow":
        """With what was not said as it was promised; another day alone as it is."""
        found = self.interaction(account, policy)
        if found is None or found.is_move:
            return self
        entry = found.entry
        return self._replace(
            type=entry.type or None, with_=entry.with_, what=entry.what, next=entry.next
        )

    def _entry(self) -> LogEntry:
        return LogEntry(
            self.account,
            self.type or "",
            self.date,
            self.by,
            self.with_,
            outcome=self.outcome,
            what=self.what,
            gave=self.gave,
            next=self.next,
            again=self.again,
        )


_NEEDED = {"case": "what", "stance": "stance", "rep": "rep"}  # without which a row stays


def _by_what_happened(asked: SettleRow, work: Work) -> None:
    policy = work.session.policy(work.today)

    def make(draft: Draft, record: Account) -> None:
        found = asked.interaction(record, policy)
        if found is not None:
            found.write(draft, work.today)

    work.edit(asked.account, make)


def _case(asked: SettleRow, work: Work) -> None:
    told = (asked.what or "").strip()
    CloseCase(asked.account, asked.subject, told, asked.date).stage(work)


def _plan(asked: SettleRow, work: Work) -> None:
    """Carried out; or, with another day, under way."""
    then = asked.next
    if then is None:
        FinishPlan(asked.account, asked.subject, asked.what, asked.date).stage(work)
        return
    told = asked.what or then.what or ""
    ours = _first(asked.by)
    ProgressPlan(asked.account, asked.subject, told, asked.date, then.date, ours).stage(work)


def _stance(asked: SettleRow, work: Work) -> None:
    value, ours = asked.stance or "", _first(asked.by)
    AssessStance(asked.account, asked.subject, value, asked.date, ours, asked.what).stage(work)


def _reps(asked: SettleRow, work: Work) -> None:
    roles, ours = asked.subject.split(", "), (asked.rep or "").strip()
    work.edit(asked.account, lambda draft, _: reps(draft, roles, ours))


def _given_up(asked: SettleRow, work: Work) -> None:
    rule = work.policy.attempts
    lost = LoseDeal(asked.account, asked.subject, rule.close_as, rule.reason, date=asked.date)
    lost._replace(note=asked.what).stage(work)


def _referral(asked: SettleRow, work: Work) -> None:
    """We asked for a referral; or, with another day, we shall."""
    who, day, then = asked.subject, asked.date or work.today, asked.next

    def make(draft: Draft, record: Account) -> None:
        owner = _first(asked.by) or whose(record, work.policy, who, day)
        if then is None:
            plans.asked(draft, record, who, KIND, owner, day, asked.what)
        else:
            how = then.what or asked.what
            plans.add(draft, record, Plan(who, kind=KIND, how=how, owner=owner, due=then.date))

    work.edit(asked.account, make)


def _first(members: Sequence[str]) -> str | None:
    return members[0] if members else None


_OTHERWISE: Mapping[str, Callable[[SettleRow, Work], None]] = {
    "case": _case,
    "plan": _plan,
    "stance": _stance,
    "rep": _reps,
    "close": _given_up,
    KIND: _referral,
}
