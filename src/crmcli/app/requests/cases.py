"""Complaints, questions and requests: opened and closed."""

from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.again import named, refuse_again
from crmcli.app.requests.kinds import AccountId, CaseId, ContactId, DealId, MemberId, OneOf
from crmcli.app.work import Work
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Case
from crmcli.domain.records.words import CASE_KINDS
from crmcli.domain.table import Message
from crmcli.edits import cases as edits
from crmcli.edits.record_editor import Draft
from crmcli.history.names import word


class OpenCase(NamedTuple):
    """A complaint, a question or a request is opened, today unless `opened` says when.

    The id is made of kind and day unless it is given. `again`: also if the account has the very
    same already.
    """

    account: AccountId
    what: str
    kind: Annotated[str, OneOf(CASE_KINDS)] = "complaint"
    contact: ContactId | None = None
    owner: MemberId | None = None
    deal: DealId | None = None
    opened: Day | None = None
    id: str | None = None
    again: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for an id that is taken, and for a case that is there."""
        asked = self._replace(opened=self.opened or work.today)

        def make(draft: Draft, record: Account) -> None:
            refuse_again(record, asked.already(record), again=self.again)
            edits.add(draft, record, _case(asked), id_=self.id)

        work.edit(self.account, make)

    def already(self, account: Account) -> Message | None:
        """What the account has that is the same."""
        case = _case(self)
        found = edits.same(account, case)
        return named(word(case.kind), found, case.what, case.opened) if found else None


def _case(asked: OpenCase) -> Case:
    opened = asked.opened or Day.min
    return Case(opened, asked.kind, asked.contact, asked.what, asked.owner, deal=asked.deal)


class CloseCase(NamedTuple):
    """A case is settled, today unless `closed` says when."""

    account: AccountId
    case: CaseId
    resolution: str
    closed: Day | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for one that is closed already, or was not open by then."""
        day = self.closed or work.today
        work.edit(
            self.account,
            lambda draft, record: edits.close(draft, record, self.case, day, self.resolution),
        )
