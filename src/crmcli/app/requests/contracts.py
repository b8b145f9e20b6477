"""Contracts: agreed, followed by another, ended."""

from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.again import named, refuse_again
from crmcli.app.requests.kinds import AccountId, ContractId, DealId, OneOf
from crmcli.app.work import Work
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Contract
from crmcli.domain.records.money import Money
from crmcli.domain.records.words import PERIODS
from crmcli.domain.table import Message
from crmcli.edits import contracts as edits
from crmcli.edits.record_editor import Draft


class AddContract(NamedTuple):
    """A contract from its first day to its last; without `end` it has none.

    `amount` is what it is worth `per` period, `notice_days` how many days before its end notice
    has to be given, `signed` the day it was signed, where that is before its first. The id is made
    of the year unless it is given. `again`: also if the account has the very same already.
    """

    account: AccountId
    start: Day
    end: Day | None = None
    deal: DealId | None = None
    amount: Money | None = None
    per: Annotated[str, OneOf(PERIODS)] | None = None
    notice_days: int | None = None
    signed: Day | None = None
    id: str | None = None
    again: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for an id that is taken, for a contract that is there or ends before it
        begins, and for a signature that has not come.
        """
        edits.signed_by(self.signed, work.today)

        def make(draft: Draft, record: Account) -> None:
            refuse_again(record, self.already(record), again=self.again)
            edits.add(draft, record, Contract(*self[1:8]), id_=self.id)

        work.edit(self.account, make)

    def already(self, account: Account) -> Message | None:
        """What the account has that is the same."""
        found = edits.same(account, Contract(*self[1:8]))
        return named(found, self.start, self.end) if found else None


class RenewContract(NamedTuple):
    """The contract that follows one, from the day after its end, as long as it was and at the same
    terms unless told.

    `signed` is today by default, while the new one has not begun.
    """

    account: AccountId
    contract: ContractId
    end: Day | None = None
    amount: Money | None = None
    per: Annotated[str, OneOf(PERIODS)] | None = None
    notice_days: int | None = None
    signed: Day | None = None
    id: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a contract without end, for an id that is taken, and for a signature
        that has not come.
        """
        edits.signed_by(self.signed, work.today)
        told = Contract(
            start=work.today,
            end=self.end,
            amount=self.amount,
            per=self.per,
            notice_days=self.notice_days,
            signed=self.signed,
        )
        work.edit(
            self.account,
            lambda draft, record: edits.renew(
                draft, record, self.contract, told, id_=self.id, today=work.today
            ),
        )


class EndContract(NamedTuple):
    """A contract's last day is this one, today by default."""

    account: AccountId
    contract: ContractId
    date: Day | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a day before its first."""
        day = self.date or work.today
        work.edit(self.account, lambda draft, record: edits.end(draft, record, self.contract, day))
