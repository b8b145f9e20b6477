"""What customers own of our products."""

from collections.abc import Sequence
from datetime import date as Day
from typing import NamedTuple

from crmcli.app.requests.again import named, refuse_again
from crmcli.app.requests.fields import cleared
from crmcli.app.requests.kinds import AccountId, AssetId, ProductId
from crmcli.app.work import Work
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Asset
from crmcli.domain.records.money import Money
from crmcli.domain.table import Message
from crmcli.edits import assets as edits
from crmcli.edits.fields import FieldChanges, know
from crmcli.edits.record_editor import Draft


class AddAsset(NamedTuple):
    """The customer owns so much of a product, since today unless `since` says when; more of what is
    there already is added up.

    `replace` is when it has to be replaced or bought again, `bought_from` from whom they have it
    where it was not from us, `unit` the site at which it stands. `again`: also if the account has
    the very same already.
    """

    account: AccountId
    product: ProductId
    qty: Money = 1
    since: Day | None = None
    replace: Day | None = None
    note: str | None = None
    bought_from: str | None = None
    unit: str | None = None
    again: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for what is there already."""
        asked = self._replace(since=self.since or work.today)

        def make(draft: Draft, record: Account) -> None:
            refuse_again(record, asked.already(record), again=self.again)
            edits.own(draft, record, self.product, Asset(*asked[2:8]))

        work.edit(self.account, make)

    def already(self, account: Account) -> Message | None:
        """What the account has that is the same."""
        is_there = edits.same(account, self.product, Asset(*self[2:8]))
        return named(self.product, str(self.qty), self.since) if is_there else None


class EditAsset(NamedTuple):
    """What is known of something that the customer owns; None leaves a field as it is.

    `qty` is how many they own in all. `clear` names fields that say nothing any more.
    """

    account: AccountId
    product: AssetId
    qty: Money | None = None
    since: Day | None = None
    replace: Day | None = None
    note: str | None = None
    bought_from: str | None = None
    unit: str | None = None
    clear: Sequence[str] = ()

    def stage(self, work: Work) -> None:
        """Raises CrmError for what is to go and is not there."""
        gone = FieldChanges(gone=cleared(self.clear))

        def make(draft: Draft, _: Account) -> None:
            know(draft, ("assets", self.product), gone)
            edits.correct(draft, self.product, Asset(1, *self[3:8]), self.qty)

        work.edit(self.account, make)
