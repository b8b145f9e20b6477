"""Rows of the agenda put off until a day."""

from collections.abc import Sequence
from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.agenda_rows import Row, refuse_settled, row_named, task_of
from crmcli.app.requests.kinds import AccountId, MemberId, OneOf
from crmcli.app.work import Work
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.relations.resting import fact_of
from crmcli.domain.relations.task import KINDS
from crmcli.domain.table import Message
from crmcli.edits.record_editor import Draft
from crmcli.edits.resting import PutOff, rest


class RestRow(NamedTuple):
    """A row of the agenda is put off: it is in no list before the day `until`, on which it is back.

    `kind` and `subject` are the row's, and so are `day` (when it is due) and `records` (the places
    that ask for it), as the agenda of the day `as_of` has them; without `as_of` it is the one row
    of that kind and subject.

    The rest belongs to what asks for the row as it is now; another promise, or another day, is
    another row. `date` is when it was said, today by default, `by` who said so, `why` the reason.
    `until` the same day takes back what was put off before.
    """

    account: AccountId
    kind: Annotated[str, OneOf(KINDS)]
    subject: str
    until: Day
    why: str | None = None
    by: MemberId | None = None
    date: Day | None = None
    day: Day | None = None
    records: Sequence[str] = ()
    as_of: Day | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a row that the account does not ask for, for a day that has passed,
        and for a row that is put off without a reason.
        """
        said = self.date or work.today
        if said > work.today:
            raise CrmError(Message("error-rest-future", (said,)))
        if self.until < said:
            raise CrmError(Message("error-rest-past", (self.until,)), Message("hint-rest-past"))
        if self.until > said and not (self.why or "").strip():
            raise CrmError(Message("error-needed", ("why",)))
        policy = work.session.policy(work.today)

        def make(draft: Draft, record: Account) -> None:
            row = (
                row_named(record, policy, self.kind, self.subject, said)
                if self.as_of is None
                else Row(self.kind, self.subject, self.day, self.records, self.as_of)
            )
            refuse_settled(row, record, policy, said)
            task = task_of(row, record, policy)
            rest(draft, record, fact_of(task), PutOff(said, self.until, self.by, self.why))

        work.edit(self.account, make)
