"""Deals: opened, and what is known of them."""

from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Annotated, NamedTuple

from crmcli.app.requests.again import named, refuse_again
from crmcli.app.requests.deals.promises import Promised
from crmcli.app.requests.fields import cleared, prose, proses
from crmcli.app.requests.kinds import (
    AccountId,
    ContactId,
    DealId,
    MemberId,
    OneOf,
    ProductId,
    ReferralId,
    StageId,
)
from crmcli.app.work import Work
from crmcli.domain.edit import Value
from crmcli.domain.records.account import Account, ProductLine
from crmcli.domain.records.money import Money, as_written
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import DEAL_PEOPLE, DEAL_TYPES, FUNCTIONS, SOURCES
from crmcli.domain.table import Message
from crmcli.edits.deals import deals as edits
from crmcli.edits.deals.deals import NewDeal
from crmcli.edits.deals.gates import Need, Pass
from crmcli.edits.fields import FieldChanges, foreign_ids, know, own_fields
from crmcli.edits.record_editor import Draft


class ProductTerms(NamedTuple):
    """How many of a product are in a deal, what one costs by the list and as offered, and who of us
    allowed that price; None leaves a field as it is, and of a new one there is 1.
    """

    qty: Money | None = None
    list_price: Money | None = None
    unit_price: Money | None = None
    approved_by: MemberId | None = None


class OpenDeal(NamedTuple):
    """A deal begins, today unless `date` says when, in `in_stage`: the first stage by default.

    Beyond the first stage, what the stages before it ask for must hold, or `force` passes the gate
    and `why` says on what evidence; `by` says so. `people` are those who have a part in it,
    `competitors` against whom we stand, `sourced_by` which function of ours found it. The id is
    made from the name unless it is given. `again`: also if an open deal is called the same, as it
    may be with an `id` of its own.
    """

    account: AccountId
    name: str
    in_stage: StageId | None = None
    type: Annotated[str, OneOf(DEAL_TYPES)] | None = None
    owner: MemberId | None = None
    source: Annotated[str, OneOf(SOURCES)] | None = None
    sourced_by: Annotated[str, OneOf(FUNCTIONS)] | None = None
    products: Mapping[ProductId, ProductTerms] = {}
    amount: Money | None = None
    close: Day | None = None
    people: Mapping[ContactId, Annotated[str, OneOf(DEAL_PEOPLE)]] = {}
    competitors: Sequence[str] = ()
    next: Promised | None = None
    note: str | None = None
    date: Day | None = None
    by: MemberId | None = None
    force: bool = False
    why: str | None = None
    id: str | None = None
    again: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for an id that is taken, for a deal that is there, and where a gate
        before its stage is shut.
        """
        day, new = self.date or work.today, self._new(work.policy)
        gate = Pass(self.force, self.why)

        def make(draft: Draft, record: Account) -> None:
            refuse_again(record, self.already(record), again=self.again)
            edits.open_deal(draft, record, new, day, work.policy, gate, id_=self.id, by=self.by)

        work.edit(self.account, make)

    def already(self, account: Account) -> Message | None:
        """What the account has that is the same."""
        found = None if self.id else edits.same(account, NewDeal(self.name))
        return named(found, self.name) if found else None

    def missing(self, account: Account, policy: Policy, today: Day) -> list[Need]:
        """What it lacks to begin in its stage. Raises CrmError for an id that is taken."""
        new = self._new(policy)
        key = edits.called(account, new, self.id)
        return edits.before_beginning(account, key, new, self.date or today, policy)

    def instead(self, account: Account, policy: Policy, today: Day) -> Message:
        """What to do where the gate stays shut. Raises CrmError for an id that is taken."""
        new = self._new(policy)
        key = edits.called(account, new, self.id)
        return edits.first_stage_first(account, key, new, self.date or today)

    def _new(self, policy: Policy) -> NewDeal:
        return NewDeal(
            name=self.name,
            stage=self.in_stage or next(iter(policy.stages), None),
            type=self.type,
            owner=self.owner,
            source=self.source,
            sourced_by=self.sourced_by,
            products={product: _line(terms) for product, terms in self.products.items()},
            amount=self.amount,
            close=self.close,
            people=self.people,
            competitors=self.competitors,
            next=None if self.next is None else self.next.step(),
            note=self.note,
        )


def _line(terms: ProductTerms) -> ProductLine:
    return ProductLine(1 if terms.qty is None else terms.qty, *terms[1:])


class EditDeal(NamedTuple):
    """What is known of a deal; None leaves a field as it is.

    `products` and `people`, who have a part in it, are added or changed one by one; `competitors`,
    against whom we stand, and `differentiators`, what we have and they have not, are added to those
    that are there. `sourced_by` is which function of ours found it. `clear` names fields that say
    nothing any more, or one entry of them as in `products=core`, `people=lee-dh`, `custom=region`.
    """

    account: AccountId
    deal: DealId
    name: str | None = None
    type: Annotated[str, OneOf(DEAL_TYPES)] | None = None
    owner: MemberId | None = None
    source: Annotated[str, OneOf(SOURCES)] | None = None
    referred_by: ReferralId | None = None
    sourced_by: Annotated[str, OneOf(FUNCTIONS)] | None = None
    note: str | None = None
    competitors: Sequence[str] = ()
    differentiators: Sequence[str] = ()
    people: Mapping[ContactId, Annotated[str, OneOf(DEAL_PEOPLE)]] = {}
    products: Mapping[ProductId, ProductTerms] = {}
    custom: Mapping[str, Sequence[str]] = {}
    ids: Mapping[str, Sequence[str]] = {}
    clear: Sequence[str] = ()

    def stage(self, work: Work) -> None:
        """Raises CrmError for what is to go and is not there, and for a field of our own that
        crm.yaml does not declare so.
        """
        known = self._known(work.policy)

        def make(draft: Draft, record: Account) -> None:
            there = record.deals[self.deal].products
            know(draft, ("deals", self.deal), known)
            terms = {
                product: each._replace(qty=1) if each.qty is None and product not in there else each
                for product, each in self.products.items()
            }
            for field, product, value in _told(terms):
                edits.price(draft, self.deal, product, field, value)

        work.edit(self.account, make)

    def _known(self, policy: Policy) -> FieldChanges:
        values = {
            "name": prose(self.name),
            "type": self.type,
            "owner": self.owner,
            "source": self.source,
            "referred_by": self.referred_by,
            "sourced_by": self.sourced_by,
            "note": prose(self.note),
        }
        lists = {
            "competitors": proses(self.competitors),
            "differentiators": proses(self.differentiators),
        }
        entries: dict[str, Mapping[str, Value]] = {
            "people": self.people,
            "ids": {system: foreign_ids(known) for system, known in self.ids.items()},
            "custom": own_fields(self.custom, "deal", policy),
        }
        return FieldChanges(values, lists, entries, cleared(self.clear))


def _told(products: Mapping[str, ProductTerms]) -> list[tuple[str, str, str]]:
    """What was told of the products: field by field, each with its product and its value."""
    return [
        (field, product, value)
        for field in ProductTerms._fields
        for product, terms in products.items()
        if (value := _written(getattr(terms, field))) is not None
    ]


def _written(value: Money | str | None) -> str | None:
    return value if isinstance(value, str) else as_written(value)
