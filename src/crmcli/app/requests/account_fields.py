"""What an account is, what was learned of it, and what it is to us."""

from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple

from crmcli.app.requests.fields import cleared, prose, proses
from crmcli.app.requests.kinds import (
    AccountId,
    ContactId,
    MemberId,
    OneOf,
    ProductId,
    ReferralId,
    RoleSetId,
)
from crmcli.app.work import Work
from crmcli.domain.edit import Prose, Quoted, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.records.money import Money, as_written
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import SOURCES, STATUSES
from crmcli.domain.table import Message
from crmcli.domain.text.business_number import told
from crmcli.edits.accounts import stand, with_old_name
from crmcli.edits.fields import FieldChanges, foreign_ids, know, own_fields


def refuse_number(number: str | None, policy: Policy) -> None:
    """Raises CrmError for a business registration number that is none."""
    wrong = told(number, policy.currency) if number else None
    if wrong is not None:
        raise CrmError(wrong, status=4)


class EditAccount(NamedTuple):
    """What is known of an account itself; None leaves a field as it is.

    `aliases`, `phones`, `role_set` and `tags` are added to those that are there, `not_eligible`
    says why a product is nothing for them. Where the firm is called otherwise now, its old `name`
    stays among the aliases, unless that was `mistyped`. `service_contact` is who of ours the
    customer may call, `business_no` their business registration number, `parent` the account it
    belongs to, `ids` what other systems call it, by the system. `clear` names fields that say
    nothing any more, or one entry of them as in `tags=export`, `not_eligible=core`,
    `custom=region`.
    """

    account: AccountId
    name: str | None = None
    business_no: str | None = None
    parent: AccountId | None = None
    website: str | None = None
    address: str | None = None
    segment: str | None = None
    owner: MemberId | None = None
    service_contact: MemberId | None = None
    source: Annotated[str, OneOf(SOURCES)] | None = None
    referred_by: ReferralId | None = None
    note: str | None = None
    aliases: Sequence[str] = ()
    phones: Sequence[str] = ()
    role_set: Sequence[RoleSetId] = ()
    tags: Sequence[str] = ()
    not_eligible: Mapping[ProductId, str] = {}
    custom: Mapping[str, Sequence[str]] = {}
    ids: Mapping[str, Sequence[str]] = {}
    mistyped: bool = False
    clear: Sequence[str] = ()

    def stage(self, work: Work) -> None:
        """Raises CrmError for what is to go and is not there, for a field of our own that crm.yaml
        does not declare so, for a name that was mistyped and has no other, and for a business
        number that is none.
        """
        if self.mistyped and not self.name:
            raise CrmError(Message("error-needed", ("name",)))
        refuse_number(self.business_no, work.policy)
        values = {
            "name": prose(self.name),
            "business_no": prose(self.business_no),
            "parent": self.parent,
            "website": prose(self.website),
            "address": prose(self.address),
            "segment": prose(self.segment),
            "owner": self.owner,
            "service_contact": self.service_contact,
            "source": self.source,
            "referred_by": self.referred_by,
            "note": prose(self.note),
        }
        lists: dict[str, Sequence[str]] = {
            "aliases": proses(self.aliases),
            "phones": [Quoted(each) for each in self.phones],
            "role_set": self.role_set,
            "tags": proses(self.tags),
        }
        entries: dict[str, Mapping[str, Value]] = {
            "not_eligible": {each: Prose(why) for each, why in self.not_eligible.items()},
            "ids": {system: foreign_ids(known) for system, known in self.ids.items()},
            "custom": own_fields(self.custom, "account", work.policy),
        }
        known = FieldChanges(values, lists, entries, cleared(self.clear))
        name = self.name if self.name and not self.mistyped else None
        work.edit(
            self.account,
            lambda draft, record: know(
                draft, (), with_old_name(known, record, name) if name else known
            ),
        )


class EditResearch(NamedTuple):
    """What was learned of an account before calling; None leaves a field as it is.

    `problems` of theirs, in their terms, and `icebreakers` are added to those that are there.
    `solution` is what we would propose, `decision_maker` who decides there, `provenance` where all
    that comes from. `clear` names fields that say nothing any more, or one entry of them.
    """

    account: AccountId
    industry: str | None = None
    employees: int | None = None
    annual_revenue: Money | None = None
    solution: str | None = None
    decision_maker: ContactId | None = None
    provenance: str | None = None
    problems: Sequence[str] = ()
    icebreakers: Sequence[str] = ()
    clear: Sequence[str] = ()

    def stage(self, work: Work) -> None:
        """Raises CrmError for what is to go and is not there."""
        values = {
            "industry": prose(self.industry),
            "employees": None if self.employees is None else str(self.employees),
            "annual_revenue": as_written(self.annual_revenue),
            "solution": prose(self.solution),
            "decision_maker": self.decision_maker,
            "provenance": prose(self.provenance),
        }
        lists = {"problems": proses(self.problems), "icebreakers": proses(self.icebreakers)}
        known = FieldChanges(values, lists, gone=cleared(self.clear))
        work.edit(self.account, lambda draft, _: know(draft, ("research",), known))


class SetStatus(NamedTuple):
    """What an account is to us now, and why they do not fit, rest or have gone.

    The reason of another status goes with that.
    """

    account: AccountId
    status: Annotated[str, OneOf(STATUSES)]
    why: str | None = None

    def stage(self, work: Work) -> None:
        """Raises CrmError for a file that cannot be read."""
        work.edit(self.account, lambda draft, record: stand(draft, record, self.status, self.why))
